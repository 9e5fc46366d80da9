import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useWords } from '#web/language/language.tsx';
import { REGISTER_WORDS } from './words.ts';

/** Retailers, their stores and keys. */
export function RegisterPage() {
  const words = useWords(REGISTER_WORDS);
  return <PageHead title={words.title} />;
}
