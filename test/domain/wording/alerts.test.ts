import { describe, expect, test } from 'vitest';
import { DEFAULT_DETECTION } from '#catalog/default-detection.ts';
import { type Alert, noDataSince } from '#domain/alert/alert.ts';
import type { Episode, Evidence } from '#domain/detection/episode.ts';
import { RUNGS } from '#domain/level.ts';
import { clearsWhen, explainAlert } from '#domain/wording/alerts.ts';
import { anAlert, anEpisode, PORK, someEvidence } from '#support/small-city.ts';

const facts = (alert: Alert) => ({
  alert,
  product: PORK,
  placeName: { vi: 'Phường Hoàn Kiếm', en: 'Hoan Kiem Ward' },
  settings: DEFAULT_DETECTION,
});
const alertWith = (evidence: Partial<Evidence>, episode: Partial<Episode> = {}, alert: Partial<Alert> = {}) =>
  anAlert({ ...alert, episode: anEpisode({ ...episode, evidence: someEvidence(evidence) }) });
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('an explanation', () => {
  test('holds every number that an officer needs, as each language writes them', () => {
    const { vi, en } = explainAlert(facts(alertWith({})));
    expect(plain(vi)).toBe(
      'Giá bán lẻ Thịt lợn nạc thăn tại Phường Hoàn Kiếm ngày 23/11/2026 là 172.000 đ/kg, tăng 18,4 % so với giá quen thuộc của từng điểm bán (trung vị tối đa 28 ngày báo cáo trước, 145.250 đ/kg); 14/20 điểm bán vượt ngưỡng nội bộ 15 % của mức "khẩn cấp". Tồn kho đang giảm: dấu hiệu khan hiếm cục bộ. Đề nghị xác minh.',
    );
    for (const number of ['172,000', '145,250', '18.4%', '14 of 20', '15%']) expect(en).toContain(number);
  });

  test('is told by the middle shop, whose two prices divide to the number that stands beside them', () => {
    const middle = { store: 'hoa-sen/1', price: 15_800, comparedWith: 9_300, changePct: 69.892473118 } as const;
    const { vi, en } = explainAlert(
      facts(alertWith({ middle, changePct: 71.2, thresholds: { watch: 5, alert: 10, crisis: 15 } })),
    );
    expect(plain(vi)).toBe(
      'Giá bán lẻ Thịt lợn nạc thăn tại Phường Hoàn Kiếm ngày 23/11/2026 tăng 70 % so với giá quen thuộc của từng điểm bán (trung vị tối đa 28 ngày báo cáo trước): điểm bán đứng giữa 9.300 → 15.800 đ/kg; 14/20 điểm bán vượt ngưỡng nội bộ 15 % của mức "khẩn cấp". Tồn kho đang giảm: dấu hiệu khan hiếm cục bộ. Đề nghị xác minh.',
    );
    expect(plain(en)).toContain(
      "was up 70% against each outlet's own usual price (median of at most 28 earlier reporting days): the middle outlet 9,300 → 15,800 VND/kg; 14 of 20",
    );
    // Neither the medians nor the median change stand beside it.
    expect(`${vi} ${en}`).not.toMatch(/172[.,]000|145[.,]250|71/);
  });

  test('names the farthest shop, too, where the middle one of few is not beyond the threshold itself', () => {
    const furthest = [{ store: 'a/2', price: 130_000, comparedWith: 100_000, changePct: 30 }] as const;
    const words = (changePct: number, price: number) => {
      const middle = { store: 'a/1', price, comparedWith: 100_000, changePct } as const;
      return plain(explainAlert(facts(alertWith({ middle, furthest, reporting: 2, agreeing: 1 }))).vi);
    };
    expect(words(9, 109_000)).toContain(
      'tăng 9 % so với giá quen thuộc của từng điểm bán (trung vị tối đa 28 ngày báo cáo trước): điểm bán đứng giữa 100.000 → 109.000 đ/kg, điểm xa nhất 100.000 → 130.000 đ/kg (+30 %);',
    );
    expect(words(0, 100_000)).toContain('tăng đến 30 % so với');
    expect(words(16, 116_000)).not.toContain('xa nhất');
  });

  test.each<[Partial<Evidence>, Partial<Alert>, string, string]>([
    [{ rung: 'ceiling' }, {}, 'giá trần đang áp dụng', 'ceiling in force'],
    [{ rung: 'drift', lagDays: 30 }, {}, 'khoảng 30 ngày trước', 'about 30 days before'],
    [{ rung: 'cover', cause: 'early-warning' }, {}, 'chỉ còn đủ bán khoảng 2 ngày', 'last only about 2 days'],
    [{ cause: 'margin', changePct: -9.5 }, { direction: 'down' }, 'giảm 9,5 %', 'down 9.5%'],
  ])('says what fired: %j', (evidence, alert, vi, en) => {
    const text = explainAlert(facts(alertWith(evidence, {}, alert)));
    expect(plain(text.vi)).toContain(vi);
    expect(plain(text.en)).toContain(en);
  });

  test('says what is usual on the day by the calendar', () => {
    const { vi, en } = explainAlert(facts(alertWith({ habit: { days: ['lunar-day'], pct: 12 } })));
    expect(plain(vi)).toContain(
      'Nhịp giá tại đây: thường thấy +12 % vào dịp mùng một và rằm âm lịch, đã được tính vào giá so sánh.',
    );
    expect(plain(en)).toContain(
      'By habit here +12% is usual for the 1st and 15th of the lunar month; it is counted in what prices are compared with.',
    );
    expect(explainAlert(facts(alertWith({}))).en).not.toContain('By habit');
  });

  test('names the own threshold and what it was widened to, and why', () => {
    const words = (evidence: Partial<Evidence>) => {
      const { vi, en } = explainAlert(facts(alertWith(evidence)));
      return [plain(vi), plain(en)].map(
        (text) => /(?:ngưỡng nội bộ|internal threshold of) ([^"]*?) (?:của mức|for) "/.exec(text)?.[1],
      );
    };
    expect(words({ ownThresholdPct: 15, thresholdPct: 15 })).toEqual(['15 %', '15%']);
    expect(words({ ownThresholdPct: 15, thresholdPct: 18.2 })).toEqual([
      '15 % (nới thành 18,2 % theo biến động thường ngày tại đây)',
      '15% (widened to 18.2% for the usual movement here)',
    ]);
    const lag = Math.sqrt(30 / 15);
    expect(words({ rung: 'drift', lagDays: 30, ownThresholdPct: 15, thresholdPct: 15 * lag })).toEqual([
      '15 % (nới thành 21,2 % theo quãng 30 ngày)',
      '15% (widened to 21.2% for a span of 30 days)',
    ]);
    expect(words({ rung: 'drift', lagDays: 30, ownThresholdPct: 15, thresholdPct: 18.2 * lag })).toEqual([
      '15 % (nới thành 25,7 % theo biến động thường ngày tại đây và quãng 30 ngày)',
      '15% (widened to 25.7% for the usual movement here and a span of 30 days)',
    ]);
  });

  test('of a time before own thresholds were noted names the threshold alone', () => {
    const { ownThresholdPct: _, ...before } = someEvidence();
    const alert = anAlert({ episode: anEpisode({ evidence: before as Evidence }) });
    expect(plain(explainAlert(facts(alert)).vi)).toContain('ngưỡng nội bộ 15 % của mức');
  });

  test('says that the change is no ratio of the two prices, exactly where their ratio would be told as another figure', () => {
    const vi = 'chia hai giá trên có thể ra số khác';
    const en = 'dividing the two prices may give another figure';
    for (const rung of ['ceiling', 'trailing', 'drift', 'season'] as const) {
      const other = explainAlert(facts(alertWith({ rung, lagDays: 15, changePct: 17.1 })));
      expect(other.vi).toContain(vi);
      expect(other.en).toContain(en);
    }
    for (const evidence of [{}, { rung: 'cover', changePct: 0 }] as const) {
      const same = explainAlert(facts(alertWith(evidence)));
      expect(`${same.vi} ${same.en}`).not.toMatch(new RegExp(`${vi}|${en}`));
    }
  });

  test('asks to verify and never accuses', () => {
    for (const rung of RUNGS) {
      for (const cause of ['scarcity', 'margin', 'early-warning', 'price-only'] as const) {
        for (const direction of ['up', 'down'] as const) {
          const { vi, en } = explainAlert(facts(alertWith({ rung, cause, lagDays: 15 }, {}, { direction })));
          expect(vi).toContain('Đề nghị xác minh');
          expect(en).toContain('Please verify');
          expect(`${vi} ${en}`).not.toMatch(/vi phạm|violat|undefined|NaN/i);
          expect(vi.normalize('NFC')).toBe(vi);
        }
      }
    }
  });

  test('of a withdrawn alert says that nothing is left to verify', () => {
    const { vi, en } = explainAlert(facts(alertWith({}, {}, { status: 'withdrawn' })));
    expect(vi).toContain('không còn căn cứ');
    expect(en).toContain('Nothing further to verify');
  });
});

describe('when an alert ends', () => {
  test.each<[string, Partial<Alert>, Partial<Episode>, Partial<Evidence>, string]>([
    ['while it is open', {}, {}, {}, '3 reporting days in a row with a move below the "watch" threshold'],
    ['while it recovers', { status: 'recovering' }, { calmDays: 2 }, {}, 'after 1 more reporting day with'],
    ['over a ceiling', {}, {}, { rung: 'ceiling' }, 'no price above the ceiling'],
    ['short of stock', {}, {}, { rung: 'cover' }, 'stock for 3 days or more'],
    [
      'once calm',
      { status: 'resolved' },
      { resolvedOn: '2026-11-26', resolution: 'calm' },
      {},
      'Ended on 26/11/2026: the price is back',
    ],
    [
      'at a new level',
      { status: 'resolved' },
      { resolvedOn: '2026-11-26', resolution: 'new-level' },
      {},
      'Ended on 26/11/2026: its present price counts as the new level from now on.',
    ],
    [
      'when nobody reports it any more',
      { status: 'resolved' },
      { resolvedOn: '2026-12-15', resolution: 'no-longer-reported' },
      {},
      'Ended on 15/12/2026: no data since 24/11/2026, so it could no longer be followed; the price now is not known.',
    ],
    ['after a correction', { status: 'withdrawn' }, {}, {}, 'figures were corrected'],
  ])('is told %s', (_, alert, episode, evidence, en) => {
    expect(clearsWhen(facts(alertWith(evidence, episode, alert))).en).toContain(en);
  });

  test('while there are no data, with the day since when there are none', () => {
    const silent = { ...facts(alertWith({})), noDataSince: '2026-11-24' };
    expect(explainAlert(silent).vi).toMatch(/ Chưa có số liệu từ ngày 24\/11\/2026\.$/);
    expect(explainAlert(silent).en).toMatch(/ No data since 24\/11\/2026\.$/);
    expect(clearsWhen(silent).vi).toContain(
      'Chưa có số liệu từ ngày 24/11/2026: nếu vẫn không có thì tự kết thúc ngày 15/12/2026. Tự kết thúc sau 3 ngày',
    );
  });

  test.each([
    ['open', 'calm', '2026-11-23', undefined],
    ['open', 'calm', '2026-11-24', undefined],
    ['open', 'calm', '2026-11-25', '2026-11-24'],
    ['recovering', 'calm', '2026-12-01', '2026-11-24'],
    ['resolved', 'calm', '2026-12-24', undefined],
    ['resolved', 'no-longer-reported', '2026-12-24', '2026-11-24'],
    ['withdrawn', 'calm', '2026-12-24', undefined],
  ] as const)(
    'an alert that is %s (%s) says on %s that it has no data since: %s',
    (status, resolution, today, since) => {
      expect(noDataSince(anAlert({ status, episode: anEpisode({ resolution }) }), today)).toBe(since);
    },
  );
});
