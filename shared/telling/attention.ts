import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { LunarYear } from '#domain/catalogue.ts';
import { DEFAULT_DESK, type DeskSettings, deskSettingsWith, HANOI_DESK } from '#domain/duty/desk-settings.ts';
import { type AttendedEvent, dueSteps, type Step } from '#domain/duty/due-steps.ts';
import { tellableFrom } from '#domain/duty/quiet-hours.ts';
import { type Desk, deskFor, onDuty } from '#domain/duty/who-is-on-duty.ts';
import { asSaid } from '#domain/event/event-as-said.ts';
import type { KnownEvent } from '#domain/event/event-board.ts';
import type { Finding } from '#domain/event/finding.ts';
import { type Strand, strandOfEvent } from '#domain/event/strand.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import type { Conversation, NewsInShort } from '#domain/notification/conversation.ts';
import { kindsIn } from '#domain/notification/person-channel.ts';
import type { Person } from '#domain/people/person.ts';
import { present } from '#domain/present.ts';
import type { ToldEvent } from './event-for-reader.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What the steps of the desk need beside an event; all reads strongly consistent. */
export interface AttentionPorts {
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  readonly desk: () => Promise<Desk>;
  /** When shops of an event were verified and its calls were answered. */
  readonly workedAt: (event: KnownEvent) => Promise<readonly number[]>;
}

/** An event as the desk attends to it, with the steps that are due. */
export interface Attention {
  readonly desk: Desk;
  readonly event: AttendedEvent;
  readonly steps: readonly Step[];
}

/** @param talks all that was told of the event, and of what was joined into it. */
export async function attentionTo(
  ports: AttentionPorts,
  { known, members, said, ...told }: Pick<ToldEvent, 'known' | 'members' | 'acts' | 'said'>,
  talks: readonly Conversation[],
): Promise<Attention> {
  const { acts } = asSaid(known.id, { members, acts: told.acts }, said, businessDayOf(ports.clock()));
  const isOn = known.endedAt === undefined && acts.length > 0;
  const [desk, workedAt] = await Promise.all([ports.desk(), isOn ? ports.workedAt(known) : []]);
  const event: AttendedEvent = { known, acts, workedAt, talks };
  return { desk, event, steps: dueSteps(event, desk, ports.clock()) };
}

/** The first instant at which news may be told to a reader: now, unless it lies in quiet hours. */
export function tellableNow(
  desk: Desk,
  now: number,
  { level, steps = [] }: Pick<NewsInShort, 'level' | 'steps'>,
  reader: string,
): number {
  // A step is due when it may be told: whoever has one is asked for.
  return tellableFrom(desk, now, {
    level,
    isOnDuty: steps.length > 0 || onDuty(deskFor(desk, level), now).includes(reader),
  });
}

/** How the desk works where staff have set nothing: on one machine there are no quiet hours. */
export function deskDefaultsOf(env: Environment): DeskSettings {
  return env['OUTBOX_DIR'] ? DEFAULT_DESK : HANOI_DESK;
}

/** The desk with all that is known of its people. */
export interface StaffedDesk extends Desk {
  readonly people: readonly Person[];
}

interface DeskStores {
  readonly people: () => Promise<readonly Person[]>;
  readonly readDeskSettings: () => Promise<{ readonly changes: Partial<DeskSettings> } | undefined>;
}

/** The desk by what is kept: its settings and its people. */
export function readDesk(
  { people, readDeskSettings }: DeskStores,
  { lunarYears }: { readonly lunarYears: readonly LunarYear[] },
  env: Environment,
): () => Promise<StaffedDesk> {
  return async () => {
    const [known, set] = await Promise.all([people(), readDeskSettings()]);
    const settings = deskSettingsWith(deskDefaultsOf(env), set?.changes);
    return present<StaffedDesk>({ people: known, settings, lunarYears, toldBy: kindsIn(env['TOLD_BY']) });
  };
}

/** When the calls of an event were answered and its shops were verified. */
export function workOn({
  suggestionsOf,
  findingsOf,
}: {
  readonly suggestionsOf: (subject: string) => Promise<readonly Suggestion[]>;
  readonly findingsOf: (strand: Strand, from: BusinessDay, to: BusinessDay) => Promise<readonly Finding[]>;
}): AttentionPorts['workedAt'] {
  return async ({ id, openedOn }) => {
    const strand = strandOfEvent(id);
    const [suggestions, findings] = await Promise.all([
      suggestionsOf(id),
      strand === undefined ? [] : findingsOf(strand, openedOn, openedOn),
    ]);
    return [
      ...suggestions.flatMap(({ decision }) => decision?.at ?? []),
      ...findings.filter(({ event }) => event === id).map(({ at }) => at),
    ];
  };
}
