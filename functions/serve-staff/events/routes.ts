import { type ActOnEventPorts, actOnEvent } from './act-on-event.ts';
import { type DecidePlanPorts, decidePlan } from './decide-plan.ts';
import { type ListEventsPorts, listEvents } from './list-events.ts';
import { type ShowEventPorts, showEvent } from './show-event.ts';
import { showPlan } from './show-plan.ts';

/** What staff see of events, and do with all alerts of one at once. */
export const eventRoutes = (ports: ListEventsPorts & ShowEventPorts & ActOnEventPorts & DecidePlanPorts) => ({
  'GET /v1/events': listEvents(ports),
  'GET /v1/events/{id}': showEvent(ports),
  'GET /v1/events/{id}/plan': showPlan(ports),
  'POST /v1/events/{id}/plan/calls/{call}/accept': decidePlan(ports, 'accept'),
  'POST /v1/events/{id}/plan/calls/{call}/decline': decidePlan(ports, 'decline'),
  'POST /v1/events/{id}/plan/calls/{call}/complete': decidePlan(ports, 'complete'),
  'POST /v1/events/{id}/plan/trips/{trip}/accept': decidePlan(ports, 'accept'),
  'POST /v1/events/{id}/plan/trips/{trip}/decline': decidePlan(ports, 'decline'),
  'POST /v1/events/{id}/plan/trips/{trip}/complete': decidePlan(ports, 'complete'),
  'POST /v1/events/{id}/acknowledge': actOnEvent(ports, 'acknowledge'),
  'POST /v1/events/{id}/assign': actOnEvent(ports, 'assign'),
  'POST /v1/events/{id}/resolve': actOnEvent(ports, 'resolve'),
  'POST /v1/events/{id}/silence': actOnEvent(ports, 'silence'),
  'POST /v1/events/{id}/false-alarm': actOnEvent(ports, 'false-alarm'),
});
