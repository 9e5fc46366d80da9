import { deliverLaterIn } from './deliver-later.ts';
import { lambdaPlatform } from './lambda-platform.ts';
import { requireSettings, type TellingPlatform } from './platform.ts';
import { setMessageAsideIn } from './set-aside.ts';

/** The platform of a function that a queue wakes: what no try will mend goes to the dead letters at once. */
export function queuedPlatform(): TellingPlatform {
  const { FAILURE_QUEUE_URL } = requireSettings(process.env, ['FAILURE_QUEUE_URL', 'DELIVERY_QUEUE_URL']);
  const deliverLater = deliverLaterIn(process.env, Date.now);
  return { ...lambdaPlatform(), deliverLater, setMessageAside: setMessageAsideIn(FAILURE_QUEUE_URL) };
}
