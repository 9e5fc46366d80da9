import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { ContractClient, ReceivedFrom } from '#contract/client.ts';
import { breakable } from '#web/language/two-prices.ts';
import { MORNING } from './demo-morning.ts';
import { DESKTOP, type DemoPages, demoPages, PHONE } from './demo-pages.ts';
import { SECOND_LEAD, secondLead } from './new-officer.ts';
import { settled } from './settled.ts';

type Today = ReceivedFrom<'GET /v1/today'>;

let demo: DemoPages;
let today: Today;
let second: ContractClient;
let secondPerson: string;
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
  today = await demo.as('duty')('GET /v1/today');
  ({ call: second, id: secondPerson } = await secondLead(demo));
});
afterAll(() => demo?.close());

const eventOfToday = () => {
  const [event] = today.events.items;
  if (!event) throw new Error('the demo has no event');
  return event;
};
const cardOf = (page: Page) => page.getByRole('article', { name: eventOfToday().sentence.vi });

/** Shows the page an answer that is made of the true one. */
async function answerToday(page: Page, change: (today: Today, asked: number) => Today): Promise<void> {
  let asked = 0;
  await page.route('**/v1/today*', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: change((await answer.json()) as Today, ++asked) });
  });
}

/** Two minutes later the network was away for a moment: what is shown is asked anew. */
async function askAnew(page: Page): Promise<void> {
  await page.clock.setFixedTime(MORNING + 2 * 60_000);
  await page.context().setOffline(true);
  await page.context().setOffline(false);
}

/** Presses Tab until something with this text has the focus. */
async function tabTo(page: Page, text: string): Promise<void> {
  const focused = () => page.evaluate<string>("document.activeElement?.textContent ?? ''");
  for (let presses = 0; presses < 60; presses++) {
    if ((await focused()).trim() === text) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`"${text}" is not reached by Tab`);
}

describe('a morning with a crisis', () => {
  test('says on one card what has happened, why to believe it, whom to call, and that nobody is on it', async () => {
    const { page, context } = await demo.open('/');
    const card = cardOf(page);
    const [good] = eventOfToday().goods;
    expect(await card.textContent()).toMatch(/Khẩn cấp[\s\S]*Chưa ai nhận/);
    expect(await card.textContent()).toContain(breakable(`${good?.headline?.prices?.vi}`));
    expect(await card.textContent()).toMatch(
      /41 đến 46 trên 60 điểm bán, tùy mặt hàng, của 5 đơn vị vượt ngưỡng nội bộ 60\u00a0%/,
    );
    expect(await page.getByText('1 việc khẩn cấp chưa ai nhận.').count()).toBe(1);
    await card.getByRole('link', { name: `Gọi ${today.calls.total} nguồn` }).click();
    await page.waitForURL(/\/su-kien\/.*#goi$/);
    await context.close();
  });

  test('says of which day its figures are, and that the price is that of the middle shop', async () => {
    const { page, context } = await demo.open('/');
    const text = (await cardOf(page).textContent()) ?? '';
    expect(text).toMatch(/lên mức lúc 06:09 30\/11, xét theo số liệu ngày 29\/11/);
    expect(text).toContain('ở điểm bán đứng giữa, số liệu 29/11');
    await context.close();
  });

  test.each([DESKTOP, PHONE, { ...PHONE, width: 320 } as const])(
    'names its wards, the others at a press: %o',
    async (view) => {
      const { page, context } = await demo.open('/', view);
      const { wards } = eventOfToday();
      const names = wards.map(({ name }) => name.vi);
      expect(names.length).toBeGreaterThan(4);
      const card = cardOf(page);
      for (const name of names.slice(0, 3)) expect(await card.getByRole('link', { name, exact: true }).count()).toBe(1);
      expect(await card.getByRole('link', { name: names[3] ?? '', exact: true }).count()).toBe(0);
      await card.getByRole('button', { name: `và ${names.length - 3} phường, xã khác` }).click();
      for (const name of names) expect(await card.getByRole('link', { name, exact: true }).count()).toBe(1);
      await context.close();
    },
  );

  test('reads the levels of all wards only once somebody looks at the small map', async () => {
    const { page, context } = await demo.open('/su-kien/none');
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/v1/places')) asked.push(new URL(request.url()).search);
    });
    await page.setViewportSize({ width: 1280, height: 400 });
    await page.goto(new URL('/', page.url()).href);
    await settled(page);
    expect(asked).toEqual(['?figures=none']);
    await page.getByRole('heading', { name: 'Ở đâu' }).scrollIntoViewIfNeeded();
    await page.mouse.wheel(0, 600);
    await page.locator('.where-columns').waitFor();
    expect(asked).toEqual(['?figures=none', '?figures=levels']);
    await context.close();
  });

  test('names whom to call and who is silent, each with a number that calls', async () => {
    const { page, context } = await demo.open('/', PHONE);
    const phones = await page.locator('a[href^="tel:"]').evaluateAll((links) => links.map((link) => link.textContent));
    const wanted = [...today.calls.items, ...today.silent.items].map(({ contact }) => contact?.phone);
    expect(phones).toEqual(wanted.map((phone) => expect.stringContaining(phone ?? 'a phone')));
    const rows = await page.locator('.contact-row .note').allTextContents();
    const people = [...today.calls.items, ...today.silent.items].map(({ contact }) => contact?.name);
    expect(rows).toEqual(people.map((name) => expect.stringContaining(name ?? ' ')));
    await context.close();
  });

  test('reminds the silent shops at one press, and says what came of each', async () => {
    const { page, context } = await demo.open('/');
    await page.getByRole('button', { name: `Gửi nhắc cả ${today.silent.items.length}` }).click();
    const outcome = page.locator('.remind');
    await outcome.getByRole('button').waitFor({ state: 'detached' });
    expect((await outcome.textContent())?.trim()).not.toBe('');
    await context.close();
  });

  test('shows an officer of one ward the numbers of that ward, and leads to its shops instead of to what is not theirs', async () => {
    const { page, context } = await demo.open('/', PHONE, 'ward');
    const [own] = (await demo.as('ward')('GET /v1/today')).events.items;
    const card = page.getByRole('article', { name: own?.sentence.vi ?? '' });
    expect(await card.textContent()).toContain('Một phần');
    expect(await card.getByRole('button', { name: 'Nhận việc' }).count()).toBe(0);
    await card.getByRole('link', { name: 'Xác minh điểm bán' }).click();
    await page.waitForURL(/\/xac-minh/);
    await context.close();
  });

  test('waits with an event that is new until the reader asks for it', async () => {
    const { page, context } = await demo.open('/khong-co');
    const fresh = { ...eventOfToday(), id: 'rice-up-2026-11-30', sentence: { vi: 'Gạo tăng 12 %', en: 'Rice up 12%' } };
    await answerToday(page, ({ events, ...answer }, asked) => ({
      ...answer,
      events: asked === 1 ? events : { ...events, total: 2, items: [fresh, ...events.items] },
    }));
    await page.goto('/');
    await settled(page);
    await askAnew(page);
    await page.getByText('1 sự kiện mới').waitFor();
    expect(await page.getByText('Gạo tăng 12 %').count()).toBe(0);
    await page.getByRole('button', { name: 'Xem', exact: true }).click();
    expect(await page.getByText('Gạo tăng 12 %').count()).toBe(1);
    await context.close();
  });
});

describe('taking over', () => {
  test('tells who was quicker, with what and when, does nothing, and relieves that officer at the second press', async () => {
    const { page, context } = await demo.open('/');
    const { id } = eventOfToday();
    const ownerNow = async () => (await second('GET /v1/events/{id}', { params: { id } })).owner?.person;
    await second('POST /v1/events/{id}/acknowledge', { params: { id }, body: {} });
    const card = cardOf(page);
    await card.getByRole('button', { name: 'Nhận việc' }).click();
    await card.getByText(`${SECOND_LEAD} đã nhận việc này lúc 06:10 ngày 30/11/2026.`).waitFor();
    expect(await ownerNow()).toBe(secondPerson);
    await card.getByRole('button', { name: 'Nhận thay' }).click();
    await card.getByRole('button', { name: 'Nhận thay' }).waitFor({ state: 'detached' });
    expect(await ownerNow()).not.toBe(secondPerson);
    // What was taken over stays where it was read.
    expect(await card.count()).toBe(1);
    await context.close();
  });

  test('needs no mouse, from the first page to the last press', async () => {
    const { id, sentence } = eventOfToday();
    await second('POST /v1/events/{id}/acknowledge', { params: { id }, body: {} });
    const { page, context } = await demo.open('/');
    await tabTo(page, sentence.vi);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/su-kien\//);
    await settled(page);
    await tabTo(page, 'Nhận thay');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Nhận thay' }).waitFor({ state: 'detached' });
    expect((await second('GET /v1/events/{id}', { params: { id } })).owner?.person).not.toBe(secondPerson);
    await context.close();
  });
});

describe('a morning without an event', () => {
  test('says that nothing is unusual, what was looked at, and the largest move against its threshold', async () => {
    const place = '00097';
    const calm = await demo.as('duty')('GET /v1/today', { query: { place } });
    expect(calm.events.total).toBe(0);
    const { page, context } = await demo.open(`/?dia-ban=${place}`);
    const text = await page.getByRole('main').textContent();
    expect(text).toContain('Không có biến động bất thường');
    expect(text).toContain(`${calm.calm?.reported}/${calm.calm?.expected} điểm bán`);
    const moved = page.getByRole('region', { name: 'Xê dịch nhiều nhất' });
    expect(calm.calm?.moves.length).toBeGreaterThan(0);
    for (const { productName } of calm.calm?.moves ?? []) expect(await moved.textContent()).toContain(productName.vi);
    await moved.getByRole('link').first().click();
    await page.waitForURL(`**/hang/${calm.calm?.moves[0]?.product}/${place}?ngay=${calm.calm?.date}`);
    expect(await page.getByRole('article').count()).toBe(0);
    await context.close();
  });

  test('does not count silence on a day on which markets are shut', async () => {
    const { page, context } = await demo.open('/khong-co');
    await answerToday(page, (answer) => ({ ...answer, clock: { ...answer.clock, closedDay: true } }));
    await page.goto('/');
    await settled(page);
    expect(await page.getByText('Ngày nghỉ, chợ đóng cửa.').count()).toBe(1);
    expect(await page.getByRole('heading', { name: 'Chưa báo cáo' }).count()).toBe(0);
    await context.close();
  });
});

describe('a morning on which the API fails', () => {
  test('keeps the figures that came, says of when they are, and asks again', async () => {
    const { page, context } = await demo.open('/');
    await page.route('**/v1/today*', (route) => route.fulfill({ status: 500, body: '{}' }));
    await askAnew(page);
    await page.getByText('Số đang xem là của lúc 06:10.').waitFor();
    expect(await page.getByText(eventOfToday().sentence.vi).count()).toBeGreaterThan(0);
    await page.unroute('**/v1/today*');
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByText('Số đang xem là của lúc').waitFor({ state: 'detached' });
    await context.close();
  });

  test('says figures are old where they are of a day before the last closed one', async () => {
    const { page, context } = await demo.open('/khong-co');
    await answerToday(page, (answer) => ({
      ...answer,
      events: { ...answer.events, items: answer.events.items.map((event) => ({ ...event, asOf: '2026-11-27' })) },
    }));
    await page.goto('/');
    await settled(page);
    expect(await page.getByText('Số cũ: 27/11').count()).toBe(1);
    await context.close();
  });
});
