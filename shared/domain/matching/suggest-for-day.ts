import { businessDayOf, startOfBusinessDay } from '../business-day.ts';
import { refusedOn } from './refused-pair.ts';
import { asPromised } from './reserved-stock.ts';
import { type SupplyRequest, suggestSupply } from './suggest-supply.ts';
import { daySearchId, partyKey, type Suggestion, stateOn, suggestionId } from './suggestion.ts';
import type { FoundSupply } from './supply-search.ts';

type DayRequest = Omit<SupplyRequest, 'alert' | 'refused' | 'decided' | 'idOf'> & {
  readonly family: string;
  readonly lasting: Parameters<typeof refusedOn>[1];
  /** What was suggested of late under any alert or day, in its present state. */
  readonly made: readonly Suggestion[];
  readonly isLiveAlert: (alert: string) => boolean;
  readonly hashOf: (text: string) => string;
};

/**
 * Who could supply whom at a place after the cut-off of a day, for all products of a family in one plan.
 *
 * What stands proposed, for a live alert or since an earlier day, is not proposed again: its quantity counts as promised,
 * and its pair is left out. So is a pair that was declined on this day, whatever the reason.
 */
export function suggestForDay(request: DayRequest): FoundSupply {
  const { day, made, lasting, isLiveAlert, hashOf } = request;
  const standing = made.filter(
    (one) => stateOn(one, day) === 'proposed' && (one.alert === undefined ? one.madeOn < day : isLiveAlert(one.alert)),
  );
  const ofToday = made.filter(({ decision }) => decision !== undefined && businessDayOf(decision.at) === day);
  const search = daySearchId(request.place, day, request.family);
  return suggestSupply({
    ...request,
    refused: [
      ...refusedOn(day, lasting, ofToday),
      ...standing.map(({ product, from, to }) => ({ product, from: partyKey(from), to: partyKey(to) })),
    ],
    decided: [...made, ...standing.map((one) => asPromised(one, { at: startOfBusinessDay(day) }))],
    idOf: (from, to) => suggestionId(search, hashOf(`${from}|${to}`)),
  });
}
