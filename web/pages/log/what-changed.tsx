import type { ComponentChildren } from 'preact';
import { isBusinessDay } from '#domain/business-day.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Name } from '#web/components/name/name.tsx';
import { NAMES_ALONE } from '#web/components/place-names/names-alone.ts';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { type LogLine, textIn } from './audit.ts';
import { LOG_WORDS } from './words.ts';

interface WhatChangedProps {
  readonly line: LogLine;
}

/** What is a word of the system, and no language of people. */
const CODE = /^[a-z0-9][\w~./:-]*$/i;
/** Said beside it already. */
const SAID = new Set(['note', 'reason', 'storeName']);

/** How it stood and how it stands, member by member. */
export function WhatChanged({ line }: WhatChangedProps) {
  const words = useWords(LOG_WORDS);
  const inWords = useValueInWords(line);
  const { before, after } = line;
  const [old, now] = [membersOf(before), withDifference(membersOf(after))];
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
              {old.size > 0 && <>{inWords(path, old.get(path)) ?? <Value value={old.get(path)} />} → </>}
              {inWords(path, now.get(path)) ?? <Value value={now.get(path)} />}
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

/** What an id or a code stands for, as far as the line says so. */
function useValueInWords({ productName, storeName, after, before }: LogLine) {
  const { verdicts } = useWords(LOG_WORDS);
  const told = useTold();
  const { data: places } = useAnswer('GET /v1/places', NAMES_ALONE);
  const known = new Map<string, string>(Object.entries(verdicts));
  const nameOfStore = storeName ?? textIn(after, 'storeName') ?? textIn(before, 'storeName');
  return (path: string, value: Primitive | undefined): ComponentChildren => {
    const name = path.split('.').findLast((part) => !/^\d+$/.test(part));
    if (typeof value !== 'string') return undefined;
    if (name === 'verdict') return known.get(value);
    if (name === 'store') return nameOfStore && <Name>{nameOfStore}</Name>;
    if (name === 'product') return productName && told(productName);
    const place = name === 'place' || name === 'places' ? places?.items.find(({ id }) => id === value) : undefined;
    return place && told(place.name);
  };
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

/** What was seen against what was reported, worked out for who reads it. */
function withDifference(members: ReadonlyMap<string, Primitive>): ReadonlyMap<string, Primitive> {
  const [reported, seen] = [members.get('reported'), members.get('seenPrice')];
  if (typeof reported !== 'number' || typeof seen !== 'number') return members;
  return new Map([...members, ['difference', seen - reported]]);
}

/** All that was kept, by its path: "contact.phone". */
function membersOf(kept: unknown, path = ''): ReadonlyMap<string, Primitive> {
  if (typeof kept === 'string' || typeof kept === 'number' || typeof kept === 'boolean') return new Map([[path, kept]]);
  if (typeof kept !== 'object' || kept === null) return new Map();
  const inside = Object.entries(kept).map(([name, value]) => membersOf(value, path === '' ? name : `${path}.${name}`));
  return new Map(inside.flatMap((members) => [...members]));
}
