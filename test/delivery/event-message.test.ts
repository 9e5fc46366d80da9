import { describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { phoneLinks } from '#delivery/event-message/phone-links.ts';
import type { ToldEvent } from '#delivery/event-message/told-event.ts';
import { type EventMessage, writeEventMessage } from '#delivery/event-message.ts';
import type { Alert } from '#domain/alert/alert.ts';
import type { Evidence } from '#domain/detection/episode.ts';
import { faceOf } from '#domain/event/event-face.ts';
import { LANGUAGES, type Language } from '#domain/language.ts';
import { EVENT_NEWS, type EventNews, type EventNewsKind, isOver } from '#domain/notification/event-news.ts';
import { anAlert, anEpisode, someEvidence } from '#support/small-city.ts';
import {
  bunches,
  kilograms,
  STORM_MORNING,
  STORM_WARDS,
  stormFace,
  stormNews,
  toldStorm,
} from '#support/storm-news.ts';

const PAGES = 'https://binh-on.example';
const OWNER = { name: 'Trần Văn Bình', since: STORM_MORNING - 17 * 60_000 };

/** No-break spaces as plain ones, so that a sentence can be read here. */
function plain(text: string): string {
  return text.replaceAll('\u00a0', ' ');
}

/** What a reader of HTML sees, with a blank between elements. */
function seenIn(html: string): string {
  return html
    .replace(/^[\s\S]*<\/head>/, '')
    .replaceAll(/<!--[\s\S]*?-->/g, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}

function write(changes: Partial<EventNews> = {}, language: Language = 'vi'): EventMessage {
  return writeEventMessage(toldStorm(changes, language), PAGES);
}

/** What each kind of news brings with it. */
const OF_KIND: Readonly<Record<EventNewsKind, Partial<EventNews>>> = {
  opened: {},
  escalated: { toldLevel: 'alert' },
  spread: { toldLevel: 'crisis', newWards: STORM_WARDS.slice(0, 2) },
  'supply-found': { toldLevel: 'crisis', owner: OWNER },
  'goes-on': { toldLevel: 'crisis', silencedUntil: '2026-11-28' },
  reminder: { toldLevel: 'crisis', openedAt: STORM_MORNING - 42 * 60_000 },
  ended: { toldLevel: 'crisis', ending: { on: '2026-12-03', resolution: 'calm' } },
  closed: { toldLevel: 'crisis', ending: { isFalseAlarm: true, reason: 'promotion', by: OWNER.name } },
  withdrawn: { toldLevel: 'crisis' },
};

const EVERY_KIND = EVENT_NEWS.map((kind) => [kind, { kind, ...OF_KIND[kind] }] as const);

describe('the first message of a storm', () => {
  const { subject, text, sms } = write();

  test('has a subject that says how bad, what, how far, where and how much is missing', () => {
    expect(subject).toBe('[KHẨN CẤP] Rau ăn lá +68–74 % · 10 phường · thiếu 4.830 bó, 3.260 kg');
  });

  test('says in its first lines what happened, why to believe it, what to do and whom to call', () => {
    expect(plain(text).split('\n').slice(0, 21)).toEqual([
      '[Khẩn cấp] số liệu 29/11/2026, đã chốt',
      '',
      'Rau ăn lá tăng 68–74 % ở 10 phường; hàng còn đủ bán khoảng 1 ngày.',
      '',
      'Bắt đầu từ 29/11/2026. 41–46 trên 60 điểm bán của 5 đơn vị vượt ngưỡng nội bộ 60 %. Đề nghị xác minh.',
      '',
      'Cải xanh: 18.700 → 32.500 đ/kg (+74 %)',
      'Cải ngọt: 17.700 → 30.500 đ/kg (+72 %)',
      'Rau muống: 9.300 → 15.800 đ/bó (+70 %)',
      'Mồng tơi: 8.100 → 13.600 đ/bó (+68 %)',
      'Rau ngót: 9.000 → 15.100 đ/bó (+68 %)',
      'Giá của điểm bán đứng giữa, so với giá quen thuộc của chính điểm đó.',
      '',
      'VIỆC CẦN LÀM',
      '1. Nhận việc: chưa ai nhận; 05:58 báo phụ trách.',
      '2. Gọi 3 nguồn xin chuyển hàng (bù 4.490/4.830 bó, 93 %; 2.565/3.260 kg, 79 % phần đang thiếu):',
      '   HTX rau Ngoại Thành, Nguyễn Thị Mận',
      '   0900 000 114: 2.280 bó, 1.665 kg',
      '   Chợ đầu mối Bến Mẫu, Lương Quốc Đạt',
      '   0900 000 113: 1.435 bó, 780 kg',
      '   HTX rau an toàn Bãi Bồi, Ngô Văn Tài',
    ]);
  });

  test('names the shops to verify with address, place, telephone, price and usual price', () => {
    expect(plain(text)).toContain(
      [
        '3. Xác minh 50 điểm bán (lệch nhiều nhất xếp trước):',
        '   Ban quản lý các chợ Quê, 12 phố Mẫu, Phường Ba Đình, Đỗ Thị Lụa',
        '   0900 000 121: Rau muống 18.100 đ/bó, thường 8.600 đ/bó',
      ].join('\n'),
    );
    expect(plain(text)).toContain('chưa có số điện thoại: Mồng tơi 15.200 đ/bó, thường 7.900 đ/bó');
    expect(text).toContain('Và 47 điểm bán khác ở trang sự kiện.');
  });

  test('ends with the link, the id and what it is', () => {
    expect(text).toContain(`Mở sự kiện: ${PAGES}/su-kien/leaf-vegetables-up-2026-11-29`);
    expect(text).toContain('Mã sự kiện: leaf-vegetables-up-2026-11-29');
    expect(text).toContain('không kết luận về bất kỳ cơ sở nào');
  });

  test('is a text message too: what, where, what to do and the link', () => {
    expect(sms).toBe(
      'KHAN CAP: Rau an la +68-74% o 10 phuong. Nhan viec, goi 3 nguon, xac minh 50 diem: https://binh-on.example/su-kien/leaf-vegetables-up-2026-11-29',
    );
  });
});

describe('a message of any kind', () => {
  const messages = EVERY_KIND.flatMap(([kind, changes]) =>
    LANGUAGES.map((language) => [kind, language, write(changes, language)] as const),
  );

  test.each(messages)('%s in %s says the same as text and as HTML', (_kind, _language, { page, text, html }) => {
    const seen = seenIn(html);
    const said = [page.tag, page.figuresOf, page.sentence, page.whatIsNew, page.grounds, page.nothingToDo];
    for (const words of said.flatMap((each) => each ?? [])) {
      expect(text).toContain(words);
      expect(plain(seen)).toContain(plain(words));
    }
    for (const { name, says } of page.tasks.flatMap(({ callees }) => callees)) {
      for (const words of [name, says]) {
        expect(text).toContain(words);
        expect(plain(seen)).toContain(plain(words));
      }
    }
  });

  test.each(messages)(
    '%s in %s holds nothing that nobody meant to say',
    (_kind, _language, { subject, text, html, sms }) => {
      for (const said of [subject, text, seenIn(html), sms ?? 'none']) {
        expect(said).not.toMatch(/undefined|NaN|\[object|Infinity|\bnull\b/);
        expect(said.normalize('NFC')).toBe(said);
        expect(said.toLowerCase()).not.toMatch(/vi phạm|violat|găm hàng|đầu cơ/);
      }
      expect(text).not.toMatch(/[^\n ] {2,}|[ \t]\n| [,.;:]/);
    },
  );

  test.each(messages)('%s in %s is in its language alone', (_kind, language, { text }) => {
    const other = { vi: /\b(shops?|nobody|verify|what to do)\b/i, en: /điểm bán|chưa ai|việc cần làm|số liệu/i };
    expect(text).not.toMatch(other[language]);
  });

  test.each(messages)('%s in %s is laid out for mail programs', (_kind, language, { html }) => {
    expect(html).toMatch(new RegExp(`^<!DOCTYPE html PUBLIC [^>]+>\n<html [^>]*lang="${language}"`));
    expect(html).not.toMatch(/display:\s*(flex|grid)|<img|<script|position:/);
    // No bare tag of layout: every style stands on its element.
    for (const [tag] of html.matchAll(/<(?:p|h1|h2|a)\b[^>]*>/g)) expect(tag).toContain('style="');
    for (const [link] of html.matchAll(/<a\b[^>]*>/g)) expect(link).toMatch(/line-height:42px|padding:12px 20px/);
    expect(Buffer.byteLength(html)).toBeLessThan(102_400); // Gmail cuts what is longer
  });

  test('says what is new since the last one', () => {
    const newIn = (kind: EventNewsKind, more: Partial<EventNews> = {}) =>
      plain(write({ kind, ...OF_KIND[kind], ...more }).page.whatIsNew ?? '');
    expect(newIn('opened')).toBe('');
    expect(newIn('escalated')).toBe('Mới: từ mức cảnh báo lên mức khẩn cấp.');
    expect(newIn('spread')).toBe('Mới: lan sang Phường Ba Đình, Phường Ngọc Hà; nay ở 10 phường.');
    expect(newIn('spread', { newWards: STORM_WARDS })).toBe('Mới: lan rộng, nay ở 10 phường.');
    expect(newIn('supply-found')).toBe('Mới: đã tìm được 3 nguồn hàng, đủ 93 % số bó, 79 % số kg.');
    expect(newIn('goes-on')).toBe('Mới: đã hết hạn tạm im (28/11/2026), biến động vẫn tiếp diễn.');
    expect(newIn('reminder')).toBe('Nhắc việc: sau 42 phút chưa ai nhận.');
    expect(newIn('reminder', { owner: OWNER })).toBe(
      'Nhắc việc: Trần Văn Bình nhận lúc 05:12; từ đó hệ thống chưa ghi nhận việc nào.',
    );
  });

  test('says of an end what happened, since when, and that nothing more is to be done', () => {
    for (const [kind, changes] of EVERY_KIND.filter(([each]) => isOver(each))) {
      const { page, text } = write(changes);
      expect(page.tasks, kind).toEqual([]);
      expect(plain(text)).toContain('29/11/2026');
      expect(plain(text)).toContain('Nội dung đã báo: Rau ăn lá tăng 68–74 % ở 10 phường');
      expect(text).toContain('\nKhông cần làm gì thêm.\n');
      expect(text).not.toContain('0900');
    }
    expect(plain(write({ kind: 'ended', ...OF_KIND.ended }).page.grounds)).toContain(
      'Bắt đầu từ 29/11/2026, kết thúc 03/12/2026. Giá đã về gần mức quen thuộc.',
    );
    expect(write({ kind: 'closed', ...OF_KIND.closed }).page.grounds).toContain(
      'Trần Văn Bình báo là báo động giả: khuyến mại. Nếu lên mức cao hơn, hệ thống sẽ báo lại.',
    );
  });

  test('does not call calm what nobody reports any more', () => {
    const { subject, text } = write({ kind: 'ended', ending: { on: '2026-12-20', resolution: 'no-longer-reported' } });
    expect(subject).toContain('[KHÔNG CÒN SỐ LIỆU]');
    expect(text).toContain('không biết giá hiện nay');
    expect(text).not.toMatch(/đã hết biến động|đã về gần/);
  });
});

describe('where facts are missing', () => {
  const bare = () => {
    const { supply: _supply, verify: _verify, escalatesAt: _at, figures: _figures, ...news } = stormNews();
    return news;
  };

  test('the message says the honest thing', () => {
    const { text, subject } = writeEventMessage({ ...toldStorm(), news: bare() });
    expect(subject).toBe('[KHẨN CẤP] Rau ăn lá +68–74 % · 10 phường');
    expect(text).toContain('1. Nhận việc: chưa ai nhận.');
    expect(text).toContain('2. Tìm nguồn hàng: chưa có phương án kết nối; cần hỏi đầu mối cung ứng.');
    expect(text).toContain('3. Xác minh: danh sách điểm bán ở trang sự kiện.');
    expect(text).toContain('[Khẩn cấp] số liệu 29/11/2026\n');
    expect(text).not.toContain('http');
  });

  test('supply that was looked for and not found is told with what is missing', () => {
    const supply = { missing: [bunches(4830), kilograms(3260)], covered: [], calls: [] };
    expect(plain(write({ supply }).text)).toContain(
      '2. Tìm nguồn hàng: chưa tìm được nguồn nào cho 4.830 bó, 3.260 kg còn thiếu; cần liên hệ đầu mối cung ứng.',
    );
  });

  test('nothing is missing, and nothing is left to verify', () => {
    const { text } = write({ supply: { missing: [], covered: [], calls: [] }, verify: { count: 0, shops: [] } });
    expect(text).toContain('2. Tìm nguồn hàng: số liệu tồn kho chưa cho thấy phải điều thêm hàng.');
    expect(text).toContain('3. Xác minh: không còn điểm bán nào chờ xác minh.');
  });

  test('who is on it is named, and past hours are not told as coming', () => {
    expect(write({ owner: OWNER }).text).toContain('1. Đã nhận việc: Trần Văn Bình, lúc 05:12.');
    const past = write({ escalatesAt: STORM_MORNING - 60_000, escalatesTo: 'director' });
    expect(past.text).toContain('1. Nhận việc: chưa ai nhận; đã đến giờ báo lãnh đạo (05:28).');
    const yesterday = write({ owner: { ...OWNER, since: STORM_MORNING - 24 * 3_600_000 } });
    expect(yesterday.text).toContain('Trần Văn Bình, lúc 05:29 ngày 28/11/2026.');
  });

  test('older evidence without a middle shop gives no two prices', () => {
    const { goods, ...face } = stormFace();
    const older = goods.map(({ evidence: { middle: _m, furthest: _f, ...evidence }, ...good }) => ({
      ...good,
      evidence,
    }));
    const { text, page } = write({ face: { ...face, goods: older } });
    expect(page.prices.every(({ prices }) => prices === undefined)).toBe(true);
    expect(plain(text)).toContain('Cải xanh: +74 %\n');
    expect(text).toContain('số liệu cũ chưa lưu điểm bán đứng giữa');
  });
});

describe('numbers that stand together', () => {
  test('can be recomputed from each other', () => {
    const { page, text } = write();
    const numberIn = (words: string) => Number(words.replaceAll('.', ''));
    for (const { prices = '', change } of page.prices) {
      const [from = 0, to = 0] = [...plain(prices).matchAll(/[\d.]+/g)].map(([digits]) => numberIn(digits));
      expect(plain(change)).toBe(`+${Math.round(100 * (to / from - 1))} %`);
    }
    const amounts = (unit: string, among: string) =>
      [...plain(among).matchAll(new RegExp(`([\\d.]+) ${unit}`, 'g'))].map(([, digits = '']) => numberIn(digits));
    const calls = page.tasks[1]?.callees.map(({ says }) => says).join('; ') ?? '';
    for (const unit of ['bó', 'kg']) {
      const sum = amounts(unit, calls).reduce((total, each) => total + each, 0);
      const [, covered = '', missing = '', percent = ''] =
        new RegExp(`([\\d.]+)/([\\d.]+) ${unit}, (\\d+) %`).exec(plain(text)) ?? [];
      expect(numberIn(covered)).toBe(sum);
      expect(Math.round((100 * sum) / numberIn(missing))).toBe(Number(percent));
      const left = new RegExp(`Chưa có nguồn: .*?([\\d.]+) ${unit}`).exec(plain(text))?.[1] ?? '';
      expect(numberIn(missing) - numberIn(covered)).toBe(numberIn(left));
    }
  });

  test('a share is 100 only where nothing is left, and 0 only where there is nothing', () => {
    const share = (covered: number) => {
      const supply = {
        missing: [kilograms(10_000)],
        covered: [kilograms(covered)],
        calls: stormNews().supply?.calls ?? [],
      };
      return /, (\d+) %/.exec(plain(write({ supply }).page.tasks[1]?.says ?? ''))?.[1];
    };
    expect([0, 1, 9_999, 10_000].map(share)).toEqual(['0', '1', '99', '100']);
  });

  test('the calls that are not named are summed', () => {
    const call = { name: 'HTX', phone: '0900 000 100', amounts: [kilograms(10)] };
    const supply = {
      missing: [kilograms(100)],
      covered: [kilograms(60)],
      calls: Array.from({ length: 6 }, () => call),
    };
    expect(plain(write({ supply }).text)).toContain('Và 2 nguồn khác: 20 kg; xem trang sự kiện.');
  });
});

describe('an event of one good', () => {
  const one = (evidence: Partial<Evidence>, changes: Partial<Alert> = {}) => {
    const { supply: _supply, verify: _verify, ...news } = stormNews();
    const { direction = 'up', level = 'alert' } = changes;
    const days = { openedOn: '2026-11-29', escalatedOn: '2026-11-29', lastDay: '2026-11-29' };
    const episode = anEpisode({ product: 'bo.0007', direction, level, ...days, evidence: someEvidence(evidence) });
    const alert = anAlert({ place: STORM_WARDS[0] ?? '', episode });
    const face = faceOf(hanoi, [alert]);
    return writeEventMessage({ ...toldStorm(), news: { ...news, strand: `bo.0007-${direction}`, face } }, PAGES);
  };
  const middle = (price: number, comparedWith: number) => {
    const changePct = 100 * (price / comparedWith - 1);
    return { changePct, middle: { store: 'a/b', price, comparedWith, changePct } } as const;
  };

  test('is told by its good and its ward, a fall by its sign', () => {
    const { subject, page } = one({ ...middle(5000, 9000), cause: 'margin', coverDays: 4 }, { direction: 'down' });
    expect(subject).toBe('[CẢNH BÁO] Rau muống −44 % · Phường Ba Đình');
    expect(page.tag).toBe('Cảnh báo giảm');
    expect(page.sentence).toBe('Rau muống giảm 44\u00a0% ở Phường Ba Đình.');
    expect(page.tasks.map(({ head }) => head)).toEqual(['Nhận việc', 'Xác minh']);
  });

  test('over a ceiling of the state names no threshold of ours', () => {
    const { subject, text } = one({ rung: 'ceiling', ...middle(21_900, 20_900), thresholdPct: 0 });
    expect(subject).toBe('[CẢNH BÁO] Rau muống trên giá trần 5 % · Phường Ba Đình');
    expect(plain(text)).toContain('14 trên 20 điểm bán của 6 đơn vị có giá trên giá trần. Đề nghị xác minh.');
    expect(plain(text)).toContain('Rau muống: 21.900 đ/bó, giá trần 20.900 đ/bó (+5 %)');
    expect(text).not.toMatch(/ngưỡng nội bộ \d/);
  });

  test('whose stock alone is short tells of days, and the same days everywhere', () => {
    const { subject, text, page } = one({ rung: 'cover', changePct: 0, cause: 'early-warning', coverDays: 1.8 });
    expect(subject).toBe('[CẢNH BÁO] Rau muống còn đủ bán khoảng 1,8 ngày · Phường Ba Đình');
    expect(plain(page.sentence)).toContain('còn đủ bán khoảng 1,8 ngày');
    expect(plain(text)).not.toMatch(/khoảng 2 ngày|\d %/);
  });
});

describe('names', () => {
  const odd = '<img src=x onerror="a()"> & \'co\' \u202egnol\u202c\u200f\nBcc: x';

  test('bring neither markup, nor marks that turn letters, nor lines of their own', () => {
    const news = stormNews({
      owner: { ...OWNER, name: odd },
      step: { kind: 'instead', since: STORM_MORNING, person: 'p-lan', name: odd },
      supply: { missing: [kilograms(1)], covered: [], calls: [{ name: odd, contact: odd, phone: odd, amounts: [] }] },
      verify: {
        count: 1,
        shops: [{ name: odd, address: odd, place: 'somewhere', product: 'some', price: 1, usual: 1 }],
      },
    });
    const renamed = new Map([...hanoi.places].map(([id, place]) => [id, { ...place, name: { vi: odd, en: odd } }]));
    const told: ToldEvent = { ...toldStorm(), news, catalogue: { ...hanoi, places: renamed } };
    const { subject, text, html, sms } = writeEventMessage(told, PAGES);
    expect(html).not.toContain('<img');
    expect(html.match(/overflow-wrap:anywhere/g)?.length).toBeGreaterThan(5);
    expect(html).toContain('&lt;img src=x onerror=');
    for (const said of [subject, text, html, sms ?? '']) {
      expect(said).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/);
      expect(said).not.toMatch(/^Bcc/m);
    }
  });

  test('keep their diacritics in mail and lose them in a text message', () => {
    const { text, html, sms = '' } = write({ owner: { ...OWNER, name: 'Nguyễn Hữu Đệ Ưởng' } });
    expect(text).toContain('Nguyễn Hữu Đệ Ưởng');
    expect(html).toContain('Nguyễn Hữu Đệ Ưởng');
    expect(sms).toMatch(/^[\x20-\x7e]+$/);
  });
});

describe('telephones', () => {
  test.each([
    ['0900 000 114', ['tel:+84900000114']],
    ['024.3825.1234', ['tel:+842438251234']],
    ['+84 (24) 3825-1234 máy lẻ 12', ['tel:+842438251234']],
    ['0900000114 / 024 38251234', ['tel:+84900000114', 'tel:+842438251234']],
    ['1900 1234', ['tel:19001234']],
    ['gọi anh Ba', [undefined]],
    ['"><script>', [undefined]],
    ['', []],
  ])('%s can be called where it is a number', (written, links) => {
    expect(phoneLinks(written).map(({ href }) => href)).toEqual(links);
  });

  test('every link of a message is valid', () => {
    const links = [...write().html.matchAll(/href="(tel:[^"]*)"/g)].map(([, href]) => href);
    expect(links).toHaveLength(5);
    for (const link of links) expect(link).toMatch(/^tel:\+\d{8,15}$/);
  });
});
