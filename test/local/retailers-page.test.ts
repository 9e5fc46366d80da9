import { spawn, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { type RunningSystem, startSystem } from '#infra/local/system.ts';
import { momentsOf } from '#support/seeds.ts';

const PAGES = ['retailers.md', 'retailers.vi.md'];
const hasPython = spawnSync('python3', ['-c', 'import json']).status === 0;

let folder: string;
let system: RunningSystem;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'binh-on-retailers-'));
  system = await startSystem({ folder: join(folder, '.local-empty'), catalogue: hanoi });
});
afterEach(async () => {
  await system.close();
  await rm(folder, { recursive: true });
});

const pageOf = (name: string) => readFile(fileURLToPath(new URL(`../../docs/${name}`, import.meta.url)), 'utf8');
const blocksOf = (page: string) => [...page.matchAll(/^```sh\n(.*?)^```$/gms)].map((match) => match[1] as string);

/** Runs lines as one shell would that a person has pasted them into; the first one that fails ends it. */
async function paste(blocks: readonly string[]): Promise<{ readonly code: number | null; readonly said: string }> {
  const shell = spawn('bash', ['--norc', '-e', '-o', 'pipefail', '-s'], { cwd: folder });
  let said = '';
  for (const stream of [shell.stdout, shell.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  }
  const lines = blocks.join('\n');
  expect(lines).toContain('API=http://127.0.0.1:4001 ');
  shell.stdin.end(lines.replace('http://127.0.0.1:4001', system.url));
  const code = await new Promise<number | null>((resolve) => shell.once('close', resolve));
  return { code, said };
}

test('the retailers’ page has the same lines in both languages', async () => {
  const [english = '', vietnamese = ''] = await Promise.all(PAGES.map(pageOf));
  expect(blocksOf(english)).toHaveLength(13);
  expect(blocksOf(vietnamese)).toEqual(blocksOf(english));
});

test.each(momentsOf(PAGES, 1))('every line of docs/%s does what it says, Python’s apart', async (name) => {
  const { code, said } = await paste(blocksOf(await pageOf(name)).filter((block) => !block.includes('python3')));
  expect([code, said]).toEqual([0, expect.stringContaining('"lastReported":null')]);
  expect(said).toContain('"dryRun":true');
  expect(said.match(/: 2 rows kept/g)).toHaveLength(3);
  expect(said).not.toContain('row 0');
  const rows = /"source":"live","rows":(\[.*?\])/.exec(said)?.[1] ?? '[]';
  expect(JSON.parse(rows)).toMatchObject([
    { product: '01.0004', price: 145_000, stock: 120.5 },
    { product: '01.0027', price: 34_000, priceType: 'promo' },
  ]);
  // The correction, and the row that names an article.
  expect(said.match(/"accepted":1,"warnings":\[\],"rejected":\[\],"rejectedCount":0\}/g)).toHaveLength(2);
  expect(said).toContain('{"articles":1,"added":1,');
  expect(said).toMatch(/"state":"(reported|late)",.*"doubtful":\[\],"beside":\{"day":"[-\d]+","items":\[\]\}\}$/);
});

test.skipIf(!hasPython)('the page’s Python sends each form (skipped where there is no python3)', async () => {
  const { code, said } = await paste(blocksOf(await pageOf(PAGES[0] ?? '')));
  expect([code, said.match(/: 2 rows kept/g)?.length]).toEqual([0, 6]);
});
