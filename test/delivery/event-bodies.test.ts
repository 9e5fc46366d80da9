import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { eventBody } from '#delivery/bodies/event-body.ts';
import { slackBlocks } from '#delivery/bodies/slack-blocks.ts';
import { teamsCard } from '#delivery/bodies/teams-card.ts';
import { zaloTemplate } from '#delivery/bodies/zalo-template.ts';
import { writeEventMessage } from '#delivery/event-message.ts';
import { LANGUAGES, type Language } from '#domain/language.ts';
import { EVENT_NEWS, type EventNews } from '#domain/notification/event-news.ts';
import { kilograms, STORM_MORNING, stormNews, toldStorm } from '#support/storm-news.ts';

const ajv = new Ajv2020({ allErrors: true });
addFormats.default(ajv);

/** What a stored schema says against a body; nothing where it is as documented. */
function complaintsOf(schema: string) {
  const validate = ajv.compile(JSON.parse(readFileSync(schema, 'utf8')));
  return (body: unknown): string[] => {
    validate(JSON.parse(JSON.stringify(body)));
    return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  };
}

function write(
  changes: Partial<EventNews> = {},
  language: Language = 'vi',
  pages: string | undefined = 'https://binh-on.example',
) {
  return writeEventMessage(toldStorm(changes, language), pages);
}

const LONG = `${'Hợp tác xã nông nghiệp sạch '.repeat(8)}<!here> [x](http://x) *_~\``;
const CROWDED: Partial<EventNews> = {
  owner: { name: LONG, since: STORM_MORNING },
  supply: {
    missing: [kilograms(5)],
    covered: [kilograms(4)],
    calls: Array.from({ length: 40 }, () => ({
      name: LONG,
      contact: LONG,
      phone: '0900 000 100',
      amounts: [kilograms(1)],
    })),
  },
  verify: {
    count: 3000,
    shops: Array.from({ length: 20 }, () => ({
      name: LONG,
      address: LONG,
      place: LONG,
      product: 'x',
      price: 1,
      usual: 1,
    })),
  },
};
const BARE = (() => {
  const { supply: _supply, verify: _verify, escalatesAt: _at, ...news } = stormNews();
  return writeEventMessage({ ...toldStorm(), news });
})();
const MESSAGES = [
  ...EVENT_NEWS.flatMap((kind) => LANGUAGES.map((language) => write({ kind, ending: { on: '2026-12-03' } }, language))),
  write(CROWDED),
  BARE,
];

describe('a body for', () => {
  test('our own signed webhook is as its published schema says, in form 1', () => {
    const complaints = complaintsOf('docs/schemas/event-message-1.json');
    for (const message of MESSAGES) expect(complaints(eventBody(message))).toEqual([]);
    expect(eventBody(write({ version: 4 }))).toMatchObject({
      form: 'binh-on.event/1',
      id: 'leaf-vegetables-up-2026-11-29-1-mail-lan',
      kind: 'opened',
      event: {
        id: 'leaf-vegetables-up-2026-11-29',
        version: 4,
        level: 'crisis',
        goods: [
          { product: '01.0014', name: 'Cải xanh', middle: { price: 32_500, comparedWith: 18_700 } },
          {},
          {},
          {},
          {},
        ],
      },
      supply: {
        missing: [
          { unit: 'bó', quantity: 4830 },
          { unit: 'kg', quantity: 3260 },
        ],
      },
      verify: { count: 50 },
      subject: '[KHẨN CẤP] Rau ăn lá +68–74 % · 10 phường · thiếu 4.830 bó, 3.260 kg',
    });
    expect(complaints({ ...eventBody(write()), kind: 'unheard-of' })).not.toEqual([]);
  });

  test('Microsoft Teams is a card of at most 28 KB in which names bring no links', () => {
    const complaints = complaintsOf('test/delivery/schemas/teams-workflow-message.json');
    for (const message of MESSAGES) {
      const card = teamsCard(message);
      expect(complaints(card)).toEqual([]);
      expect(Buffer.byteLength(JSON.stringify(card))).toBeLessThan(28 * 1024);
    }
    const crowded = JSON.stringify(teamsCard(write(CROWDED)));
    expect(crowded).toContain('\\\\[x\\\\](http');
    expect(JSON.stringify(teamsCard(write()))).toContain('0900 000 114');
  });

  test('Slack is blocks within its limits in which names mention nobody', () => {
    const complaints = complaintsOf('test/delivery/schemas/slack-message.json');
    for (const message of MESSAGES) expect(complaints(slackBlocks(message))).toEqual([]);
    expect(JSON.stringify(slackBlocks(write(CROWDED)))).not.toContain('<!here>');
    expect(JSON.stringify(slackBlocks(write()))).toContain('<tel:+84900000114|0900 000 114>');
  });

  test('a Zalo-like gateway is a template and parameters as long as they may be', () => {
    const complaints = complaintsOf('test/delivery/schemas/zns-template-message.json');
    const to = { phone: '0900 000 100', template: '375847' };
    for (const message of MESSAGES) expect(complaints(zaloTemplate(message, to))).toEqual([]);
    expect(zaloTemplate(write(), to)).toMatchObject({
      phone: '84900000100',
      template_data: {
        muc: 'Khẩn cấp',
        mat_hang: 'Rau ăn lá',
        bien_dong: '+68–74 %',
        dia_ban: '10 phường',
        viec: 'Nhận việc: chưa ai nhận; 05:58 báo phụ trách.',
      },
    });
    expect(zaloTemplate(write(), { ...to, phone: 'gọi anh Ba' })).toBeUndefined();
  });

  test('the same delivery is the same, and of another has another id', () => {
    const to = { phone: '0900 000 100', template: '1' };
    expect(zaloTemplate(write(), to)).toEqual(zaloTemplate(write(), to));
    const told = toldStorm();
    const other = writeEventMessage({ ...told, delivery: { ...told.delivery, id: 'another' } });
    expect(zaloTemplate(other, to)).not.toMatchObject({
      tracking_id: (zaloTemplate(write(), to) as { tracking_id: string }).tracking_id,
    });
  });
});
