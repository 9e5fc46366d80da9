import { deliverLaterIn } from './deliver-later.ts';
import { lambdaPlatform } from './lambda-platform.ts';
import { requireSettings, type TellingPlatform } from './platform.ts';
import { setAsideIn } from './set-aside.ts';

/** The platform of a function that a stream wakes: what no try will mend is set aside in its failure queue. */
export function wokenPlatform(): TellingPlatform {
  const { FAILURE_QUEUE_URL } = requireSettings(process.env, ['FAILURE_QUEUE_URL']);
  const deliverLater = deliverLaterIn(process.env, Date.now);
  return { ...lambdaPlatform(), deliverLater, setAside: setAsideIn(FAILURE_QUEUE_URL) };
}
