import { isBusinessDay } from '#domain/business-day.ts';
import { Name } from '#web/components/name/name.tsx';
import { useFigures, useMoments, useWords } from '#web/language/language.tsx';
import { LOG_WORDS } from './words.ts';

interface WhatChangedProps {
  readonly before: unknown;
  readonly after: unknown;
}

/** What is a word of the system, and no language of people. */
const CODE = /^[a-z0-9][\w~./:-]*$/i;
/** Said beside it already. */
const SAID = new Set(['note', 'reason']);

/** How it stood and how it stands, member by member. */
export function WhatChanged({ before, after }: WhatChangedProps) {
  const words = useWords(LOG_WORDS);
  const [old, now] = [membersOf(before), membersOf(after)];
  const changed = [...new Set([...old.keys(), ...now.keys()])].filter(
    (path) => old.get(path) !== now.get(path) && !SAID.has(path),
  );
  if (changed.length === 0) return null;
  return (
    <details class="log-changed">
      <summary class="note">{old.size === 0 ? words.entered : words.beforeAndAfter}</summary>
      <dl>
        {changed.map((path) => (
          <div key={path}>
            <dt>
              <Member path={path} />
            </dt>
            <dd>
              {old.size > 0 && (
                <>
                  <Value value={old.get(path)} /> →{' '}
                </>
              )}
              <Value value={now.get(path)} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Member({ path }: { readonly path: string }) {
  const { members } = useWords(LOG_WORDS);
  const known = new Map<string, string>(Object.entries(members));
  const parts = path.split('.').filter((part) => !/^\d+$/.test(part));
  // "contact.phone" is told with both words, "places.0.place" with one.
  const told = parts.flatMap((part, index) => (index < parts.length - 1 && part === 'places' ? [] : [known.get(part)]));
  return told.includes(undefined) ? <code lang="en">{path}</code> : <span>{told.join(', ')}</span>;
}

type Primitive = string | number | boolean;

function Value({ value }: { readonly value: Primitive | undefined }) {
  const words = useWords(LOG_WORDS);
  const { exact } = useFigures();
  const { day } = useMoments();
  if (value === undefined) return <>–</>;
  if (typeof value === 'number') return <>{exact(value)}</>;
  if (typeof value === 'boolean') return <>{value ? words.yes : words.no}</>;
  if (isBusinessDay(value)) return <>{day(value)}</>;
  return CODE.test(value) ? <code lang="en">{value}</code> : <Name>{value}</Name>;
}

/** All that was kept, by its path: "contact.phone". */
function membersOf(kept: unknown, path = ''): ReadonlyMap<string, Primitive> {
  if (typeof kept === 'string' || typeof kept === 'number' || typeof kept === 'boolean') return new Map([[path, kept]]);
  if (typeof kept !== 'object' || kept === null) return new Map();
  const inside = Object.entries(kept).map(([name, value]) => membersOf(value, path === '' ? name : `${path}.${name}`));
  return new Map(inside.flatMap((members) => [...members]));
}
