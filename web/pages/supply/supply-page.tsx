import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useWords } from '#web/language/language.tsx';
import { SUPPLY_WORDS } from './words.ts';

/** Who could supply whom. */
export function SupplyPage() {
  const words = useWords(SUPPLY_WORDS);
  return <PageHead title={words.title} />;
}
