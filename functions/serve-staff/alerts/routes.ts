import { type ActOnAlertPorts, actOnAlert } from './act-on-alert.ts';
import type { DescribeAlertPorts } from './describe-alert.ts';
import { type ListAlertsPorts, listAlerts } from './list-alerts.ts';
import { type ShowAlertPorts, showAlert } from './show-alert.ts';
import { type ShowEvidencePorts, showEvidence } from './show-evidence.ts';

/** What staff see of alerts and do with them. */
export const alertRoutes = (
  ports: ListAlertsPorts & ShowAlertPorts & ShowEvidencePorts & ActOnAlertPorts,
  /** Reads of the list, which may lag as the list itself does. */
  lagging: Pick<DescribeAlertPorts, 'alertsOf' | 'actionsOf' | 'suggestionsOf' | 'readBoard'>,
) => ({
  'GET /v1/alerts': listAlerts({ ...ports, ...lagging }),
  'GET /v1/alerts/{id}': showAlert(ports),
  'GET /v1/alerts/{id}/evidence': showEvidence(ports),
  'POST /v1/alerts/{id}/acknowledge': actOnAlert(ports, 'acknowledge'),
  'POST /v1/alerts/{id}/resolve': actOnAlert(ports, 'resolve'),
  'POST /v1/alerts/{id}/silence': actOnAlert(ports, 'silence'),
  'POST /v1/alerts/{id}/false-alarm': actOnAlert(ports, 'false-alarm'),
});
