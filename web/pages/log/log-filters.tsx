import { useLocation } from 'preact-iso/router';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { Button } from '#web/components/button/button.tsx';
import { DateInput } from '#web/components/date-input/date-input.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { withQuery } from '#web/routing/addresses.ts';
import { useQuery } from '#web/routing/use-query.ts';
import { ACTION_KINDS, type ActionKind } from './action-kinds.ts';
import type { LogLine } from './audit.ts';
import { LOG_WORDS } from './words.ts';

interface LogFiltersProps {
  readonly from: BusinessDay;
  readonly to: BusinessDay;
  readonly today: BusinessDay;
  readonly lines: readonly LogLine[];
}

const WEEK = 7;
const KINDS = Object.keys(ACTION_KINDS) as ActionKind[];

/** Days, kind and person by which the log is narrowed; all of it stands in the address. */
export function LogFilters({ from, to, today, lines }: LogFiltersProps) {
  const words = useWords(LOG_WORDS);
  const told = useTold();
  const [, since] = useQuery('tu');
  const [, until] = useQuery('den');
  const [kind, chooseKind] = useQuery('loai');
  const [person, choosePerson] = useQuery('nguoi');
  const people = new Map(lines.map(({ by, byName }) => [by, byName ? told(byName) : by]));
  if (person !== undefined && !people.has(person)) people.set(person, words.thisPerson);
  return (
    <div class="log-filters">
      <DateInput label={words.from} value={from} max={to} onChoose={since} />
      <DateInput label={words.to} value={to} max={today} onChoose={until} />
      <QuickSpans from={from} to={to} today={today} />
      <label class="field log-wide">
        <span>{words.kind}</span>
        <select value={kind ?? ''} onChange={({ currentTarget }) => chooseKind(currentTarget.value || undefined)}>
          <option value="">{words.anyKind}</option>
          {KINDS.map((id) => (
            <option key={id} value={id}>
              {words.kinds[id]}
            </option>
          ))}
        </select>
      </label>
      <label class="field log-wide">
        <span>{words.person}</span>
        <select value={person ?? ''} onChange={({ currentTarget }) => choosePerson(currentTarget.value || undefined)}>
          <option value="">{words.anyPerson}</option>
          {[...people].map(([id, name]) => (
            <option key={id} value={id} lang="vi">
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

/** The spans that are asked for most. */
function QuickSpans({ from, to, today }: Omit<LogFiltersProps, 'lines'>) {
  const words = useWords(LOG_WORDS);
  const { path, query, route } = useLocation();
  const spans = [
    { name: words.today, since: today },
    { name: words.sinceYesterday, since: addDays(today, -1) },
    { name: words.week, since: undefined },
  ];
  const isChosen = (since = addDays(today, 1 - WEEK)) => to === today && from === since;
  return (
    <fieldset class="log-quick">
      <legend class="unseen">{words.quick}</legend>
      <div class="buttons">
        {spans.map(({ name, since }) => (
          <Button
            key={name}
            kind="plain"
            isPressed={isChosen(since)}
            onClick={() => route(withQuery(path, { ...query, tu: since, den: undefined }))}
          >
            {name}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
