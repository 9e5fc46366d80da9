// What people have said of the alerts of an event one by one: to a reader it is as if it had been said of the event, once it
// has been said of all that he sees of it. Whoever is in charge of one ward alone cannot act on the event as a whole.

import { type Alert, hasRunOut, isLive } from '../alert/alert.ts';
import type { BusinessDay } from '../business-day.ts';
import { atLeast, type Level, worse } from '../level.ts';
import { present } from '../present.ts';
import { type EventAct, lastAct } from './event-act.ts';
import type { SaidOfAlert } from './said-of-alert.ts';

/** An event, or what a reader sees of it. */
interface SeenEvent {
  readonly members: readonly Alert[];
  readonly acts: readonly EventAct[];
}

/**
 * An event as it is by what was said of its alerts: without those that are kept from readers while others stand. Once
 * something was said of each live one, an act of the whole stands beside the others: a silence where one of them is
 * silenced, else that it was closed. What was said of the event later goes before what was said of an alert.
 *
 * @param id of the event: what was laid on its alerts with it says no more than its own acts.
 */
export function asSaid(
  id: string,
  { members, acts }: SeenEvent,
  said: readonly SaidOfAlert[],
  today: BusinessDay,
): SeenEvent {
  const live = members.filter(isLive);
  const last = lastAct(acts);
  const words = live.flatMap((alert) => {
    const word = said.find((one) => one.alert === alert.id && one.event !== id && atLeast(one.level, alert.level));
    const isOvertaken = word && last && last.at >= word.at && atLeast(last.level, alert.level);
    return word && !isOvertaken ? [word] : [];
  });
  if (words.length === 0) return { members, acts };
  const held = new Set(words.filter((word) => !hasRunOut(word, today)).map(({ alert }) => alert));
  const isAllHeld = live.every((alert) => held.has(alert.id));
  return {
    members: isAllHeld ? members : members.filter((alert) => !isLive(alert) || !held.has(alert.id)),
    acts: words.length === live.length ? [...acts, actOfAll(id, live, words, last, today)] : acts,
  };
}

/** What was said of all live alerts of an event, as one act on it. */
function actOfAll(
  event: string,
  live: readonly Alert[],
  words: readonly SaidOfAlert[],
  last: EventAct | undefined,
  today: BusinessDay,
): EventAct {
  const ordered = words.toSorted((a, b) => a.at - b.at);
  const level = live.reduce<Level>((worst, alert) => worse(worst, alert.level), 'normal');
  const made = { event, version: 0, level };
  const ranOut = ordered.findLast((word) => hasRunOut(word, today));
  if (ranOut) {
    const { at, by, note, until } = ranOut;
    return present<EventAct>({ ...made, kind: 'silence', at, by, note, until });
  }
  const silences = ordered.filter(({ kind }) => kind === 'silence');
  const asked = silences.length > 0 ? silences : ordered;
  const { at, by, note, reason } = asked.reduce((before, word) => (word.at < before.at ? before : word));
  const areAllFalse = ordered.every(({ kind }) => kind === 'false-alarm');
  return present<EventAct>({
    ...made,
    kind: silences.length > 0 ? 'silence' : areAllFalse ? 'false-alarm' : 'resolve',
    // An act that was said of a lower level since does not reach these alerts.
    at: Math.max(at, last?.at ?? at),
    by,
    note,
    reason: areAllFalse ? reason : undefined,
    until: silences.flatMap(({ until }) => until ?? []).toSorted()[0],
  });
}
