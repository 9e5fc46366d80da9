import * as z from 'zod/mini';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import type { Product } from '#domain/product.ts';
import type { ReportRow, StoreDay } from '#domain/report/report.ts';
import { placeOf, type Store, type StoreKey, storeKey } from '#domain/store.ts';
import { type TemplateSheet, templateRows } from '#domain/workbook/template.ts';
import { aFewAtOnce } from '#runtime/a-few-at-once.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { Problem } from '#runtime/problem.ts';
import { parseWith } from '#runtime/request-body.ts';
import { XLSX_TYPE } from '#workbook/xlsx-type.ts';

export interface TemplatePorts {
  readonly products: ReadonlyMap<string, Product>;
  readonly storesOf: (retailer: string) => Promise<readonly Store[]>;
  readonly readReport: (place: string, date: BusinessDay, store: StoreKey) => Promise<{ day: StoreDay } | undefined>;
  readonly today: () => BusinessDay;
  /** Days back in which a last report is looked for. */
  readonly daysBack: number;
}

const query = z.strictObject({ store: z.optional(z.string().check(z.minLength(1))) });

/** Stores that are looked up at once. */
const AT_ONCE = 16;

/** `GET /v1/template.xlsx`: a workbook to fill in, of one of the retailer's stores or of all. */
export function giveTemplate(ports: TemplatePorts) {
  return async (request: HttpRequest): Promise<HttpAnswer> => {
    const { store: wanted } = parseWith(query, request.query, 'query');
    const { caller, language } = request;
    const all = caller.kind === 'retailer' ? await ports.storesOf(caller.retailer) : [];
    const stores = wanted === undefined ? all : all.filter(({ id }) => id === wanted);
    if (stores.length === 0) throw wanted === undefined ? noStores() : notYourStore();
    const day = ports.today();
    const sheets = await aFewAtOnce(stores, AT_ONCE, async (store): Promise<TemplateSheet> => {
      const last = await lastRows(ports, store, day);
      return { store, day, rows: templateRows(ports.products, store.channel, last) };
    });
    // Loaded for who asks for a workbook: the other answers of this function do not wait for it.
    const { layOutTemplate } = await import('./lay-out-template.ts');
    return {
      status: 200,
      body: layOutTemplate(sheets, language),
      headers: { 'content-type': XLSX_TYPE, 'content-disposition': `attachment; filename="bao-cao-${day}.xlsx"` },
    };
  };
}

/** The rows of a store's last report before today, as far back as reports may still be corrected. */
async function lastRows(
  { readReport, daysBack }: TemplatePorts,
  store: Store,
  today: BusinessDay,
): Promise<readonly ReportRow[]> {
  for (const day of eachDay(addDays(today, -daysBack), addDays(today, -1)).reverse()) {
    const kept = await readReport(placeOf(store, day), day, storeKey(store.retailer, store.id));
    if (kept) return kept.day.rows;
  }
  return [];
}

function noStores(): Problem {
  return new Problem(404, 'no-stores', {
    vi: 'Đơn vị chưa có điểm bán nào được đăng ký.',
    en: 'You have no store yet.',
  });
}

function notYourStore(): Problem {
  return new Problem(403, 'not-your-store', {
    vi: 'Không có điểm bán này trong các điểm bán của đơn vị. Xem /v1/me.',
    en: 'You have no store with this id. See /v1/me.',
  });
}
