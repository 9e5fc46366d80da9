import { catalogue } from '#catalog/city.ts';
import { judgeRows } from '#domain/report/row-set.ts';
import { type ReadingContext, readReports } from '#domain/workbook/read-reports.ts';
import { cellName, type Sheet } from '#domain/workbook/sheet.ts';

/** The day and store that sheets of tests are asked for. */
export const DAY = '2026-11-30';
const STORES = [
  { id: 'sen-1', name: 'Sen Vàng Cửa Nam' },
  { id: 'sen-2', name: 'Sen Vàng Tây Hồ' },
];
export const ASKED = { store: 'sen-1', date: DAY };

/** What is kept of sheets, as "01.0004 retail 145000 stock=12"; what is refused by its cell; or the problem. */
export function told(sheets: readonly Sheet[], asked: ReadingContext['asked'] = ASKED) {
  const reading = readReports({ sheets }, { products: catalogue.products, stores: STORES, asked });
  if ('problem' in reading) return { problem: reading.problem };
  const kept: string[] = [];
  const refused = reading.refused.map(({ sheet, row, column }) => cellName(sheet, row, column));
  for (const [key, rows] of Map.groupBy(reading.rows, ({ store, date }) => `${store} ${date}`)) {
    const judged = judgeRows(
      rows.map(({ raw }) => raw),
      { products: catalogue.products, channel: 'market', patch: false, isTable: true, repeats: 'count-once' },
    );
    const ours = key === 'sen-1 2026-11-30' ? '' : `${key} `;
    for (const { product, priceType, price, stockMilli, soldMilli } of judged.rows) {
      const stock = stockMilli === undefined ? '' : ` stock=${stockMilli / 1000}`;
      kept.push(
        `${ours}${product} ${priceType} ${price}${stock}${soldMilli === undefined ? '' : ` sold=${soldMilli / 1000}`}`,
      );
    }
    for (const { position, refusal } of judged.refused) {
      const { sheet, row, columns } = rows[position] as (typeof rows)[number];
      refused.push(cellName(sheet, row, columns.get(refusal.member) ?? columns.get('price') ?? 0));
    }
  }
  return { kept: kept.sort(), refused: refused.sort() };
}
