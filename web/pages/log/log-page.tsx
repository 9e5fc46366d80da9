import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useWords } from '#web/language/language.tsx';
import { LOG_WORDS } from './words.ts';

/** What staff did. */
export function LogPage() {
  const words = useWords(LOG_WORDS);
  return <PageHead title={words.title} />;
}
