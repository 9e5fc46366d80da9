import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useWords } from '#web/language/language.tsx';
import { THRESHOLDS_WORDS } from './words.ts';

/** From what change on events are opened. */
export function ThresholdsPage() {
  const words = useWords(THRESHOLDS_WORDS);
  return <PageHead title={words.title} />;
}
