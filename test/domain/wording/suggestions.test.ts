import { describe, expect, test } from 'vitest';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import type { Suggestion } from '#domain/matching/suggestion.ts';
import type { Place } from '#domain/place.ts';
import { explainComparison, explainSuggestion } from '#domain/wording/suggestions.ts';
import { inWords } from '#support/in-words.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { aSupplyRequest, type Shop } from '#support/supply-world.ts';

const SHORT: Shop = { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 };
const suggest = (shops: readonly Shop[]) => inWords(suggestSupply(aSupplyRequest(shops)));

test('the explanation gives the quantity, the way, the cost, both covers, the reserve and the age of the figures', () => {
  const giver: Shop = { key: 'binh-minh/cn', place: 'cua-nam', stock: 500, demand: 10, date: '2026-11-22' };
  const [suggestion] = suggest([SHORT, giver]).suggestions;
  expect(suggestion?.explanation.vi).toBe(
    'Cửa hàng binh-minh/cn (Phường Cửa Nam) có thể điều phối 90 kg cho Cửa hàng hoa-sen/hk (Phường Hoàn Kiếm): địa bàn khác trong thành phố, cách khoảng 1,4 km đường bộ, chi phí vận chuyển ước tính 28.530 đ. Bên nhận đủ bán từ 0,2 ngày lên 2 ngày. Bên giao còn 410 kg (đủ bán từ 50 ngày còn 41 ngày), vẫn giữ đủ mức dự phòng 20 kg. Số liệu bên giao ngày 22/11/2026, bên nhận ngày 23/11/2026. Nhu cầu tính theo lượng bán được báo cáo, độ tin cậy trung bình. Hàng chỉ đầy 3,6 % xe tải nhẹ: nên ghép chuyến.'.replaceAll(
      /(\d|×) (kg|km|đ|ngày|%)(?=[ .,;)])/g,
      '$1\u00a0$2',
    ),
  );
  expect(suggestion?.explanation.vi).toBe(suggestion?.explanation.vi.normalize('NFC'));
  expect(suggestion?.explanation.en).toContain('could supply 90\u00a0kg to');
  expect(suggestion).toMatchObject({ distanceKm: 1.4, cost: 28_530, state: 'proposed', madeOn: '2026-11-23' });
});

describe('a suggestion is worded when it is shown', () => {
  const [made] = suggestSupply(aSupplyRequest([SHORT, { ...SHORT, key: 'binh-minh/hk', stock: 500 }])).suggestions;
  if (!made) throw new Error('Nothing was suggested');

  test('with the names of goods and places that the catalogue has then, and their ids once it has none', () => {
    const renamed = new Map(SMALL_CITY.places).set('hoan-kiem', {
      ...(SMALL_CITY.places.get('hoan-kiem') as Place),
      name: { vi: 'Phường Hồ Gươm', en: 'Ho Guom Ward' },
    });
    const named = { ...SMALL_CITY, places: renamed };
    expect(explainSuggestion(made, named).vi).toContain('Cửa hàng hoa-sen/hk (Phường Hồ Gươm)');
    expect(explainSuggestion(made, named).en).toContain('(Ho Guom Ward)');
    const gone = { products: new Map(), places: new Map() };
    expect(explainSuggestion(made, gone).vi).toContain('90\u00a0đơn\u00a0vị cho Cửa hàng hoa-sen/hk (hoan-kiem)');
    expect(explainComparison(made, gone)?.en).toContain('Nobody else could give.');
  });

  test('unless an earlier version has kept its words, which are said as they are', () => {
    const explanation = { vi: 'Vì gần', en: 'Because it is near' };
    const words = { vi: 'Không còn ai.', en: 'Nobody else.' };
    const { basis: _ofToday, ...kept } = made;
    const comparison = { alternatives: [], limit: { kind: 'nothing' }, words } as const;
    const old: Suggestion = { ...kept, explanation, comparison };
    expect(explainSuggestion(old, SMALL_CITY)).toEqual(explanation);
    expect(explainComparison(old, SMALL_CITY)).toEqual(words);
  });

  test('and of one without a comparison nothing is said of others', () => {
    const { comparison: _cut, ...alone } = made;
    expect(explainComparison(alone, SMALL_CITY)).toBeUndefined();
  });
});
