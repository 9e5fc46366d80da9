import type { AnswerOf } from '#contract/operations.ts';
import { DEFAULT_MATCHING, type MatchSettings, settingsWith } from '#domain/matching/match-settings.ts';
import { present } from '#domain/present.ts';
import { requireCityWide } from '#runtime/route-access.ts';
import type { AuditPort } from '../http/audit.ts';
import type { StaffMember } from '../http/own-places.ts';

/** What staff have set, who did and when (milliseconds since the epoch). */
interface SetSettings {
  readonly changes: Partial<MatchSettings>;
  readonly by: string;
  readonly at: number;
}

export interface MatchSettingsPorts extends AuditPort {
  readonly readMatchSettings: () => Promise<SetSettings | undefined>;
  readonly putMatchSettings: (settings: SetSettings) => Promise<void>;
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
    const before = await ports.readMatchSettings();
    const changes = withValues(body);
    const set: SetSettings = { changes, by: staff.name, at: ports.clock() };
    await ports.putMatchSettings(set);
    await ports.audit(
      staff,
      present({ action: 'set-matching', subject: 'matching', before: before?.changes, after: changes }),
    );
    return { status: 200 as const, body: describe(set) };
  };
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
