import type { AnswerOf } from '#contract/operations.ts';
import type { AuditEntry, Change } from '#domain/audit-entry.ts';
import type { TimeOfDay } from '#domain/business-day.ts';
import { type Catalogue, isWithin } from '#domain/catalogue.ts';
import { type DeskSettings, deskSettingsWith } from '#domain/duty/desk-settings.ts';
import type { Person } from '#domain/people/person.ts';
import { isPersonId } from '#domain/people/person-id.ts';
import { present } from '#domain/present.ts';
import { Problem } from '#runtime/problem.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import { type AuditPort, lineOf } from '../http/audit.ts';
import { keepOrConflict } from '../http/keep-or-conflict.ts';
import type { StaffMember } from '../http/own-places.ts';

/** What staff have set, who did and when (milliseconds since the epoch). */
interface SetSettings {
  readonly changes: Partial<DeskSettings>;
  readonly by: string;
  readonly at: number;
}

export interface DeskSettingsPorts extends AuditPort {
  readonly catalogue: Catalogue;
  readonly cutOff: TimeOfDay;
  readonly deskDefaults: DeskSettings;
  readonly people: () => Promise<readonly Person[]>;
  readonly readDeskSettings: () => Promise<SetSettings | undefined>;
  /** False where somebody has set it since `before` was read. */
  readonly putDeskSettings: (
    settings: SetSettings,
    before: SetSettings | undefined,
    lines: readonly AuditEntry[],
  ) => Promise<boolean>;
}

/** Some settings, as a body names them. */
type Named = { readonly [Name in keyof DeskSettings]?: DeskSettings[Name] | undefined };

/** `GET /v1/desk-settings`: how the desk works now. */
export function showDeskSettings(ports: DeskSettingsPorts) {
  return async () => ({ status: 200 as const, body: describe(ports, await ports.readDeskSettings()) });
}

/** `PUT /v1/desk-settings`: from the next look on; what is not named gets its default. */
export function setDeskSettings(ports: DeskSettingsPorts) {
  return async ({ staff, body }: { readonly staff: StaffMember; readonly body: Named }) => {
    requireCityWide(staff);
    const changes = Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
    const settings = deskSettingsWith(ports.deskDefaults, changes);
    await requirePersons(ports, settings);
    requireBefore(settings.remindShopsAt, ports.cutOff);
    const before = await ports.readDeskSettings();
    const set: SetSettings = { changes, by: staff.id, at: ports.clock() };
    const change = present<Change>({ action: 'set-desk', subject: 'desk', before: before?.changes, after: changes });
    await keepOrConflict(ports.putDeskSettings(set, before, [lineOf(ports, staff, change)]));
    return { status: 200 as const, body: describe(ports, set) };
  };
}

/**
 * Raises `unknown-person` (422) for a person who is not there, and `not-city-wide` (422) for who would be told of events
 * that he may not see.
 */
async function requirePersons(ports: DeskSettingsPorts, settings: DeskSettings): Promise<void> {
  const people = new Map((await ports.people()).map((person) => [person.id, person]));
  const told = [
    settings.lead,
    settings.director,
    ...settings.rota.map(({ who }) => who),
    ...[settings.crisis, settings.alert].flatMap(({ escalate }) => escalate.map(({ tell }) => tell).filter(isPersonId)),
  ].flatMap((id) => id ?? []);
  const unknown = [...told, ...settings.leave.map(({ who }) => who)].find((id) => !people.get(id)?.active);
  if (unknown !== undefined) {
    throw new Problem(422, 'unknown-person', {
      vi: `Không có người đang làm việc nào có mã "${unknown}". Xem /v1/people.`,
      en: `There is no active person with the id "${unknown}". See /v1/people.`,
    });
  }
  const { catalogue } = ports;
  const narrow = told.find((id) => !people.get(id)?.places.some((area) => isWithin(catalogue, catalogue.city, area)));
  if (narrow === undefined) return;
  throw new Problem(422, 'not-city-wide', {
    vi: `Người có mã "${narrow}" không phụ trách toàn thành phố nên sẽ không xem được sự kiện được báo.`,
    en: `The person "${narrow}" is not in charge of the whole city, and could not see the events that are told.`,
  });
}

/** Raises `after-cut-off` (422) for a time at which nobody can report in time any more. */
function requireBefore(time: TimeOfDay | null, cutOff: TimeOfDay): void {
  if (time === null || time < cutOff) return;
  throw new Problem(422, 'after-cut-off', {
    vi: `Giờ nhắc điểm bán phải trước giờ chốt ${cutOff}.`,
    en: `Shops are reminded before the cut-off, ${cutOff}.`,
  });
}

function describe(
  { deskDefaults }: DeskSettingsPorts,
  set: SetSettings | undefined,
): AnswerOf<'GET /v1/desk-settings'> {
  const settings = deskSettingsWith(deskDefaults, set?.changes);
  const names = Object.keys(settings) as (keyof DeskSettings)[];
  return present({
    settings,
    changed: names.filter((name) => JSON.stringify(settings[name]) !== JSON.stringify(deskDefaults[name])),
    by: set?.by,
    at: set ? new Date(set.at).toISOString() : undefined,
  });
}
