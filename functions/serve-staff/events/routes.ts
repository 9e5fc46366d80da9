import { type ActOnEventPorts, actOnEvent } from './act-on-event.ts';
import { type ListEventsPorts, listEvents } from './list-events.ts';
import { type ShowEventPorts, showEvent } from './show-event.ts';

/** What staff see of events, and do with all alerts of one at once. */
export const eventRoutes = (ports: ListEventsPorts & ShowEventPorts & ActOnEventPorts) => ({
  'GET /v1/events': listEvents(ports),
  'GET /v1/events/{id}': showEvent(ports),
  'POST /v1/events/{id}/acknowledge': actOnEvent(ports, 'acknowledge'),
  'POST /v1/events/{id}/assign': actOnEvent(ports, 'assign'),
  'POST /v1/events/{id}/resolve': actOnEvent(ports, 'resolve'),
  'POST /v1/events/{id}/silence': actOnEvent(ports, 'silence'),
  'POST /v1/events/{id}/false-alarm': actOnEvent(ports, 'false-alarm'),
});
