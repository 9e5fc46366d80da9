// What a reader is told once a day beside messages on events: at the cut-off what has changed and was not told, and in the
// morning, where it is wished, that nothing is on.

import { type Alert, isLive } from '../alert/alert.ts';
import type { BusinessDay } from '../business-day.ts';
import type { Catalogue } from '../catalogue.ts';
import type { KnownEvent } from '../event/event-board.ts';
import { type EventFace, faceOf } from '../event/event-face.ts';
import type { Strand } from '../event/strand.ts';
import { atLeast, type Level, rankOf, worse } from '../level.ts';
import {
  type Conversation,
  membersFor,
  type Reader,
  type Told,
  toldEnd,
  wasHeard,
} from '../notification/conversation.ts';

export const DAILY_KINDS = ['digest', 'calm'] as const;
export type DailyKind = (typeof DAILY_KINDS)[number];

/** An event of which a digest tells: that it is on, that its level is lower, or that it reaches further. */
export interface DigestLine {
  readonly what: 'on' | 'lowered' | 'wider';
  readonly event: string;
  readonly strand: Strand;
  readonly face: EventFace;
}

/** All that such a mail is written from: facts about the reader's own places. */
export interface DailyFacts {
  readonly kind: DailyKind;
  readonly day: BusinessDay;
  /** The worst first. */
  readonly lines: readonly DigestLine[];
  /** How many more there are. */
  readonly more: number;
  /** Events of `alert` and above that are on at these places, told or not. */
  readonly live: number;
}

/** A mail of a day to one reader, as it is kept: so each is sent once. */
export interface DailyMail {
  readonly day: BusinessDay;
  readonly kind: DailyKind;
  readonly reader: string;
  /** `empty`: there was nothing to tell; `lost`: all tries have failed. */
  readonly state: 'sending' | 'sent' | 'empty' | 'lost';
  /** The first claim: the date that the mail bears, milliseconds since the epoch. */
  readonly claimedAt: number;
  readonly attempts: number;
  /** Nobody else tries before. */
  readonly notBefore: number;
  readonly facts?: DailyFacts;
}

/** A live event with what its readers were told. */
export interface DailyEvent {
  readonly strand: Strand;
  readonly known: KnownEvent;
  readonly members: readonly Alert[];
  readonly talks: readonly Conversation[];
}

/** More would be no digest. */
const MOST_LINES = 12;

/** What a reader is told of the events that are on. @param since the digest before, milliseconds since the epoch. */
export function dailyFacts(
  { kind, day, since }: { readonly kind: DailyKind; readonly day: BusinessDay; readonly since: number },
  events: readonly DailyEvent[],
  reader: Reader,
  catalogue: Catalogue,
): DailyFacts {
  const seen = events.flatMap((event) => {
    const live = membersFor(catalogue, reader, event.members).filter(isLive);
    return live.length > 0 ? [{ event, live }] : [];
  });
  const lines = seen
    .flatMap(({ event, live }) => {
      const what = untold(event, live, reader, since);
      const face = faceOf(catalogue, live);
      return what ? [{ what, event: event.known.id, strand: event.strand, face }] : [];
    })
    .toSorted((a, b) => rankOf(b.face.level) - rankOf(a.face.level) || (a.event < b.event ? -1 : 1));
  return {
    kind,
    day,
    lines: kind === 'digest' ? lines.slice(0, MOST_LINES) : [],
    more: kind === 'digest' ? Math.max(0, lines.length - MOST_LINES) : 0,
    live: seen.filter(({ live }) => atLeast(worstOf(live), 'alert')).length,
  };
}

/** True where there is nothing to send: a digest that says nothing, or a calm mail on a day that is not calm. */
export function saysNothing({ kind, lines, live }: DailyFacts): boolean {
  return kind === 'digest' ? lines.length === 0 : live > 0;
}

/** What of an event has changed since, and the reader was not told. */
function untold(
  { known, talks }: DailyEvent,
  live: readonly Alert[],
  reader: Reader,
  since: number,
): DigestLine['what'] | undefined {
  const told = talks
    .filter((talk) => talk.reader === reader.id)
    .flatMap((talk) => talk.told.filter(wasHeard))
    .toSorted((a, b) => a.at - b.at);
  const heard = told.slice(told.findLastIndex(toldEnd) + 1);
  const last = heard.at(-1);
  const changes = known.log.filter(({ at }) => at > Math.max(since, last?.at ?? since));
  const isRecent = changes.length > 0;
  if (!last) return isRecent && live.some(({ news }) => news) ? 'on' : undefined;
  if (changes.some(({ kind }) => kind === 'lowered') && isBelow(live, heard)) return 'lowered';
  return changes.some(({ kind }) => kind === 'spread') ? 'wider' : undefined;
}

function isBelow(live: readonly Alert[], heard: readonly Told[]): boolean {
  return rankOf(worstOf(live)) < Math.max(...heard.map(({ level }) => rankOf(level)));
}

function worstOf(alerts: readonly Pick<Alert, 'level'>[]): Level {
  return alerts.reduce<Level>((level, alert) => worse(level, alert.level), 'normal');
}
