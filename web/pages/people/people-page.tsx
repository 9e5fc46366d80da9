import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useWords } from '#web/language/language.tsx';
import { PEOPLE_WORDS } from './words.ts';

/** Who signs in, acts and is told. */
export function PeoplePage() {
  const words = useWords(PEOPLE_WORDS);
  return <PageHead title={words.title} />;
}
