import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useWords } from '#web/language/language.tsx';
import { DATA_WORDS } from './words.ts';

/** Who has reported, and what is doubted. */
export function DataPage() {
  const words = useWords(DATA_WORDS);
  return <PageHead title={words.title} />;
}
