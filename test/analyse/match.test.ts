import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'match-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Matched {
  readonly results: readonly {
    readonly id: string;
    readonly objective: number;
    readonly flows: readonly { readonly from: string; readonly to: string; readonly quantity: number }[];
    readonly gapPercent: number;
    readonly ms: number;
  }[];
}

/** Runs the command on a file with this text; what it writes, or what it says against it. */
function match(text: string, ...more: string[]): { out: Matched; said: string; refused: string } {
  const [input, out] = [join(folder, 'in.json'), join(folder, 'out.json')];
  writeFileSync(input, text);
  rmSync(out, { force: true });
  return run('--problem', input, '--out', out, ...more);
}

function run(...args: string[]) {
  const none = { results: [] };
  try {
    const said = execFileSync(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'infra/analyse/match.ts', ...args],
      { stdio: 'pipe', encoding: 'utf8' },
    );
    return { out: JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')) as Matched, said, refused: '' };
  } catch (error) {
    expect(existsSync(join(folder, 'out.json'))).toBe(false);
    const { stderr } = error as { stderr: string };
    return { out: none, said: '', refused: stderr.replaceAll(`${folder}/`, '') };
  }
}

const listed = {
  id: 'rice',
  fair: false,
  unmetCost: 60_000,
  sources: [
    { id: 'A', quantity: 30 },
    { id: 'B', quantity: 40 },
  ],
  sinks: [
    { id: 'X', quantity: 50 },
    { id: 'Y', quantity: 30 },
  ],
  arcs: [
    { from: 'A', to: 'X', unitCost: 500 },
    { from: 'A', to: 'Y', unitCost: 300 },
    { from: 'B', to: 'X', unitCost: 400, capacity: 35 },
  ],
};

const placed = {
  id: 'pork',
  fair: true,
  unmetCost: 60_000,
  sources: [{ id: 'A', quantity: 30, lat: 21.03, lon: 105.85 }],
  sinks: [
    { id: 'X', quantity: 20, lat: 21.03, lon: 105.85 },
    { id: 'Y', quantity: 20, lat: 21.12, lon: 105.85 },
  ],
};

/** One value a line, so that a test can name the line of each. */
function fileOf(...problems: object[]): string {
  return JSON.stringify({ problems }, undefined, 1);
}

describe('npm run match', () => {
  test('writes flows, what stays unmet and why, and the objective, for each problem', () => {
    const { out, said } = match(fileOf(listed, placed));
    expect(said).toMatch(/out\.json: 2 problems, 4 flows\n$/);
    expect(out.results).toEqual([
      {
        id: 'rice',
        objective: 30 * 300 + 35 * 400 + 15 * 60_000,
        served: 65,
        minFill: 0.7,
        flows: [
          { from: 'A', to: 'Y', quantity: 30, unitCost: 300 },
          { from: 'B', to: 'X', quantity: 35, unitCost: 400 },
        ],
        unmet: [{ sink: 'X', quantity: 15, cause: 'capacity-reached' }],
        method: 'network-simplex',
        gapPercent: 0,
        ms: expect.any(Number),
      },
      {
        id: 'pork',
        objective: 15 * 300 + 15 * (300 + 156) + 10 * 60_000,
        served: 30,
        minFill: 0.75,
        flows: [
          { from: 'A', to: 'X', quantity: 15, unitCost: 300 },
          { from: 'A', to: 'Y', quantity: 15, unitCost: 456 },
        ],
        unmet: [
          { sink: 'X', quantity: 5, cause: 'supply-exhausted' },
          { sink: 'Y', quantity: 5, cause: 'supply-exhausted' },
        ],
        method: 'network-simplex-priced-in',
        gapPercent: 0,
        ms: expect.any(Number),
      },
    ]);
  });

  test('a problem with nobody in it is solved, and a file may begin with a byte-order mark', () => {
    const { out } = match(`\uFEFF${fileOf({ ...listed, sources: [], sinks: [], arcs: [] })}`);
    expect(out.results).toMatchObject([{ objective: 0, served: 0, minFill: 1, flows: [], unmet: [] }]);
  });

  test('stops after the seconds given, and says how good the flow is', () => {
    const ends = (prefix: string) =>
      Array.from({ length: 400 }, (_, index) => ({ id: `${prefix}${index}`, quantity: 1 + ((index * 37) % 91) }));
    const arcs = ends('s').flatMap(({ id: from }, i) =>
      ends('t').map(({ id: to }, j) => ({ from, to, unitCost: 300 + ((i * 7919 + j * 104_729) % 5000) })),
    );
    const problem = { ...listed, sources: ends('s'), sinks: ends('t'), arcs };
    const [stopped] = match(fileOf(problem), '--seconds', '0.000001').out.results;
    const [whole] = match(fileOf(problem), '--seconds', '60').out.results;
    expect(whole?.gapPercent).toBe(0);
    expect(stopped?.gapPercent).toBeGreaterThan(0);
    expect((stopped?.objective ?? 0) * (1 - (stopped?.gapPercent ?? 0) / 100)).toBeLessThanOrEqual(
      whole?.objective ?? 0,
    );
  });

  test('takes one id in two spellings for one, and none that nobody can read', () => {
    const [typed, plain] = ['Kho\u00a0Đông Anh\u200b'.normalize('NFD'), 'Kho Đông Anh'];
    const ends = { sources: [{ id: typed, quantity: 30 }], arcs: [{ from: plain, to: 'X', unitCost: 500 }] };
    const { out } = match(fileOf({ ...listed, ...ends, sinks: [{ id: ' X', quantity: 30 }] }));
    expect(out.results[0]?.flows).toMatchObject([{ from: plain, to: 'X', quantity: 30 }]);
    const twice = [ends.sources[0], { id: plain, quantity: 1 }];
    expect(match(fileOf({ ...listed, sources: twice })).refused).toContain(`"${plain}" is there before`);
    expect(match(fileOf({ ...listed, id: '\u3164' })).refused).toContain('problems[0].id: a name that can be read');
  });

  test('takes no member that is written twice', () => {
    const text = fileOf(listed).replace('"unmetCost":', '"unmetCost": 1,\n"unmetCost":');
    expect(match(text).refused).toMatch(/in\.json, line \d+, column 1: the member "unmetCost" is there twice/);
  });

  const [source] = listed.sources;
  test.each([
    [{ ...listed, unmetCost: 1.5 }, 'line 6, problems[0].unmetCost: Invalid input: expected int'],
    [{ ...listed, fair: 'yes' }, 'line 5, problems[0].fair: Invalid input: expected boolean'],
    [{ ...listed, sources: [{ ...source, quantity: -1 }] }, 'line 10, problems[0].sources[0].quantity: Too small'],
    [{ ...listed, sources: [source, { id: 'B' }] }, 'line 12, problems[0].sources[1].quantity: Invalid input'],
    [{ ...listed, sources: [{ ...source, stock: 3 }] }, 'line 11, problems[0].sources[0].stock: is no field of the'],
    [{ ...listed, sources: [source, source] }, 'line 13, problems[0].sources[1].id: "A" is there before'],
    [{ ...listed, sinks: [{ id: 'X', quantity: 9, lat: 91, lon: 0 }] }, 'problems[0].sinks[0].lat: Too big'],
    [
      { ...listed, arcs: [{ from: 'C', to: 'X', unitCost: 1 }] },
      'line 29, problems[0].arcs[0].from: there is no source "C"',
    ],
    [
      { ...listed, arcs: [{ from: 'A', to: 'A', unitCost: 1 }] },
      'line 30, problems[0].arcs[0].to: there is no sink "A"',
    ],
    [
      { ...listed, arcs: [{ from: 'A', to: 'X', unitCost: '1' }] },
      'line 31, problems[0].arcs[0].unitCost: Invalid input',
    ],
    [{ ...listed, arcs: undefined }, 'line 8, problems[0].sources[0]: needs lat and lon'],
    [{ ...listed, unmetCost: 2 ** 50 }, 'line 3, problems[0]: quantities times costs could pass 2^53'],
  ])('refuses %j and names the line and the field', (problem, words) => {
    const { refused } = match(fileOf(problem));
    expect(refused).toContain(`in.json, ${words.startsWith('line') ? words : ''}`);
    expect(refused).toContain(words);
    expect(refused).not.toContain('    at ');
  });

  test('refuses two problems of one id', () => {
    expect(match(fileOf(listed, listed)).refused).toMatch(
      /in\.json, line \d+, problems\[1\]\.id: "rice" is there before/,
    );
  });

  test('tells ten faults, and how many more there are', () => {
    const sinks = Array.from({ length: 25 }, (_, index) => ({ id: `t${index}`, quantity: -1 }));
    const lines = match(fileOf({ ...listed, sinks }))
      .refused.trim()
      .split('\n');
    expect(lines).toHaveLength(11);
    expect(lines.at(-1)).toBe('and 15 more');
  });

  test.each([
    ['{ "problems": [\n  { "id": "a" "fair": true }\n] }', 'in.json, line 2, column 15: comma expected'],
    ['{ "problems": [\n  { "id": "a", },\n] }', 'in.json, line 2, column 16: '],
    ['{ "problems": [', 'in.json, line 1, column '],
    ['', 'in.json, line 1, column 1: '],
    ['[]', 'in.json, line 1, the whole file: Invalid input: expected object'],
  ])('refuses %j and names the place', (text, words) => {
    expect(match(text).refused).toContain(words);
  });

  test('tells how it is used, and of a file that is not there', () => {
    expect(run('--problem', 'x.json').refused).toContain('Usage: npm run match -- --problem');
    expect(match(fileOf(listed), '--seconds', 'soon').refused).toContain('Usage: npm run match -- --problem');
    expect(run('--problem', join(folder, 'none.json'), '--out', join(folder, 'out.json')).refused).toContain(
      'none.json',
    );
  });
});
