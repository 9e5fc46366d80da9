import { type DecideSuggestionPorts, decideSuggestion } from './decide-suggestion.ts';
import { type ListHoldsPorts, listHolds } from './list-holds.ts';
import { type ListRefusalsPorts, listRefusals } from './list-refusals.ts';
import { type ListSuggestionsPorts, listSuggestions } from './list-suggestions.ts';
import { liftHold, type SetHoldPorts, setHold } from './set-hold.ts';
import { type TakeBackRefusalPorts, takeBackRefusal } from './take-back-refusal.ts';

type SuggestionPorts = ListSuggestionsPorts &
  DecideSuggestionPorts &
  ListRefusalsPorts &
  TakeBackRefusalPorts &
  ListHoldsPorts &
  SetHoldPorts;

/** Who could supply whom, and what keeps goods from being suggested: a refused pair, or a hold for food safety. */
export const suggestionRoutes = (ports: SuggestionPorts) => ({
  'GET /v1/suggestions': listSuggestions(ports),
  'POST /v1/suggestions/{id}/accept': decideSuggestion(ports, 'accept'),
  'POST /v1/suggestions/{id}/decline': decideSuggestion(ports, 'decline'),
  'POST /v1/suggestions/{id}/complete': decideSuggestion(ports, 'complete'),
  'GET /v1/refusals': listRefusals(ports),
  'DELETE /v1/refusals/{id}': takeBackRefusal(ports),
  'GET /v1/holds': listHolds(ports),
  'PUT /v1/holds/{id}': setHold(ports),
  'DELETE /v1/holds/{id}': liftHold(ports),
});
