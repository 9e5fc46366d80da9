/** A workbook from its bytes to verdicts by cell: one of a day's 60 rows, and the largest that is taken. */
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogue } from '#catalog/city.ts';
import { addDays } from '#domain/business-day.ts';
import { NO_ARTICLES } from '#domain/report/own-article.ts';
import { judgeRows } from '#domain/report/row-set.ts';
import { readWorkbookFile } from '#functions/ingest-report/workbook-file.ts';
import { writeWorkbook } from '#workbook/write-workbook.ts';
import { medianOfTurns, printRow } from './measure.ts';

const DAY = '2026-11-30';
const goods = [...catalogue.products.values()];
const stores = Array.from({ length: 60 }, (_, index) => ({ id: `sen-${index}`, name: `Sen Vàng ${index}` }));
const HEADER = [
  'Điểm bán',
  'Ngày',
  'Mã hàng',
  'Tên hàng',
  'Đơn vị',
  'Giá hôm trước',
  'Giá bán lẻ',
  'Tồn kho',
  'Đã bán',
  'Ghi chú',
];

/** Rows as an office has them: every tenth price is a text, every fiftieth stock cannot be read. */
function workbookOf(count: number): Uint8Array {
  const rows = Array.from({ length: count }, (_, index) => {
    const good = goods[index % goods.length];
    const at = Math.floor(index / goods.length);
    const price = good?.band.min ?? 0;
    const [store, day] = [stores[at % stores.length]?.id, addDays(DAY, -Math.floor(at / stores.length))];
    const written = index % 10 === 0 ? `${price} đ` : price;
    const stock = index % 50 === 0 ? '1.500' : (index % 97) + 0.5;
    return [
      store,
      { value: { day } },
      good?.id,
      good?.name.vi,
      good?.unit.vi,
      price,
      written,
      stock,
      index % 31,
      `dòng ${index}`,
    ];
  });
  return writeWorkbook([{ name: 'Báo cáo', rows: [HEADER, ...rows] }]);
}

/** What the function does before it keeps anything: reads, judges, and puts the first hundred refusals into words. */
async function verdictsOf(bytes: Uint8Array): Promise<number> {
  const file = await readWorkbookFile(bytes, {
    products: catalogue.products,
    stores,
    asked: {},
    readArticles: async () => NO_ARTICLES,
  });
  let kept = 0;
  for (const rows of Map.groupBy(file.rows, ({ store, date }) => `${store} ${date}`).values()) {
    const raws = rows.map(({ raw }) => raw);
    kept += judgeRows(raws, { products: catalogue.products, channel: 'market', patch: false, isTable: true }).rows
      .length;
  }
  return kept;
}

const [, , folder] = process.argv;
if (folder === undefined) await measureApart();
else await measure(folder);

/** In a process that has made no workbook, so that the memory is that of reading one. */
async function measureApart(): Promise<void> {
  const made = await mkdtemp(join(tmpdir(), 'binh-on-workbooks-'));
  for (const count of [60, 20_000]) await writeFile(join(made, `${count}.xlsx`), workbookOf(count));
  const flags = ['--disable-warning=ExperimentalWarning', import.meta.filename, made];
  const { status } = spawnSync(process.execPath, flags, { stdio: 'inherit' });
  await rm(made, { recursive: true });
  process.exitCode = status ?? 1;
}

async function measure(made: string): Promise<void> {
  const [small, large] = [await readFile(join(made, '60.xlsx')), await readFile(join(made, '20000.xlsx'))];
  const first = performance.now();
  await verdictsOf(small);
  const cold = performance.now() - first;
  const { sixty } = await medianOfTurns({ sixty: () => verdictsOf(small) }, 20);
  const started = performance.now();
  const kept = await verdictsOf(large);
  const took = performance.now() - started;
  if (kept < 15_000) throw new Error(`Only ${kept} rows were kept`);
  const peak = process.resourceUsage().maxRSS / 1024;
  printRow(
    'a workbook of 60 rows from bytes to verdicts, the first and the median; of 20,000 rows',
    `${cold.toFixed(0)} and ${sixty.toFixed(0)} ms; ${(took / 1000).toFixed(1)} s, ${peak.toFixed(0)} MB`,
    '300 ms; 3 s, 300 MB',
  );
}
