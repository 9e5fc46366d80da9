import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useWords } from '#web/language/language.tsx';
import { THIS_MORNING_WORDS } from './words.ts';

/** What is in trouble this morning, and what is to be done. */
export function ThisMorningPage() {
  const words = useWords(THIS_MORNING_WORDS);
  return <PageHead title={words.title} />;
}
