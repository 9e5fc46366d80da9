import { expect, test } from 'vitest';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import { putInWords } from '#domain/wording/searches.ts';
import { aSupplyRequest, type Shop } from '#support/supply-world.ts';

const SHORT: Shop = { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 };
const suggest = (shops: readonly Shop[]) => putInWords(suggestSupply(aSupplyRequest(shops)));

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
