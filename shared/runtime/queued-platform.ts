import { lambdaPlatform } from './lambda-platform.ts';
import { type Platform, requireSettings } from './platform.ts';
import { setMessageAsideIn } from './set-aside.ts';

/** The platform of a function that a queue wakes: what no try will mend goes to the dead letters at once. */
export function queuedPlatform(): Platform {
  const { FAILURE_QUEUE_URL } = requireSettings(process.env, ['FAILURE_QUEUE_URL', 'DELIVERY_QUEUE_URL']);
  return { ...lambdaPlatform(), setMessageAside: setMessageAsideIn(FAILURE_QUEUE_URL) };
}
