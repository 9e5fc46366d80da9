import type { AnswerOf } from '#contract/operations.ts';
import type { AuditEntry, Change } from '#domain/audit-entry.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { DEFAULT_MATCHING, type MatchSettings, settingsWith } from '#domain/matching/match-settings.ts';
import { present } from '#domain/present.ts';
import { Problem } from '#runtime/problem.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import { type AuditPort, lineOf } from '../http/audit.ts';
import { keepOrConflict } from '../http/keep-or-conflict.ts';
import type { StaffMember } from '../http/own-places.ts';

/** What staff have set, who did and when (milliseconds since the epoch). */
interface SetSettings {
  readonly changes: Partial<MatchSettings>;
  readonly by: string;
  readonly at: number;
}

export interface MatchSettingsPorts extends AuditPort {
  readonly catalogue: Catalogue;
  readonly readMatchSettings: () => Promise<SetSettings | undefined>;
  /** False where somebody has set them since `before` was read. */
  readonly putMatchSettings: (
    settings: SetSettings,
    before: SetSettings | undefined,
    lines: readonly AuditEntry[],
  ) => Promise<boolean>;
}

/** Some weights, as a body names them. */
type Named = { readonly [Name in keyof MatchSettings]?: MatchSettings[Name] | undefined };

/** `GET /v1/matching-settings`: by what the next search weighs. */
export function showMatchSettings(ports: MatchSettingsPorts) {
  return async () => ({ status: 200 as const, body: describe(await ports.readMatchSettings()) });
}

/** `PUT /v1/matching-settings`: from the next search on; what is not named gets its default. */
export function setMatchSettings(ports: MatchSettingsPorts) {
  return async ({ staff, body }: { readonly staff: StaffMember; readonly body: Named }) => {
    requireCityWide(staff);
    requireKnownUnits(ports.catalogue, [body.freightPerUnitKm, body.leastLot]);
    const before = await ports.readMatchSettings();
    const changes = withValues(body);
    const set: SetSettings = { changes, by: staff.id, at: ports.clock() };
    const change = present<Change>({
      action: 'set-matching',
      subject: 'matching',
      before: before?.changes,
      after: changes,
    });
    await keepOrConflict(ports.putMatchSettings(set, before, [lineOf(ports, staff, change)]));
    return { status: 200 as const, body: describe(set) };
  };
}

/** Raises `unknown-unit` (422): a weight of a unit that no product has would weigh nothing, and nobody would notice. */
function requireKnownUnits(catalogue: Catalogue, byUnit: readonly (Readonly<Record<string, number>> | undefined)[]) {
  const { freightPerUnitKm, leastLot } = DEFAULT_MATCHING;
  const units = [...catalogue.products.values()].map(({ unit }) => unit.vi);
  const known = [...new Set([...units, ...Object.keys(freightPerUnitKm), ...Object.keys(leastLot)])];
  const unknown = byUnit.flatMap((weights) => Object.keys(weights ?? {})).find((unit) => !known.includes(unit));
  if (unknown === undefined) return;
  const list = known.join(', ');
  throw new Problem(
    422,
    'unknown-unit',
    {
      vi: `Không có đơn vị tính "${unknown}". Các đơn vị: ${list}.`,
      en: `There is no unit "${unknown}". Units: ${list}.`,
    },
    { units: known },
  );
}

function withValues(named: Named): Partial<MatchSettings> {
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined));
}

function describe(set: SetSettings | undefined): AnswerOf<'GET /v1/matching-settings'> {
  const settings = settingsWith(set?.changes);
  const names = Object.keys(DEFAULT_MATCHING) as (keyof MatchSettings)[];
  return present({
    settings,
    changed: names.filter((name) => JSON.stringify(settings[name]) !== JSON.stringify(DEFAULT_MATCHING[name])),
    by: set?.by,
    at: set ? new Date(set.at).toISOString() : undefined,
  });
}
