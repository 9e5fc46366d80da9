import type { FalseAlarmReason } from '../alert/false-alarm-reason.ts';
import type { Bilingual } from '../language.ts';
import { FALSE_ALARMS, inEachLanguage } from './languages.ts';

/** Why an alert was called false, as a part of a sentence. */
export function explainReason(reason: FalseAlarmReason | 'unstated'): Bilingual {
  return inEachLanguage(FALSE_ALARMS, (reasons) => reasons[reason]);
}
