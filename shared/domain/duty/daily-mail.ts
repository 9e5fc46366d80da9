// What a reader is told once a day beside messages on events: at the cut-off what has changed and was not told, who waits
// for a call, and how many shops have reported; in the morning, where it is wished, that nothing is on.

import { type Alert, isLive } from '../alert/alert.ts';
import type { BusinessDay } from '../business-day.ts';
import { type Catalogue, isWithin } from '../catalogue.ts';
import { type EventAct, holdingAct, isQuiet } from '../event/event-act.ts';
import { asSaid } from '../event/event-as-said.ts';
import type { KnownEvent } from '../event/event-board.ts';
import { type EventFace, faceOf } from '../event/event-face.ts';
import type { SaidOfAlert } from '../event/said-of-alert.ts';
import type { Strand } from '../event/strand.ts';
import { atLeast, type Level, rankOf, worse } from '../level.ts';
import { isStoreParty, type Suggestion } from '../matching/suggestion.ts';
import {
  type Conversation,
  membersFor,
  type Reader,
  type Told,
  toldEnd,
  wasHeard,
} from '../notification/conversation.ts';
import { present } from '../present.ts';

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
  /** Of a digest: givers that were proposed for these places, and nobody has answered. Absent for none. */
  readonly waiting?: number;
  /** Of a digest: the shops at these places, and how many of them have reported that day. Absent where none is expected. */
  readonly coverage?: { readonly reported: number; readonly shops: number };
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
  readonly acts: readonly EventAct[];
  /** What was said last of single live members, where it keeps them from readers. */
  readonly said: readonly SaidOfAlert[];
  /** Supply that was proposed for it, and nobody has answered. */
  readonly offers: readonly Suggestion[];
}

/** A shop, and whether it has reported that day. */
export interface ReportingShop {
  readonly place: string;
  readonly hasReported: boolean;
}

/** All that mails of a day are written from. */
export interface DailyWork {
  readonly events: readonly DailyEvent[];
  /** None on a day on which no shop is expected to report, and for a calm mail. */
  readonly shops: readonly ReportingShop[];
}

/** More would be no digest. */
const MOST_LINES = 12;
/** From so few shops on that have reported, the figures of the day say little. */
const LEAST_COVERAGE = 0.8;
/** One or two silent shops are no news of their own. */
const FEWEST_SILENT = 3;

/** What a reader is told of the events that are on. @param since the digest before, milliseconds since the epoch. */
export function dailyFacts(
  { kind, day, since }: { readonly kind: DailyKind; readonly day: BusinessDay; readonly since: number },
  { events, shops }: DailyWork,
  reader: Reader,
  catalogue: Catalogue,
): DailyFacts {
  const seen = events.flatMap((event) => {
    const live = membersFor(catalogue, reader, event.members).filter(isLive);
    return live.length > 0 ? [{ event, live }] : [];
  });
  const lines = seen
    .flatMap(({ event, live }) => {
      const { members, acts } = asSaid(event.known.id, { members: live, acts: event.acts }, event.said, day);
      // What somebody has closed, silenced or called false is kept from readers here, too.
      const act = holdingAct(acts, worstOf(members), day);
      const what = act && isQuiet(act) ? undefined : untold(event, members, reader, since);
      const face = faceOf(catalogue, members);
      return what ? [{ what, event: event.known.id, strand: event.strand, face }] : [];
    })
    .toSorted((a, b) => rankOf(b.face.level) - rankOf(a.face.level) || (a.event < b.event ? -1 : 1));
  const live = seen.filter((one) => atLeast(worstOf(one.live), 'alert')).length;
  if (kind === 'calm') return { kind, day, lines: [], more: 0, live };
  const isOwn = (place: string) => reader.places.some((area) => isWithin(catalogue, place, area));
  const own = shops.filter(({ place }) => isOwn(place));
  return present<DailyFacts>({
    kind,
    day,
    lines: lines.slice(0, MOST_LINES),
    more: Math.max(0, lines.length - MOST_LINES),
    live,
    waiting: waitingIn(events, isOwn) || undefined,
    coverage:
      own.length > 0 ? { reported: own.filter(({ hasReported }) => hasReported).length, shops: own.length } : undefined,
  });
}

/** Givers to call for the receivers at some places; a chain that sends to itself is no call. */
function waitingIn(events: readonly DailyEvent[], isOwn: (place: string) => boolean): number {
  const offers = events.flatMap((event) => event.offers).filter(({ to }) => isOwn(to.place));
  const calls = offers.filter(({ from, to }) => !isStoreParty(to) || to.retailer !== from.retailer);
  return new Set(calls.map(({ from }) => from.retailer)).size;
}

/**
 * True where there is nothing to send: a calm mail on a day that is not calm, or a digest with no change and no call that
 * waits. How many shops have reported is worth a mail of its own only where it is few of them.
 */
export function saysNothing({ kind, lines, live, waiting, coverage }: DailyFacts): boolean {
  if (kind === 'calm') return live > 0;
  return lines.length === 0 && waiting === undefined && !(coverage && isThin(coverage));
}

/** True where so few shops have reported that the figures of the day say little. */
export function isThin({ reported, shops }: NonNullable<DailyFacts['coverage']>): boolean {
  return reported < LEAST_COVERAGE * shops && shops - reported >= FEWEST_SILENT;
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
