import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'indicators-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs the command on a file of these lines; what it writes, or what it says against them. */
function indicators(method: string, lines: readonly string[], ...more: string[]): { out: string[]; refused: string } {
  const [input, out] = [join(folder, 'in.csv'), join(folder, 'out.csv')];
  writeFileSync(input, `${lines.join('\n')}\n`);
  const args = ['--monthly', input, '--method', method, '--out', out, ...more];
  try {
    execFileSync(process.execPath, ['--disable-warning=ExperimentalWarning', 'infra/analyse/indicators.ts', ...args], {
      stdio: 'pipe',
    });
  } catch (error) {
    return { out: [], refused: String((error as { stderr: Buffer }).stderr).replaceAll(`${folder}/`, '') };
  }
  return { out: readFileSync(out, 'utf8').trim().split('\n'), refused: '' };
}

/** Six years of a price that swings with the seasons, and jumps in its last month. */
const sixYears = Array.from({ length: 72 }, (_, index) => {
  const value = 20_000 + 1000 * Math.sin(index / 2) + 37 * ((index * 7) % 11) + (index === 71 ? 6000 : 0);
  return `"Rau, muống",${2020 + Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')},${value}`;
});
const HEADER = 'series,month,value';

describe('npm run indicators', () => {
  test('gives each month a value and a level, and finds the jump', () => {
    const { out } = indicators('alps', [HEADER, ...sixYears]);
    expect(out[0]).toBe('series,month,method,value,level');
    expect(out).toHaveLength(73);
    expect(out.at(-1)).toMatch(/^"Rau, muống",2025-12,alps,[3-9]\.\d{8,},crisis$/);
    expect(indicators('ifpa', [HEADER, ...sixYears]).out.at(-1)).toMatch(/,abnormally high$/);
  });

  test('says so where the past is too short, and gives no value', () => {
    expect(indicators('alps', [HEADER, ...sixYears.slice(0, 35)]).out.at(-1)).toMatch(/,,too short a history$/);
    const { out } = indicators('ifpa', [HEADER, ...sixYears]);
    expect(out.find((line) => line.includes('2023-12'))).toMatch(/,,too short a history$/);
    expect(out.find((line) => line.includes('2024-01'))).toMatch(/,ifpa,-?\d/);
  });

  test('passes over a month without a price', () => {
    const holed = sixYears.map((line, index) => (index === 40 ? line.replace(/,[^,]*$/, ',') : line));
    expect(indicators('alps', [HEADER, ...holed]).out).toHaveLength(72);
  });

  test.each([
    [['series,month,price', 'rice,2025-01,1'], 'in.csv, line 1: has no column "value"'],
    [[HEADER, 'rice,2025-01,1', 'rice,01/2025,1'], 'in.csv, line 3: "01/2025" is no month; write it as 2026-11'],
    [[HEADER, 'rice,2025-01,0'], 'in.csv, line 2: "0" is no price'],
    [[HEADER, 'rice,2025-01,1', 'rice,2025-01,2'], 'of the series "rice" 2025-01 has two values'],
  ])('refuses %j and names the line', (lines, words) => {
    expect(indicators('alps', lines).refused).toContain(words);
  });

  test('tells how it is used', () => {
    expect(indicators('spline', [HEADER, ...sixYears]).refused).toContain('npm run indicators -- --monthly');
  });
});
