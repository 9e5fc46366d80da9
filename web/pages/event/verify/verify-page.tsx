import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useWords } from '#web/language/language.tsx';
import { VERIFY_WORDS } from './words.ts';

/** The shops of a ward that are to be verified. */
export function VerifyPage() {
  const words = useWords(VERIFY_WORDS);
  return <PageHead title={words.title} />;
}
