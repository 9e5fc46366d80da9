import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Cell } from '#domain/workbook/sheet.ts';
import { readWorkbook } from '#workbook/read-workbook.ts';
import { DESKTOP, type DemoPages, demoPages, type OpenedPage } from './demo-pages.ts';
import { takenFile } from './taken-file.ts';

const GOOD = 'bo.0007';
const YESTERDAY = '2026-11-29';
const SERIES = `/hang/${GOOD}/01?ngay=${YESTERDAY}`;

let demo: DemoPages;
let event = '';
beforeAll(async () => {
  demo = await demoPages(inject('demo'));
  const { items } = await demo.as('duty')('GET /v1/events', { query: { limit: 1 } });
  event = items[0]?.id ?? '';
});
afterAll(() => demo?.close());

async function on(
  path: string,
  look: (page: Page, opened: OpenedPage) => Promise<void>,
  view = DESKTOP,
): Promise<void> {
  const opened = await demo.open(path, view);
  try {
    await look(opened.page, opened);
  } finally {
    await opened.context.close();
  }
}

/** The cells of a workbook's only sheet, row by row. */
async function rowsOf(bytes: Buffer): Promise<(Cell | undefined)[][]> {
  const { sheets } = await readWorkbook(bytes, 10_000);
  expect(sheets).toHaveLength(1);
  return (sheets[0]?.rows ?? []).map(({ cells }) => Array.from({ length: 12 }, (_, index) => cells.get(index + 1)));
}

describe('a list that is taken as a workbook', () => {
  test('has numbers as numbers and days as dates, with headings in the reader’s language', () =>
    on(SERIES, async (page) => {
      await page.getByText('Bảng số theo ngày').click();
      const { name, bytes } = await takenFile(page, 'Lấy XLSX: Bảng số theo ngày');
      expect(name).toBe(`gia-theo-ngay-${GOOD}-thanh-pho-ha-noi-2026-10-01-${YESTERDAY}.xlsx`);
      const [head, ...days] = await rowsOf(bytes);
      expect(head?.[0]).toEqual({ kind: 'text', text: 'Ngày' });
      const { items } = await demo.as('duty')('GET /v1/market/{place}/{product}', {
        params: { place: '01', product: GOOD },
        query: { from: '2026-10-01', to: YESTERDAY },
      });
      expect(days).toHaveLength(items.length);
      expect(days.at(-1)?.[0]).toEqual({ kind: 'date', day: YESTERDAY });
      expect(days.at(-1)?.[1]).toEqual({ kind: 'number', number: items.at(-1)?.retail?.median });
    }));

  test('has codes and phone numbers as texts, their zeros kept', () =>
    on('/nguong', async (page) => {
      const { name, bytes } = await takenFile(page, 'Lấy XLSX: Ngưỡng của các mặt hàng, %');
      expect(name).toBe('nguong-thanh-pho-ha-noi-2026-11-30.xlsx');
      const rows = await rowsOf(bytes);
      const loin = rows.find(([, good]) => good?.kind === 'text' && good.text === 'Thịt lợn nạc thăn');
      expect(loin?.[0]).toEqual({ kind: 'text', text: '01.0004' });
      expect(loin?.[2]).toMatchObject({ kind: 'number' });
    }));

  test('is named after the place to which the page is narrowed', () =>
    on('/so-lieu?dia-ban=00097', async (page) => {
      const { name, bytes } = await takenFile(page, 'Lấy XLSX: Từng điểm bán');
      expect(name).toBe('diem-ban-phuong-hong-ha-2026-11-30.xlsx');
      expect((await rowsOf(bytes)).length).toBe(6);
    }));
});

describe('every list', () => {
  test.each([
    ['/hang', ['Mặt hàng']],
    [SERIES, ['Giá các điểm bán']],
    ['/ban-do', ['Bảng cùng số liệu']],
    ['/ket-noi', ['Kết nối cung cầu']],
    ['/so-lieu', ['Chưa báo cáo', 'Điểm bán báo theo ngày', 'Từng điểm bán']],
    [`/nguong/${GOOD}`, ['Nếu dùng ngưỡng này trong 53 ngày qua']],
    ['/co-so', ['Cơ sở']],
    ['/nguoi', ['Người']],
    ['/', ['Sự kiện đang mở']],
    ['/co-so?tim=hoa+mai', ['Khóa: trang-trai-hoa-mai']],
    ['/nhat-ky', ['Nhật ký']],
  ])('of %s can be taken as CSV and as XLSX', (path, lists) =>
    on(path, async (page) => {
      for (const list of lists) {
        for (const form of ['CSV', 'XLSX']) {
          const button = page.getByRole('button', { name: `Lấy ${form}: ${list}`, exact: true });
          expect(await button.count(), `${form} of ${list}`).toBe(1);
        }
      }
    }),
  );
});

describe('every chart', () => {
  test.each([
    [SERIES, /^Lấy ảnh: Rau muống/, 'gia-theo-ngay-'],
    [() => `/su-kien/${event}`, /^Lấy ảnh: /, 'gia-theo-ngay-'],
    [`/nguong/${GOOD}`, /^Lấy ảnh: Nếu dùng ngưỡng/, 'nguong-thu-'],
  ])('can be taken as a picture: %s', (path, button, begins) =>
    on(typeof path === 'string' ? path : path(), async (page) => {
      const { name, bytes } = await takenFile(page, button);
      expect(name.startsWith(begins) && name.endsWith('.png')).toBe(true);
      expect(bytes.subarray(1, 4).toString()).toBe('PNG');
      expect(bytes.length).toBeGreaterThan(10_000);
      expect(await page.locator('details table, .thresholds-table').count()).toBeGreaterThan(0);
    }),
  );
});

test('each alert of an event is one row, with the way to its prices', () =>
  on(`/su-kien/${event}`, async (page) => {
    const { members } = await demo.as('duty')('GET /v1/events/{id}', { params: { id: event } });
    await page.getByRole('link', { name: /^gộp \d+ cảnh báo$/ }).click();
    const rows = page.locator('.event-alerts tbody tr');
    await rows.first().waitFor();
    expect(await rows.count()).toBe(members.length);
    expect(await rows.first().getByRole('link').getAttribute('href')).toContain(`/hang/${members[0]?.product}/`);
  }));
