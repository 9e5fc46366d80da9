import type { Bilingual } from '../language.ts';
import type { Unsent } from '../notification/delivery.ts';
import { DELIVERIES, inEachLanguage } from './languages.ts';

/** Why a message was not sent, in every language. */
export function explainUnsent(unsent: Unsent): Bilingual {
  return inEachLanguage(DELIVERIES, (deliveries) => {
    switch (unsent.because) {
      case 'silenced':
        return deliveries.silenced(unsent.until);
      case 'later-told':
        return deliveries.laterTold(unsent.version);
      default:
        return deliveries[unsent.because];
    }
  });
}
