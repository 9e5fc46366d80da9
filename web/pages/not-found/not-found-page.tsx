import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import { NOT_FOUND_WORDS } from './words.ts';

/** Says that a path leads nowhere. */
export function NotFoundPage() {
  const words = useWords(NOT_FOUND_WORDS);
  return (
    <PageHead title={words.title}>
      <p>{words.detail}</p>
      <p>
        <a href={ADDRESS.thisMorning()}>{words.home}</a>
      </p>
    </PageHead>
  );
}
