import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { carriageOfProduct } from '#domain/matching/carriage.ts';
import { participantsOf } from '#domain/matching/participants.ts';
import { NOTHING_RESERVED } from '#domain/matching/reserved-stock.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { partyKey, type Suggestion } from '#domain/matching/suggestion.ts';
import { PORK } from '#support/small-city.ts';
import { aSupplyRequest, type Shop } from '#support/supply-world.ts';

const PAGE = readFileSync('docs/matching.md', 'utf8');
const NAMES: Readonly<Record<string, string>> = {
  'hoa-sen/hk': 'Hoa Sen HK',
  'binh-minh/hk': 'Bình Minh HK',
  'hoa-sen/cn': 'Hoa Sen CN',
  'binh-minh/cn': 'Bình Minh CN',
  'vuon-xa/hy': 'Vườn Xa',
};
const SHOPS: readonly Shop[] = [
  { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 100, demand: 500 },
  { key: 'binh-minh/hk', place: 'hoan-kiem', stock: 0, demand: 300 },
  { key: 'hoa-sen/cn', place: 'cua-nam', stock: 1200, demand: 200 },
  { key: 'binh-minh/cn', place: 'cua-nam', stock: 600, demand: 100 },
  { key: 'vuon-xa/hy', place: 'outside/hung-yen', channel: 'producer', stock: 5000 },
];
const REQUEST = aSupplyRequest(SHOPS);
const PARTICIPANTS = participantsOf({
  ...REQUEST,
  product: PORK,
  reserved: () => NOTHING_RESERVED,
  heldBy: () => undefined,
});

const english = (value: number) => value.toLocaleString('en-GB');
const nameOf = (party: Suggestion['to']) => NAMES[partyKey(party)];

/** The rows of the page's table that begins with a header, without the spaces that line its columns up. */
function rowsUnder(header: string): string[] {
  const lines = PAGE.split('\n').map((line) => line.replaceAll(/ +/g, ' ').trim());
  const first = lines.findIndex((line) => line.startsWith(header)) + 2;
  return lines.slice(first, lines.indexOf('', first));
}

describe('the worked example of docs/matching.md', () => {
  test('has the surpluses and needs that its stocks give', () => {
    const computed = SHOPS.map(({ key }) => {
      const standing = PARTICIPANTS.find((one) => one.key === key)?.position;
      if (standing?.kind === 'receiver') return `needs ${standing.needMilli / 1000}`;
      return standing?.kind === 'giver' ? `gives ${standing.surplusMilli / 1000}` : 'none';
    });
    const written = rowsUnder('| who | where |').map((row) => {
      const [, who, , stock, sold, standing = ''] = row.split('|').map((cell) => cell.trim());
      const shop = SHOPS.find(({ key }) => NAMES[key] === who);
      expect([stock, sold]).toEqual([String(shop?.stock), String(shop?.demand ?? 'supplier')]);
      return `${standing.split(' ')[0]} ${standing.split(' ').at(-1)}`;
    });
    expect(written).toEqual(computed);
  });

  test('has the costs that the ways have', () => {
    const carriage = carriageOfProduct(PORK, REQUEST.catalogue, REQUEST.settings);
    const stopOf = (key: string) => {
      const stop = PARTICIPANTS.find((one) => one.key === key)?.stop;
      if (!stop) throw new Error(`${key} takes no part`);
      return stop;
    };
    const [first, second, ...givers] = SHOPS.map(({ key }) => key);
    const rows = givers.map((from) => {
      const costs = [first, second].map((to) => carriage(stopOf(from), stopOf(to ?? ''))?.rankedPerUnit ?? 0);
      return `| ${NAMES[from]} | ${costs.map(english).join(' | ')} |`;
    });
    expect(rowsUnder('| from / to |')).toEqual(rows);
  });

  test('has the lines and the carriage of the plan', () => {
    const rows = suggestSupply(REQUEST).suggestions.map(({ from, to, quantityMilli, cost }) => {
      const kg = quantityMilli / 1000;
      return `| ${nameOf(from)} | ${nameOf(to)} | ${kg} | ${kg} x ${english(cost / kg)} = ${english(cost)} |`;
    });
    expect(rowsUnder('| from | to | kg |')).toEqual(rows);
  });

  test('has the alternatives and the limit of the first line', () => {
    const comparison = suggestSupply(REQUEST).suggestions[0]?.comparison;
    expect(comparison?.alternatives.map(({ from, rankedMorePerUnit }) => [nameOf(from), rankedMorePerUnit])).toEqual([
      ['Vườn Xa', 4_033 - 317 + 2_317 - 4_033],
      ['Bình Minh CN', 2 * (2_317 - 317)],
    ]);
    expect(comparison?.limit).toEqual({ kind: 'saves', savingPerUnit: 4_033 - 317 });
    for (const figure of ['+2,000 VND/kg', '+4,000', '4,033 - 317 = 3,716']) expect(PAGE).toContain(figure);
  });

  test('without the supplier leaves the shares that the page tells', () => {
    const { suggestions, unmet } = suggestSupply(aSupplyRequest(SHOPS.slice(0, 4)));
    expect(suggestions.map(({ to, quantityMilli }) => [nameOf(to), quantityMilli / 1000])).toEqual([
      ['Hoa Sen HK', 720],
      ['Bình Minh HK', 400],
      ['Bình Minh HK', 80],
    ]);
    expect(unmet.map(({ quantityMilli }) => quantityMilli / 1000)).toEqual([180, 120]);
  });
});
