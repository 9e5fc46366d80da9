import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { describe, expect, test } from 'vitest';

const DOMAIN = 'shared/domain';

/** Which rooms each room imports from, types too; a room is a folder, and the files outside all folders are one. */
function importsOfRooms(): Map<string, Set<string>> {
  const rooms = new Map<string, Set<string>>();
  const files = readdirSync(DOMAIN, { recursive: true, encoding: 'utf8' })
    // The test of the layers puts files there and takes them away again.
    .filter((file) => file.endsWith('.ts') && !file.startsWith('guard-'));
  for (const file of files) {
    const room = dirname(file);
    const others = rooms.get(room) ?? new Set();
    rooms.set(room, others);
    for (const [, specifier = ''] of readFileSync(join(DOMAIN, file), 'utf8').matchAll(/ from '(\.[^']+)'/g)) {
      const other = dirname(relative(DOMAIN, normalize(join(DOMAIN, room, specifier))));
      if (other !== room) others.add(other);
    }
  }
  return rooms;
}

/** A way from a room back to itself, as the rooms on it; none where there is no circle. */
function circleFrom(start: string, rooms: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let room = queue.shift(); room !== undefined; room = queue.shift()) {
    for (const next of rooms.get(room) ?? []) {
      if (next === start) {
        const way = [start];
        for (let at = room; at !== start; at = cameFrom.get(at) ?? start) way.push(at);
        return [...way, start].reverse();
      }
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, room);
      queue.push(next);
    }
  }
  return undefined;
}

describe('the rooms of the domain', () => {
  const rooms = importsOfRooms();

  test('import each other in no circle, not even for a type', () => {
    expect(rooms.size).toBeGreaterThan(10);
    expect([...rooms.keys()].flatMap((room) => circleFrom(room, rooms) ?? [])).toEqual([]);
  });

  test('find without words: only words know what is found', () => {
    const knowWords = [...rooms].filter(([, others]) => others.has('wording')).map(([room]) => room);
    expect(knowWords).toEqual([]);
    expect(rooms.get('wording')).toContain('matching');
  });
});
