import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type ContractClient, contractClient } from '#contract/client.ts';
import { addDays } from '#domain/business-day.ts';
import { TODAY } from './demo-morning.ts';
import { type DemoPages, type OpenedPage, PHONE, type View } from './demo-pages.ts';
import { settled } from './settled.ts';

export const YESTERDAY = addDays(TODAY, -1);
let stalls = 0;

/** A stall of a market of its own that has reported thirty goods the day before. */
export interface Stall {
  readonly retailer: string;
  readonly store: string;
  readonly products: readonly string[];
  /** What it asked for a good the day before, VND. */
  readonly priceOf: (product: string) => number;
  /** Asks with the key of the market's board. */
  readonly board: ContractClient;
  /** The address of a new sheet. */
  readonly print: (order?: { readonly days?: number; readonly phones?: number }) => Promise<string>;
}

const GOODS = 30;

export async function aStall(
  demo: Pick<DemoPages, 'system' | 'as'>,
  { reported = true, channel = 'market' as 'market' | 'wholesale' } = {},
): Promise<Stall> {
  const staff = demo.as('duty');
  const retailer = `cho-mau-${stalls++}`;
  const store = 'quay-12';
  await staff('PUT /v1/retailers/{id}', {
    params: { id: retailer },
    body: { name: 'Ban quản lý chợ Mẫu', contact: { name: 'Bà Tâm', phone: '0900 000 300' } },
  });
  await staff('PUT /v1/retailers/{id}/stores/{store}', {
    params: { id: retailer, store },
    body: { name: 'Chợ Mẫu – quầy 12', place: '00070', channel },
  });
  const { bearer } = await staff('POST /v1/retailers/{id}/keys', { params: { id: retailer } });
  const board = contractClient({ url: demo.system.url, token: bearer });
  const goods = (await staff('GET /v1/products')).items
    .filter(({ channels }) => channels === undefined || channels.includes(channel))
    .slice(0, GOODS);
  const prices = new Map(goods.map(({ id, band }) => [id, Math.round(Math.sqrt(band.min * band.max) / 500) * 500]));
  const priceOf = (product: string) => prices.get(product) ?? 0;
  if (reported) {
    const rows = goods.map(({ id }) => ({ product: id, price: priceOf(id), stock: 20 }));
    await board('POST /v1/reports', { body: { store, date: YESTERDAY, rows } });
  }
  return {
    retailer,
    store,
    products: goods.map(({ id }) => id),
    priceOf,
    board,
    async print({ days = 14, phones = 3 } = {}) {
      const { items } = await staff('POST /v1/retailers/{id}/enrolments', {
        params: { id: retailer },
        body: { stores: [store], days, phones },
      });
      return `/nhap-gia#${retailer}/${store}/${items[0]?.code}`;
    },
  };
}

/** A phone that has scanned a sheet. */
export async function scan(demo: DemoPages, address: string, view: View = PHONE): Promise<OpenedPage> {
  const opened = await demo.open(address, view, 'nobody');
  await settled(opened.page);
  return opened;
}

/** The rows that the office has of today. */
export async function keptOf({ board, store }: Stall) {
  return board('GET /v1/reports/{store}/{date}', { params: { store, date: TODAY } });
}

/** The worker has kept the page: it opens without a network from now on. */
export const isKept = (page: Page) =>
  expect
    .poll(() =>
      page.evaluate<boolean>(
        "caches.match('/nhap-gia').then((page) => page !== undefined && navigator.serviceWorker.controller !== null)",
      ),
    )
    .toBe(true);
