import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { DESKTOP, type DemoPages, demoPages, type OpenedPage, PHONE, type Reader } from './demo-pages.ts';
import { type NewOfficer, newOfficer } from './new-officer.ts';
import { settled } from './settled.ts';

const BA_DINH = '00004';
const NGOC_HA = '00008';
const HA_OF_NGOC_HA = 'Đặng Thu Hà';

let demo: DemoPages;
let ha: NewOfficer;
let id: string;
let opened: OpenedPage | undefined;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
  const person = { name: HA_OF_NGOC_HA, emails: ['ha@example.vn'], places: [NGOC_HA], group: 'lead' as const };
  ha = await newOfficer(demo, person);
  id = (await demo.as('duty')('GET /v1/events', { query: { limit: 1 } })).items[0]?.id ?? '';
});
afterAll(() => demo?.close());
afterEach(() => opened?.context.close());

async function open(path: string, reader: Reader, view = DESKTOP) {
  opened = await demo.open(path, view, reader);
  return opened.page;
}
const stores = async (place: string) =>
  (await demo.as('duty')('GET /v1/retailers', { query: { limit: 200 } })).items.flatMap((one) =>
    one.stores.filter((store) => store.place === place),
  );

/** Pages whose rows are of places, and how a shop is found there. */
const PAGES = [
  ['the shops to verify', () => `/su-kien/${id}/xac-minh`],
  ['an event', () => `/su-kien/${id}`],
  ['the plan', () => '/ket-noi?theo=nhan'],
  ['data', () => '/so-lieu'],
  ['stores', () => '/co-so?tim=tam-da'],
] as const;

describe('two people of two wards', () => {
  test.each(PAGES)('see their own shops and not those of the other: %s', async (_, path) => {
    for (const [reader, own, other] of [
      ['ward', BA_DINH, NGOC_HA],
      [ha, NGOC_HA, BA_DINH],
    ] as const) {
      const page = await open(path(), reader);
      await page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true");
      await settled(page);
      const text = (await page.locator('main').textContent()) ?? '';
      const named = async (place: string) => (await stores(place)).filter(({ name }) => text.includes(name));
      expect(await named(other)).toEqual([]);
      expect((await named(own)).length).toBeGreaterThan(0);
      await opened?.context.close();
    }
  });

  test.each([
    ['a good there', () => `/hang/bo.0007/${BA_DINH}`],
    ['data there', () => `/so-lieu?dia-ban=${BA_DINH}`],
    ['shops to verify there', () => `/su-kien/${id}/xac-minh?dia-ban=${BA_DINH}`],
    ['the morning there', () => `/?dia-ban=${BA_DINH}`],
    ['the plan there', () => `/ket-noi?dia-ban=${BA_DINH}`],
    ['the log there', () => `/nhat-ky?dia-ban=${BA_DINH}`],
    ['the map there', () => `/ban-do?dia-ban=${BA_DINH}`],
  ])('are told by a link to the place of the other that it is not theirs: %s', async (_, path) => {
    const page = await open(path(), ha);
    await page.getByText('Không có quyền xem.').first().waitFor();
    const text = (await page.locator('main').textContent()) ?? '';
    expect((await stores(BA_DINH)).filter(({ name }) => text.includes(name))).toEqual([]);
  });

  test('each verify their own shops, and neither reads in the log what the other did', async () => {
    for (const [reader, place] of [
      ['ward', BA_DINH],
      [ha, NGOC_HA],
    ] as const) {
      const page = await open(`/su-kien/${id}/xac-minh`, reader, PHONE);
      await page.getByRole('article').first().getByRole('button', { name: /^Đúng/ }).tap();
      await page.getByText('Đã gửi lúc').first().waitFor();
      await opened?.context.close();
      const { timeline } = await demo.as('duty')('GET /v1/events/{id}', { params: { id } });
      const last = timeline.findLast(({ kind }) => kind === 'verified');
      expect((await stores(place)).map((store) => store.id)).toContain(last?.store?.split('/').at(-1) ?? last?.store);
    }
    const page = await open('/nhat-ky', ha);
    await page.locator('.log-row').first().waitFor();
    const text = (await page.locator('main').textContent()) ?? '';
    expect(text).not.toContain('Trần Quốc Bảo');
  });

  test('answer calls for their own receivers alone, and the plan of the other stays as it was', async () => {
    const planOf = (call: typeof ha.call) => call('GET /v1/events/{id}/plan', { params: { id } });
    const before = await planOf(demo.as('ward'));
    const page = await open('/ket-noi', ha);
    const seen = new Set((await planOf(ha.call)).lines.map(({ suggestion }) => suggestion));
    await page.getByRole('button', { name: 'Nhận phương án' }).first().click();
    await page.getByRole('status').filter({ hasText: 'đã nhận' }).waitFor();
    const answered = (await planOf(demo.as('duty'))).lines.filter(({ state }) => state === 'accepted');
    expect(answered.length).toBeGreaterThan(0);
    expect(answered.filter(({ suggestion }) => !seen.has(suggestion))).toEqual([]);
    expect((await planOf(demo.as('ward'))).lines).toEqual(before.lines);
  });

  test('find no button for what is done with the whole event, and are refused where they ask all the same', async () => {
    const page = await open(`/su-kien/${id}`, ha);
    for (const name of ['Nhận việc', 'Tạm im…', 'Báo động giả…', 'Xong…'])
      expect(await page.getByRole('button', { name }).count()).toBe(0);
    for (const act of ['acknowledge', 'resolve', 'false-alarm']) {
      const status = await page.evaluate<number>(
        `fetch('/v1/events/${id}/${act}', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' }).then((answer) => answer.status)`,
      );
      expect([400, 403, 409, 422]).toContain(status);
    }
    const { state, owner } = await demo.as('duty')('GET /v1/events/{id}', { params: { id } });
    expect([state, owner]).toEqual(['open', undefined]);
  });
});
