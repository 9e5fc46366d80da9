import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useWords } from '#web/language/language.tsx';
import { GOODS_WORDS } from './words.ts';

/** The prices of one good in one place. */
export function GoodsPage() {
  const words = useWords(GOODS_WORDS);
  return <PageHead title={words.title} />;
}
