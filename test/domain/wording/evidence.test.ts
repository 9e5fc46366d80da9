import { describe, expect, test } from 'vitest';
import { DEFAULT_DETECTION } from '#catalog/default-detection.ts';
import type { Alert } from '#domain/alert/alert.ts';
import type { Evidence } from '#domain/detection/episode.ts';
import { type PriceRow, recompute, type SupplyRow } from '#domain/evidence/rows.ts';
import type { Language } from '#domain/language.ts';
import { RUNGS } from '#domain/level.ts';
import { type EvidenceFacts, evidenceSteps } from '#domain/wording/evidence.ts';
import { anAlert, anEpisode, PORK, someEvidence } from '#support/small-city.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

/** Compared rows of shops of different retailers, in the order of their changes. */
function rows(...changes: readonly number[]): PriceRow[] {
  return changes.map((changePct, index) => ({
    store: `retailer-${index}/1`,
    retailer: `retailer-${index}`,
    place: 'hoan-kiem',
    part: index % 2 === 0 ? 'hoan-kiem' : 'cua-nam',
    price: 1000 * (100 + changePct),
    daysAgo: 0,
    comparedWith: 100_000,
    changePct,
    isBeyond: changePct >= 15,
    heldBack: undefined,
    rank: index + 1,
  }));
}

function facts(
  evidence: Partial<Evidence>,
  changes: Partial<EvidenceFacts> = {},
  alert: Partial<Alert> = {},
): EvidenceFacts {
  const full = someEvidence(evidence);
  const prices = changes.prices ?? rows(10, 16, 18, 20, 31);
  const supplies = changes.supplies ?? [];
  return {
    alert: anAlert({ ...alert, episode: anEpisode({ evidence: full }) }),
    product: PORK,
    prices,
    supplies,
    recomputed: recompute(full.rung, prices, supplies),
    isSame: true,
    agreement: AGREEMENT,
    settings: DEFAULT_DETECTION,
    ...changes,
  };
}

const AGREEMENT = {
  stores: 4,
  storesCompared: 5,
  retailers: 4,
  retailersCompared: 5,
  partsBeyond: 2,
  longSilent: 0,
  isOneOfTwo: false,
  needed: { stores: 3, retailers: 3, changePct: 15, parts: 1, days: 1 },
};

function inWords(of: EvidenceFacts): { readonly vi: string; readonly en: string } {
  const steps = evidenceSteps(of);
  const join = (language: Language) => plain(steps.map((step) => step[language]).join('\n'));
  return { vi: join('vi'), en: join('en') };
}

const STOCK: SupplyRow = {
  store: 'sen/1',
  part: 'hoan-kiem',
  stockMilli: 12_000,
  supply: {
    stores: 1,
    stockMilli: 12_000,
    usualStockMilli: 80_000,
    demandPerDayMilli: 8_000,
    coveredStockMilli: 12_000,
    shortStores: 1,
    soldMilli: 0,
  },
};

describe('the steps from the rows to an alert', () => {
  test('take the middle one of an odd number, and the mean of the middle two of an even one', () => {
    expect(inWords(facts({})).en).toContain(
      'in the middle stands number 3: (118,000 VND − 100,000 VND) ÷ 100,000 VND = +18%.',
    );
    expect(inWords(facts({}, { prices: rows(15, 16.001, 19) })).vi).toContain(
      'mức thứ 2: (116.001 đ − 100.000 đ) ÷ 100.000 đ = +16,001 %',
    );
    expect(inWords(facts({}, { prices: rows(16, 18.5, 19, 30) })).en).toContain('their mean is +18.75%');
  });

  test('name the threshold, its level and how it was widened', () => {
    const { vi, en } = inWords(facts({ thresholdPct: 18.2 }));
    expect(vi).toContain(
      'Ngưỡng nội bộ của mức "khẩn cấp" khi giá tăng là 15 % (nới thành 18,2 % theo biến động thường ngày tại đây)',
    );
    expect(en).toContain(
      'The internal threshold for "crisis" of a rise is 15% (widened to 18.2% for the usual movement here)',
    );
  });

  test('tell what a volatile product usually moves by, and how far that may widen a threshold', () => {
    const { vi, en } = inWords(facts({ thresholdPct: 22.5, usualPct: 26.1 }));
    expect(vi).toContain('Biến động thường ngày tại đây là 26,1 %: ngưỡng nới đến mức đó, nhiều nhất là gấp 1,5.');
    expect(en).toContain('The usual movement here is 26.1%: thresholds widen to it, to 1.5 times themselves at most.');
    expect(inWords(facts({ thresholdPct: 15, usualPct: 5 })).en).not.toContain('usual movement');
  });

  test('tell what is usual on the day, and how it moves what is compared with', () => {
    const { vi, en } = inWords(facts({ habit: { days: ['weekday'], pct: 12 } }));
    expect(vi).toContain(
      'Nhịp giá tại đây: thường thấy +12 % vào ngày này trong tuần. Giá so sánh của mỗi điểm bán được dời về phía giá trong ngày của điểm đó, nhiều nhất bằng mức này.',
    );
    expect(en).toContain(
      'By habit here +12% is usual for this weekday: what an outlet is compared with is moved towards its price of the day, by that much at most.',
    );
    const both = inWords(facts({ habit: { days: ['weekday', 'lunar-day'], pct: -8.5 } }));
    expect(both.vi).toContain('thường thấy −8,5 % vào ngày này trong tuần và dịp mùng một và rằm âm lịch');
    expect(both.en).toContain('−8.5% is usual for this weekday and for the 1st and 15th of the lunar month');
    expect(inWords(facts({})).vi).not.toContain('Nhịp giá');
  });

  test('name the outlets that are silent for so long that only their number counts', () => {
    const { vi, en } = inWords(facts({}, { agreement: { ...AGREEMENT, longSilent: 2 } }));
    expect(vi).toContain('Thêm 2 điểm chưa báo đã hơn 7 ngày: không tính giá, nhưng trong 21 ngày vẫn được kể');
    expect(en).toContain('Another 2 have been silent for more than 7 days: no price of theirs counts, but for 21 days');
    expect(inWords(facts({})).en).not.toContain('silent for more');
  });

  const slow = { ...AGREEMENT, needed: { stores: 1, retailers: 1, changePct: 15, parts: 1, days: 2 } };

  test('say that a place with few stores needed a second day, and whose threshold it was', () => {
    const { vi, en } = inWords(facts({ thresholdLevel: 'alert' }, { agreement: slow, prices: rows(40) }));
    expect(vi).toContain('hai ngày báo cáo liên tiếp');
    expect(en).toContain('two reporting days in a row');
    expect(en).toContain('The internal threshold for "alert" of a rise is 15%');
    expect(inWords(facts({})).en).not.toContain('two reporting days');
  });

  test('say how far a rise of two days had to go in each outlet', () => {
    const needed = { ...slow.needed, changePct: 10 };
    const { vi, en } = inWords(facts({}, { agreement: { ...slow, needed } }));
    expect(vi).toContain('tăng từ hai phần ba ngưỡng (10 %) trở lên');
    expect(en).toContain('have risen by two thirds of the threshold (10%) or more');
  });

  test('say why one of two outlets was enough', () => {
    const { vi, en } = inWords(facts({}, { agreement: { ...slow, isOneOfTwo: true } }));
    expect(vi).toContain(
      'Ở đây chỉ có hai điểm bán mặt hàng này: một điểm là đủ khi mức ở giữa đạt từ 1,25 lần ngưỡng.',
    );
    expect(en).toContain('one is enough where the middle reaches 1.25 times the threshold.');
    expect(inWords(facts({}, { agreement: slow })).en).not.toContain('one is enough');
  });

  test('say how many outlets take part in a fall, and that it is else only watched', () => {
    const fall = { falling: 4, compared: 5, retailers: 3, usualChangePct: -16, isWatchOnly: false };
    const full = inWords(facts({}, { agreement: { ...AGREEMENT, fall } }, { direction: 'down' }));
    expect(full.en).toContain('against its usual price (−16%) at least: here 4 of 5 outlets, and 3 retailers.');
    expect(full.vi).toContain('hơn 66,7 % số điểm bán cùng giảm');
    expect(full.vi).toContain('so với giá quen thuộc (−16 %): ở đây là 4/5 điểm bán, 3 đơn vị.');
    const half = { ...fall, falling: 3, retailers: 1, isWatchOnly: true };
    const watched = inWords(facts({}, { agreement: { ...AGREEMENT, fall: half } }, { direction: 'down' }));
    expect(watched.en).toContain(
      'here 3 of 5 outlets, and 1 retailer, so that it is only watched: it may be a promotion.',
    );
    expect(watched.vi).toContain('ở đây là 3/5 điểm bán, 1 đơn vị, nên chỉ theo dõi: có thể là khuyến mại.');
  });

  test('say which outlets are silent and count with what they said last', () => {
    const prices = rows(10, 16, 18, 20, 31).map((row, index) => ({ ...row, daysAgo: index === 1 ? 2 : 0 }));
    const { vi, en } = inWords(facts({}, { prices }));
    expect(vi).toContain(
      'có 4 điểm bán báo giá bán lẻ và 1 điểm chưa báo, được tính theo giá báo gần nhất trong 7 ngày; so sánh được 5 điểm.',
    );
    expect(en).toContain(
      '4 outlets reported a retail price and 1 had not, which count with what they said last within 7 days; 5 can be compared.',
    );
    expect(vi).toContain('trung vị của 4 giá trong ngày');
  });

  test('say that a drift needed a second day because it is slow', () => {
    const { vi, en } = inWords(facts({ rung: 'drift', lagDays: 30 }, { agreement: slow }));
    expect(vi).toContain('Biến động diễn ra chậm nên chỉ được xác nhận khi hai ngày');
    expect(en).toContain('A drift is slow, so two reporting days');
  });

  test('count stores, retailers by half of their stores, and places where a place is made of places', () => {
    const agreement = { ...AGREEMENT, needed: { ...AGREEMENT.needed, parts: 2 } };
    const { vi, en } = inWords(facts({}, { agreement }));
    expect(vi).toContain(
      '4/5 điểm bán, ở 2 địa bàn bên trong đạt hoặc vượt ngưỡng, cũng như 4/5 đơn vị, mỗi đơn vị tính khi ít nhất một nửa số điểm bán của mình như vậy. Cần: ít nhất 3 điểm bán và 3 đơn vị, ở ít nhất 2 địa bàn bên trong.',
    );
    expect(en).toContain(
      '4 of 5 outlets, in 2 places inside have reached the threshold, and so have 4 of 5 retailers, each with at least half of its outlets. Needed: at least 3 outlets and 3 retailers, in at least 2 places inside.',
    );
  });

  test('over a ceiling take the middle of the excesses alone, and ask for no share', () => {
    const above = rows(1, 2, 4).map((row) => ({ ...row, isBeyond: true }));
    const under = { ...rows(-3)[0], rank: undefined } as PriceRow;
    const { en } = inWords(facts({ rung: 'ceiling', thresholdPct: 0 }, { prices: [under, ...above] }));
    expect(en).toContain('Sort the 3 excesses over the ceiling');
    expect(en).toContain('= +2%');
    expect(en).toContain('outlets have passed the ceiling');
  });

  test('add up stock and sales where goods are scarce', () => {
    const { vi, en } = inWords(
      facts({ rung: 'cover' }, { agreement: slow, supplies: [STOCK, { ...STOCK, store: 'mai/1' }] }),
    );
    expect(vi).toContain('24 kg ÷ 16 kg mỗi ngày = 1,5 ngày; cần dưới 3 ngày');
    expect(en).toContain('2 of 2 outlets are short. Needed: at least 1.');
    expect(en).toContain('below 60% of its own usual stock');
    expect(en).toContain('two reporting days in a row');
  });

  test('of a monthly indicator say that the rows of the day are no sum of it', () => {
    const { vi, en } = inWords(facts({ rung: 'alps', month: '2026-10', score: 1.4 }));
    expect(vi).toContain('giá bình quân tháng đến tháng 10/2026');
    expect(en).toContain('ALPS');
  });

  test('have words for every rung and direction, and accuse nobody', () => {
    for (const rung of RUNGS) {
      for (const direction of ['up', 'down'] as const) {
        for (const isSame of [true, false]) {
          const evidence = { rung, lagDays: 30, seasonPct: -3.2, month: '2026-10', score: 1.2 };
          const { vi, en } = inWords(facts(evidence, { isSame, supplies: [STOCK] }, { direction }));
          expect(`${vi}${en}`).not.toMatch(/undefined|NaN|vi phạm|violat/i);
          expect(vi.normalize('NFC')).toBe(vi);
        }
      }
    }
  });
});
