import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useWords } from '#web/language/language.tsx';
import { MAP_WORDS } from './words.ts';

/** The wards as tiles, with the same as a table. */
export function MapPage() {
  const words = useWords(MAP_WORDS);
  return <PageHead title={words.title} />;
}
