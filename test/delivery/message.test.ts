import { expect, test } from 'vitest';
import { writeMessage } from '#delivery/message.ts';
import { RUNGS } from '#domain/level.ts';
import { suggestSupply } from '#domain/matching/suggest-supply.ts';
import type { AlertNews, NewsKind } from '#domain/notification/delivery.ts';
import { anAlert, anEpisode, PETROL, PORK, RICE, SMALL_CITY, someEvidence } from '#support/small-city.ts';
import { someNews } from '#support/some-news.ts';
import { someSuggestion } from '#support/some-suggestion.ts';
import { aSupplyRequest } from '#support/supply-world.ts';

/** No-break spaces as plain ones, so that a sentence can be read here. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

function firstLineOf(news: AlertNews): string {
  return plain(writeMessage(news).text.split('\n')[0] ?? '');
}

test('a crisis says what, where, how much, since when, how many agree and which internal threshold', () => {
  const message = writeMessage(someNews());
  expect(message.subject).toBe('[KHẨN CẤP] Thịt lợn nạc thăn +18 % · Phường Hoàn Kiếm');
  expect(firstLineOf(someNews())).toBe(
    'CẢNH BÁO BIẾN ĐỘNG GIÁ – Thịt lợn nạc thăn tại Phường Hoàn Kiếm: giá bán lẻ 172.000 đ/kg ngày 23/11/2026, tăng 18,4 % so với trung vị tối đa 28 ngày báo cáo trước (145.250 đ/kg); 14/20 điểm bán vượt ngưỡng nội bộ 15 %. Bắt đầu từ ngày 21/11/2026. Đề nghị xác minh.',
  );
  expect(plain(message.text)).toContain('Giá và tồn kho: Giá tăng trong khi tồn kho giảm: dấu hiệu khan hiếm cục bộ.');
  expect(plain(message.text)).toContain('Tồn kho đủ bán: khoảng 2 ngày');
});

test('a message is told by the middle shop: one number, its two prices, and what it is', () => {
  const middle = { store: 'hoa-sen/1', price: 15_800, comparedWith: 9_300, changePct: 69.892473118 } as const;
  const evidence = someEvidence({ middle, changePct: 71.2 });
  const message = writeMessage(someNews({ alert: anAlert({ episode: anEpisode({ evidence }) }) }));
  expect(message.subject).toBe('[KHẨN CẤP] Thịt lợn nạc thăn +70 % · Phường Hoàn Kiếm');
  const text = plain(message.text);
  expect(text).toContain('giá bán lẻ ngày 23/11/2026 tăng 70 % so với giá quen thuộc của từng điểm bán');
  expect(text).toContain('  Điểm bán đứng giữa: 9.300 → 15.800 đ/kg (+70 %)\n');
  expect(text).toContain(
    '  Cách hiểu: Một nửa số điểm bán tăng nhiều hơn, một nửa tăng ít hơn; mỗi điểm so với giá quen thuộc của chính mình.\n',
  );
  expect(text).toContain('  Middle outlet: 9,300 → 15,800 VND/kg (+70%)\n');
  expect(text).not.toMatch(/172[.,]000|145[.,]250|71/);
});

test('numbers never break from their units', () => {
  expect(writeMessage(someNews()).text).toContain('172.000\u00a0đ/kg');
  expect(writeMessage(someNews()).text).toContain('18,4\u00a0%');
});

test('Vietnamese comes first and English below, each with its own numbers', () => {
  const text = plain(writeMessage(someNews()).text);
  expect(text.indexOf('Đề nghị xác minh')).toBeLessThan(text.indexOf('Please verify'));
  expect(text).toContain('retail price 172,000 VND/kg on 23/11/2026, up 18.4%');
});

test('who reads English has it first, and an English subject', () => {
  const message = writeMessage(someNews({ language: 'en' }));
  expect(message.subject).toBe('[CRISIS] Pork loin +18% · Phường Hoàn Kiếm');
  expect(message.text.indexOf('Please verify')).toBeLessThan(message.text.indexOf('Đề nghị xác minh'));
});

test('a fall is told as a fall', () => {
  const evidence = someEvidence({ changePct: -12.3, cause: 'margin', observed: 127_400 });
  const alert = anAlert({ episode: anEpisode({ direction: 'down', level: 'alert', evidence }) });
  expect(writeMessage(someNews({ alert })).subject).toBe('[CẢNH BÁO] Thịt lợn nạc thăn −12 % · Phường Hoàn Kiếm');
  expect(firstLineOf(someNews({ alert }))).toContain('giảm 12,3 % so với');
  expect(plain(writeMessage(someNews({ alert })).text)).not.toContain('Giá tăng');
});

test('a price above the ceiling is told as above the ceiling, without a percentage threshold', () => {
  const evidence = someEvidence({
    rung: 'ceiling',
    observed: 21_900,
    reference: 20_900,
    changePct: 4.8,
    thresholdPct: 0,
  });
  const alert = anAlert({ episode: anEpisode({ product: PETROL.id, level: 'alert', evidence }) });
  expect(writeMessage(someNews({ alert })).subject).toBe(
    '[CẢNH BÁO] Xăng RON 95-III +5 % so với giá trần · Phường Hoàn Kiếm',
  );
  expect(firstLineOf(someNews({ alert }))).toContain(
    'giá bán lẻ 21.900 đ/lít ngày 23/11/2026, cao hơn giá trần đang áp dụng (20.900 đ/lít) 4,8 %; 14/20 điểm bán có giá trên giá trần',
  );
});

test('an early warning speaks of stock, not of price', () => {
  const evidence = someEvidence({ rung: 'cover', changePct: 0, thresholdPct: 0, cause: 'early-warning' });
  const alert = anAlert({ episode: anEpisode({ product: RICE.id, level: 'watch', evidence }) });
  const message = writeMessage(someNews({ alert }));
  expect(message.subject).toBe('[THEO DÕI] Gạo tẻ thường chỉ còn đủ bán khoảng 2 ngày · Phường Hoàn Kiếm');
  expect(firstLineOf(someNews({ alert }))).toContain(
    'tồn kho ngày 23/11/2026 chỉ còn đủ bán khoảng 2 ngày, giá chưa biến động',
  );
  expect(message.text).not.toContain('Giá so sánh');
});

test('drift is compared with the price of as many days ago', () => {
  const evidence = someEvidence({ rung: 'drift', lagDays: 30 });
  const alert = anAlert({ episode: anEpisode({ evidence }) });
  expect(firstLineOf(someNews({ alert }))).toContain('tăng 18,4 % so với khoảng 30 ngày trước');
});

test('the end is told with its day and how it ended', () => {
  const alert = anAlert({
    status: 'resolved',
    episode: anEpisode({ status: 'resolved', resolvedOn: '2026-11-28', resolution: 'calm' }),
  });
  expect(writeMessage(someNews({ alert, kind: 'resolved' })).subject).toBe(
    '[HẾT BIẾN ĐỘNG] Thịt lợn nạc thăn · Phường Hoàn Kiếm',
  );
  expect(firstLineOf(someNews({ alert, kind: 'resolved' }))).toBe(
    'HẾT BIẾN ĐỘNG – Thịt lợn nạc thăn tại Phường Hoàn Kiếm: biến động từ ngày 21/11/2026 đã kết thúc ngày 28/11/2026, giá đã trở lại quanh mức thường ngày.',
  );
  const withdrawn = firstLineOf(someNews({ alert: anAlert({ status: 'withdrawn' }), kind: 'withdrawn' }));
  expect(withdrawn).toMatch(/^RÚT CẢNH BÁO – .* không còn căn cứ\. Không cần xác minh thêm\.$/);
});

test('of a good that nobody reports any more the end is told without a word of calm', () => {
  const episode = anEpisode({ status: 'resolved', resolvedOn: '2026-12-15', resolution: 'no-longer-reported' });
  const news = someNews({ alert: anAlert({ status: 'resolved', episode }), kind: 'resolved' });
  const { subject, text } = writeMessage(news);
  expect(subject).toBe('[KHÔNG CÒN SỐ LIỆU] Thịt lợn nạc thăn · Phường Hoàn Kiếm');
  expect(firstLineOf(news)).toBe(
    'KHÔNG CÒN SỐ LIỆU – Thịt lợn nạc thăn tại Phường Hoàn Kiếm: chưa có số liệu từ ngày 24/11/2026 nên cảnh báo về biến động từ ngày 21/11/2026 tự kết thúc. Chưa rõ giá hiện nay.',
  );
  expect(text).toMatch(/NO LONGER REPORTED – Pork loin in .*: no data since 24\/11\/2026, so the alert/);
  expect(text).not.toMatch(/HẾT BIẾN ĐỘNG|BACK TO CALM|trở lại|is back/);
});

test('suggestions name both contacts, the quantity, the way and the cost', () => {
  const { suggestions } = suggestSupply(
    aSupplyRequest([
      { key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 },
      { key: 'binh-minh/cn', place: 'cua-nam', stock: 500, demand: 10 },
    ]),
  );
  const text = plain(writeMessage(someNews({ suggestions })).text);
  expect(text).toContain('GỢI Ý KẾT NỐI CUNG CẦU');
  expect(text).toContain(
    '1. Cửa hàng binh-minh/cn (Hệ thống binh-minh, Phường Cửa Nam) có thể điều phối 90 kg cho Cửa hàng hoa-sen/hk (Hệ thống hoa-sen, Phường Hoàn Kiếm), cách 1,4 km, chi phí khoảng 28.530 đ. Liên hệ bên giao: Chị Lan (binh-minh), 0900 000 000. Bên nhận: Chị Lan (hoa-sen), 0900 000 000.',
  );
});

test('why there is no suggestion is said', () => {
  const search = suggestSupply(aSupplyRequest([{ key: 'hoa-sen/hk', place: 'hoan-kiem', stock: 10, demand: 50 }]));
  const { text, html } = writeMessage(someNews({ search }));
  expect(plain(text)).toContain(
    '  Còn thiếu 90 kg chưa tìm được nguồn. Lý do: không có nguồn nào trong phạm vi cho phép',
  );
  expect(plain(html)).toContain('<p>90 kg are still without a source. Why: nobody within reach has any (90 kg).</p>');
  const ofAnother = { ...search, gaps: search.gaps?.map((gap) => ({ ...gap, product: PETROL.id })) ?? [] };
  expect(writeMessage(someNews({ search: ofAnother })).text).not.toContain('Còn thiếu');
});

test('what an earlier version has kept is told with the words that it kept', () => {
  const explanation = { vi: 'Vì gần', en: 'Because it is near' };
  const { basis: _ofToday, ...suggestion } = someSuggestion('alert', { explanation });
  const remarks = [{ product: PORK.id, words: { vi: 'Còn thiếu 90 kg.', en: '90 kg are without a source.' } }];
  const search = { suggestions: [suggestion], unmet: [], gapPercent: 0, remarks };
  const { text } = writeMessage(someNews({ suggestions: [suggestion], search }));
  expect(text).toMatch(/ {5}Vì gần\n {2}Còn thiếu 90 kg\.\n/);
  expect(text).toMatch(/ {5}Because it is near\n {2}90 kg are without a source\.\n/);
});

test('the link leads to the page of the alert, and there is none without an address', () => {
  const message = writeMessage(someNews(), 'https://gia.example.vn/');
  expect(message.link).toBe('https://gia.example.vn/alerts/hoan-kiem_01.0004_up_2026-11-21');
  expect(message.text).toContain(message.link);
  expect(writeMessage(someNews()).text).not.toContain('http');
});

test('names cannot bring markup into the message', () => {
  const name = '<img src=x onerror="alert(1)"> & \'co\'';
  const renamed = [...SMALL_CITY.places].map(
    ([id, place]) => [id, { ...place, name: { vi: name, en: name } }] as const,
  );
  const catalogue = { ...SMALL_CITY, places: new Map(renamed) };
  const { html } = writeMessage(someNews({ catalogue }));
  expect(html).not.toContain('<img');
  expect(html).toContain('&lt;img src=x onerror=&quot;alert(1)&quot;&gt; &amp; &#39;co&#39;');
});

test('a possible repeat says so in both languages', () => {
  const { delivery } = someNews();
  const { text, html } = writeMessage(someNews({ delivery: { ...delivery, repeat: true } }));
  for (const body of [text, html]) {
    expect(body).toContain('có thể trùng');
    expect(body).toContain('may be a repeat');
  }
});

test('a message of a lower level says that what was told before was corrected', () => {
  const { text } = writeMessage(someNews({ kind: 'lowered', alert: anAlert({ level: 'watch' }) }));
  expect(text).toContain('Số liệu hoặc ngưỡng đã được điều chỉnh sau đó: mức cao hơn đã báo trước đây không còn đúng.');
  expect(text).toContain(
    'Figures or thresholds have been corrected since: the higher level that was told no longer holds.',
  );
});

test('every message is in normal form, calls for verification or an end, and never speaks of a violation', () => {
  const kinds: NewsKind[] = ['opened', 'escalated', 'lowered', 'resolved', 'withdrawn'];
  for (const kind of kinds) {
    for (const rung of RUNGS) {
      for (const direction of ['up', 'down'] as const) {
        for (const cause of ['scarcity', 'margin', 'early-warning', 'price-only'] as const) {
          const evidence = someEvidence({ rung, cause });
          const message = writeMessage(
            someNews({ kind, alert: anAlert({ episode: anEpisode({ direction, evidence }) }) }),
          );
          const all = `${message.subject}${message.text}${message.html}`;
          expect(all).toBe(all.normalize('NFC'));
          expect(all.toLowerCase()).not.toMatch(/vi phạm|violation|undefined|nan\b/);
          expect(all).toMatch(/xác minh/i);
        }
      }
    }
  }
});
