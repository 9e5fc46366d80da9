import { businessDayOf, startOfBusinessDay } from '../business-day.ts';
import { refusedOn } from './refused-pair.ts';
import { asPromised } from './reserved-stock.ts';
import { suggestSupply } from './suggest-supply.ts';
import { daySearchId, isOvertaken, partyKey, type Suggestion, stateOn, suggestionId } from './suggestion.ts';
import type { SupplyRequest } from './supply-request.ts';
import type { FoundSupply } from './supply-search.ts';

type DayRequest = Omit<SupplyRequest, 'alert' | 'event' | 'places' | 'refused' | 'decided' | 'idOf'> & {
  readonly place: string;
  readonly family: string;
  readonly lasting: Parameters<typeof refusedOn>[1];
  /** What was suggested of late under any alert or day, in its present state. */
  readonly made: readonly Suggestion[];
  /** Whether an event or an alert stands. */
  readonly isStanding: (subject: string) => boolean;
  readonly hashOf: (text: string) => string;
};

/**
 * Who could supply whom at a place after the cut-off of a day, for all products of a family in one plan.
 *
 * What stands proposed, for a live event or by an earlier search after a cut-off, is not proposed again: its quantity
 * counts as promised unless its goods are held, and its pair is left out. So is a pair that was declined on this day for a
 * reason that may be gone tomorrow.
 */
export function suggestForDay(request: DayRequest): FoundSupply {
  const { day, made, lasting, isStanding, hashOf } = request;
  const ofToday = made.filter(({ decision }) => decision !== undefined && businessDayOf(decision.at) === day);
  const refused = refusedOn(day, lasting, ofToday);
  // Who refuses a pair for long writes that down first, and declines then.
  const isRefused = ({ product, from, to }: Suggestion) =>
    refused.some((pair) => pair.product === product && pair.from === partyKey(from) && pair.to === partyKey(to));
  const isOfStanding = ({ event, alert, madeOn }: Suggestion) => {
    const subject = event ?? alert;
    return subject === undefined ? madeOn <= day : isStanding(subject);
  };
  const standing = made.filter(
    (one) => stateOn(one, day) === 'proposed' && !isOvertaken(one) && isOfStanding(one) && !isRefused(one),
  );
  const taken = new Set(made.map(({ id }) => id));
  const search = daySearchId(request.place, day, request.family);
  return suggestSupply({
    ...request,
    places: [request.place],
    refused: [
      ...refused,
      ...standing.map(({ product, from, to }) => ({ product, from: partyKey(from), to: partyKey(to) })),
    ],
    decided: [...made, ...standing.map((one) => asPromised(one, { at: startOfBusinessDay(day) }))],
    idOf: (from, to) => {
      let pair = `${from}|${to}`;
      // A pair that was answered today, and may be proposed again, is another suggestion.
      while (taken.has(suggestionId(search, hashOf(pair)))) pair += '|again';
      return suggestionId(search, hashOf(pair));
    },
  });
}
