import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';

const DOMAIN = 'shared/domain';
/** More than a newcomer takes in at one look would need a room of its own. */
const MOST_TOP_FILES = 12;

const { imports } = JSON.parse(readFileSync('package.json', 'utf8')) as { imports: Readonly<Record<string, string>> };
const ALIASES = Object.entries(imports).map(
  ([alias, folder]) => [alias.slice(0, -1), join(folder.slice(0, -1))] as const,
);

/** What each file of the house imports of the house, for its values or for its types alone. */
const FILES: ReadonlyMap<string, readonly string[]> = new Map(
  globSync('{shared,functions,infra}/**/*.ts')
    .sort()
    .map((file) => [file, importsOf(file)]),
);

function importsOf(file: string): string[] {
  const source = readFileSync(file, 'utf8');
  const specifiers = [...source.matchAll(/(?:\bfrom|\bimport\()\s*'([^']+)'/g)].map((found) => found[1] as string);
  return specifiers.flatMap((specifier) => resolved(file, specifier) ?? []);
}

function resolved(file: string, specifier: string): string | undefined {
  if (specifier.startsWith('.')) return join(dirname(file), specifier);
  const alias = ALIASES.find(([name]) => specifier.startsWith(name));
  return alias && join(alias[1], specifier.slice(alias[0].length));
}

/** A way round from somewhere back to itself, in a graph of names; none where there is no such way. */
function circleIn(graph: ReadonlyMap<string, Iterable<string>>): string[] {
  const done = new Set<string>();
  const path: string[] = [];
  const visit = (name: string): string[] => {
    if (path.includes(name)) return [...path.slice(path.indexOf(name)), name];
    if (done.has(name)) return [];
    path.push(name);
    for (const next of graph.get(name) ?? []) {
      const circle = visit(next);
      if (circle.length > 0) return circle;
    }
    path.pop();
    done.add(name);
    return [];
  };
  return [...graph.keys()].map(visit).find((circle) => circle.length > 0) ?? [];
}

/** The rooms of the domain that each of them needs; what all speak of, at the top, is a room as well. */
function roomsOfDomain(): ReadonlyMap<string, ReadonlySet<string>> {
  const rooms = new Map<string, Set<string>>();
  for (const [file, needed] of FILES) {
    if (!file.startsWith(`${DOMAIN}/`)) continue;
    const room = dirname(file);
    const others = needed.map((other) => dirname(other)).filter((other) => other !== room);
    rooms.set(room, new Set([...(rooms.get(room) ?? []), ...others]));
  }
  return rooms;
}

describe('the search for a circle', () => {
  test('finds one, and says the way', () => {
    const graph = new Map([
      ['a', ['b', 'c']],
      ['b', []],
      ['c', ['d']],
      ['d', ['b', 'c']],
    ]);
    expect(circleIn(graph)).toEqual(['c', 'd', 'c']);
  });

  test('sees the imports of the house', () => {
    expect(FILES.size).toBeGreaterThan(300);
    expect(FILES.get('functions/serve-staff/handler.ts')).toContain('shared/storage/desk.ts');
    expect(FILES.get('shared/storage/desk.ts')).toContain('shared/storage/desk/alerts.ts');
    const missing = [...FILES.values()].flat().filter((file) => file.endsWith('.ts') && !FILES.has(file));
    expect(missing).toEqual([]);
  });
});

describe('nothing needs what needs it, be it for its types alone', () => {
  test('among the files of the house', () => expect(circleIn(FILES)).toEqual([]));

  test('among the rooms of the domain', () => expect(circleIn(roomsOfDomain())).toEqual([]));
});

test('the top of the domain is taken in at one look', () => {
  const top = globSync(`${DOMAIN}/*`).filter((name) => name.endsWith('.ts'));
  expect(top.length).toBeLessThanOrEqual(MOST_TOP_FILES);
});
