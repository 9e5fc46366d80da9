import { lambdaPlatform } from './lambda-platform.ts';
import { type Platform, requireSettings } from './platform.ts';
import { setAsideIn } from './set-aside.ts';

/** The platform of a function that a stream wakes: what no try will mend is set aside in its failure queue. */
export function wokenPlatform(): Platform {
  const { FAILURE_QUEUE_URL } = requireSettings(process.env, ['FAILURE_QUEUE_URL']);
  return { ...lambdaPlatform(), setAside: setAsideIn(FAILURE_QUEUE_URL) };
}
