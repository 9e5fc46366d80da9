import { type ActOnAlertPorts, actOnAlert } from './act-on-alert.ts';
import { type DecideSuggestionPorts, decideSuggestion } from './decide-suggestion.ts';
import { type ListAlertsPorts, listAlerts } from './list-alerts.ts';
import { type ListRefusalsPorts, listRefusals } from './list-refusals.ts';
import { type ListSuggestionsPorts, listSuggestions } from './list-suggestions.ts';
import { type ShowAlertPorts, showAlert } from './show-alert.ts';
import { type ShowEvidencePorts, showEvidence } from './show-evidence.ts';
import { type TakeBackRefusalPorts, takeBackRefusal } from './take-back-refusal.ts';

type AlertPorts = ListAlertsPorts &
  ShowAlertPorts &
  ShowEvidencePorts &
  ActOnAlertPorts &
  ListSuggestionsPorts &
  DecideSuggestionPorts &
  ListRefusalsPorts &
  TakeBackRefusalPorts;

/** What staff do at the desk: alerts and what is suggested for them. */
export const alertRoutes = (ports: AlertPorts) => ({
  'GET /v1/alerts': listAlerts(ports),
  'GET /v1/alerts/{id}': showAlert(ports),
  'GET /v1/alerts/{id}/evidence': showEvidence(ports),
  'POST /v1/alerts/{id}/acknowledge': actOnAlert(ports, 'acknowledge'),
  'POST /v1/alerts/{id}/resolve': actOnAlert(ports, 'resolve'),
  'POST /v1/alerts/{id}/silence': actOnAlert(ports, 'silence'),
  'POST /v1/alerts/{id}/false-alarm': actOnAlert(ports, 'false-alarm'),
  'GET /v1/suggestions': listSuggestions(ports),
  'POST /v1/suggestions/{id}/accept': decideSuggestion(ports, 'accept'),
  'POST /v1/suggestions/{id}/decline': decideSuggestion(ports, 'decline'),
  'POST /v1/suggestions/{id}/complete': decideSuggestion(ports, 'complete'),
  'GET /v1/refusals': listRefusals(ports),
  'DELETE /v1/refusals/{id}': takeBackRefusal(ports),
});
