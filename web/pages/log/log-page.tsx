import { addDays, businessDayOf, isBusinessDay } from '#domain/business-day.ts';
import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useWords } from '#web/language/language.tsx';
import { useNow } from '#web/language/use-now.ts';
import { useQuery } from '#web/routing/use-query.ts';
import { useSession } from '#web/sign-in/session.tsx';
import { isAtLeast } from '#web/sign-in/sign-in-way.ts';
import './log.css';
import { LogPanel } from './log-panel.tsx';
import { LOG_WORDS } from './words.ts';

const USUAL_DAYS = 7;

/** What staff did, the latest first. */
export function LogPage() {
  const words = useWords(LOG_WORDS);
  const { who } = useSession();
  const today = businessDayOf(useNow());
  const [until] = useQuery('den');
  const [since] = useQuery('tu');
  const to = isDay(until) && until < today ? until : today;
  const from = isDay(since) && since <= to ? since : addDays(to, 1 - USUAL_DAYS);
  const seesAll = isAtLeast(who, 'lead') && who?.places.includes('*') === true;
  return (
    <>
      <PageHead title={words.title} aside={seesAll ? words.ofAll : words.ofOwnPlaces} />
      <LogPanel from={from} to={to} today={today} />
    </>
  );
}

function isDay(text: string | undefined): text is string {
  return text !== undefined && isBusinessDay(text);
}
