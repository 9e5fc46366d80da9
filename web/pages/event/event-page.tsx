import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useWords } from '#web/language/language.tsx';
import { EVENT_WORDS } from './words.ts';

/** One event: why it is believed, whom to call, and who is on it. */
export function EventPage() {
  const words = useWords(EVENT_WORDS);
  return <PageHead title={words.title} />;
}
