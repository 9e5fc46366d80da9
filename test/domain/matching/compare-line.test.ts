import { describe, expect, test } from 'vitest';
import { DEFAULT_MATCHING } from '#domain/matching/match-settings.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { partyKey } from '#domain/matching/suggestion.ts';
import { inWords } from '#support/in-words.ts';
import { aSupplyRequest, type Shop } from '#support/supply-world.ts';

const SHORT: Shop = { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 };
const NEAR: Shop = { key: 'binh-minh/hk', place: 'hoan-kiem', stock: 500, demand: 10 };
const NEXT: Shop = { key: 'binh-minh/cn', place: 'cua-nam', stock: 500, demand: 10 };
const SUPPLIER: Shop = { key: 'vuon-xa/hy', place: 'outside/hung-yen', channel: 'producer', stock: 500 };

const suggest = (shops: readonly Shop[], changes: Parameters<typeof aSupplyRequest>[1] = {}) =>
  inWords(suggestSupply(aSupplyRequest(shops, changes)));
const plain = (text: string | undefined) => text?.replaceAll('\u00a0', ' ');

describe('a suggestion shows who else could give', () => {
  test('two others, the next best first, with the price difference and why', () => {
    const [made] = suggest([SHORT, NEAR, NEXT, SUPPLIER]).suggestions;
    expect(made && partyKey(made.from)).toBe(NEAR.key);
    expect(made?.comparison?.alternatives).toMatchObject([
      // 1.4 km x 12 = 17 VND of freight, and 1,000 VND since another area ranks later.
      { from: { store: 'cn' }, distanceKm: 1.4, paidMorePerUnit: 17, rankedMorePerUnit: 1_017, because: 'later-tier' },
      { from: { store: 'hy' }, because: 'later-tier' },
    ]);
    expect(made?.comparison?.limit).toEqual({ kind: 'nothing' });
    expect(plain(made?.comparison?.words.vi)).toContain(
      'Bên giao khác: Cửa hàng binh-minh/cn (+1.017 đ/kg theo thứ tự ưu tiên, cước +17 đ/kg; thuộc nhóm nguồn ưu tiên sau);',
    );
    expect(made?.comparison?.words.vi).toBe(made?.comparison?.words.vi.normalize('NFC'));
    expect(plain(made?.comparison?.words.en)).toContain('+1,017 VND/kg as ways are ranked');
  });

  test('none where there is nobody, and says so', () => {
    const [made] = suggest([SHORT, NEAR]).suggestions;
    expect(made?.comparison?.alternatives).toEqual([]);
    expect(made?.comparison?.words.vi).toContain('Không có bên giao nào khác.');
  });

  test('what another could give only by taking it from somebody costs what must be rearranged', () => {
    const other: Shop = { key: 'hoa-sen/cn', place: 'cua-nam', stock: 0, demand: 50 };
    const [near, next] = [NEAR, NEXT].map((shop) => ({ ...shop, stock: 120 }));
    const { suggestions } = suggest([SHORT, other, near as Shop, next as Shop], { places: ['ha-noi'] });
    expect(suggestions.map(({ from, to }) => [partyKey(from), partyKey(to)])).toEqual([
      ['binh-minh/cn', 'hoa-sen/cn'],
      ['binh-minh/hk', 'hoa-sen/hk'],
    ]);
    const swapped = suggestions[1]?.comparison?.alternatives[0];
    expect(swapped).toMatchObject({ from: { store: 'cn' }, because: 'needed-elsewhere' });
    // Both ways become 1.4 km longer and go to another area.
    expect(swapped?.rankedMorePerUnit).toBe(2 * 1_017);
  });
});

describe('a suggestion shows what limits', () => {
  test('one unit more would serve more, while need is left', () => {
    const [made] = suggest([SHORT, { ...NEAR, stock: 80 }]).suggestions;
    expect(made?.quantityMilli).toBe(60_000);
    expect(made?.comparison?.limit).toEqual({ kind: 'serves-more' });
    expect(plain(made?.comparison?.words.vi)).toContain('Thêm 1 kg từ Cửa hàng binh-minh/hk thì bớt thiếu 1 kg.');
  });

  test('one unit more would save the difference to the next best', () => {
    const { suggestions } = suggest([{ ...SHORT, demand: 150 }, { ...NEAR, stock: 200 }, NEXT]);
    const near = suggestions.find(({ from }) => partyKey(from) === NEAR.key);
    expect(near?.comparison?.limit).toEqual({ kind: 'saves', savingPerUnit: 1_017 });
    expect(plain(near?.comparison?.words.vi)).toContain('thì bớt được 1.017 đ theo thứ tự ưu tiên.');
  });
});

test('a search that is stopped by time says how much cheaper another plan could be, and compares nothing', () => {
  const many = Array.from({ length: 120 }, (_, i): Shop[] => [
    { ...SHORT, key: `hoa-sen/${i}`, lat: 21 + i / 1_000, lon: 105.8 },
    { ...NEAR, key: `binh-minh/${i}`, stock: 60 + i, lat: 21.1, lon: 105.8 + i / 1_000 },
  ]).flat();
  const { suggestions, gapPercent, remarks } = suggest(many, { timeIsUp: () => true });
  expect(gapPercent).toBeGreaterThan(0);
  expect(suggestions.every(({ comparison }) => comparison === undefined)).toBe(true);
  expect(remarks[0]?.words.vi).toContain('Việc tìm kiếm dừng vì hết thời gian');
});

test('a plan that is found in time whose prices are not is told without them', () => {
  const plan = suggest([SHORT, NEAR, NEXT]);
  let looks = 0;
  suggest([SHORT, NEAR, NEXT], { timeIsUp: () => ++looks < 0 });
  const last = looks;
  looks = 0;
  const cut = suggest([SHORT, NEAR, NEXT], { timeIsUp: () => ++looks >= last });
  expect(cut.gapPercent).toBe(0);
  expect(cut.suggestions).toEqual(plan.suggestions.map(({ comparison: _unknown, ...made }) => made));
});

test('a receiver with more ways than are looked at first still gets what only a farther giver has', () => {
  const small = Array.from(
    { length: 5 },
    (_, i): Shop => ({ key: `ban-${i}/1`, place: 'hoan-kiem', stock: 30, demand: 10 }),
  );
  const settings = { ...DEFAULT_MATCHING, waysPerReceiver: 2 };
  const { unmet } = suggest([SHORT, ...small, SUPPLIER], { settings });
  expect(unmet).toEqual([]);
});
