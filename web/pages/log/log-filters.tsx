import type { BusinessDay } from '#domain/business-day.ts';
import { useTold, useWords } from '#web/language/language.tsx';
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
      <label class="field">
        <span>{words.from}</span>
        <input
          type="date"
          value={from}
          max={to}
          onChange={({ currentTarget }) => since(currentTarget.value || undefined)}
        />
      </label>
      <label class="field">
        <span>{words.to}</span>
        <input
          type="date"
          value={to}
          max={today}
          onChange={({ currentTarget }) => until(currentTarget.value || undefined)}
        />
      </label>
      <label class="field">
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
      <label class="field">
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
