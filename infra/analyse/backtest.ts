/**
 * `npm run backtest -- --prices FILE.csv --out FILE.json [--thresholds FILE.json]`: replays a file of daily prices
 * (`date,place,product,retailer,price` and optionally `stock,sold`) day by day through the very code that assesses live
 * reports, and writes the episodes that would have opened.
 *
 * A product of the catalogue takes its own thresholds, any other the defaults; `--thresholds` tries others, by product,
 * `"default"` for the rest: `{ "default": { "watch": 10, "alert": 15, "crisis": 30 }, "01.0004": { ... } }`.
 */
import * as z from 'zod';
import { catalogue } from '#catalog/city.ts';
import { NEW_MARKET, replayDay } from '#domain/assessment/replay.ts';
import { addDays, type BusinessDay, eachDay } from '#domain/business-day.ts';
import { type Rules, rulesAsOf } from '#domain/detection/rules.ts';
import { canonicalise } from '#domain/reading/canonical.ts';
import { type BacktestResult, backtestRecord } from './backtest-record.ts';
import { progress, readOptions, requireWritable, runCommand, writeResult } from './command.ts';
import { parseJsonLines } from './json-lines.ts';
import { type PriceFile, readPriceFile } from './price-file.ts';
import { readText, UnusableFile } from './read-table.ts';

const USAGE = 'npm run backtest -- --prices FILE.csv --out FILE.json [--thresholds FILE.json]';
const ALWAYS: BusinessDay = '0001-01-01';

const percents = z
  .strictObject({ watch: z.number().positive(), alert: z.number(), crisis: z.number() })
  .refine(({ watch, alert, crisis }) => watch < alert && alert < crisis, 'must rise from watch over alert to crisis');
const thresholdsFile = z.record(z.string(), percents).superRefine((file, context) => {
  const spellings = Map.groupBy(Object.keys(file), canonicalise);
  for (const [path, ...others] of spellings.values()) {
    if (others.length > 0) context.addIssue({ code: 'custom', path: [path ?? ''], message: 'stands there twice' });
  }
});

type ThresholdsFile = z.output<typeof thresholdsFile>;

await runCommand(async () => {
  const { prices, out, thresholds } = readCommandLine();
  await requireWritable(out);
  const own = thresholds === undefined ? {} : await readThresholds(thresholds);
  const file = await readPriceFile(prices, (rows) => progress(`${rows.toLocaleString('en')} rows read`));
  if (thresholds !== undefined) requireKnown(thresholds, own, prices, file);
  const result = backtest(file, rulesOf(own));
  await writeResult(out, `${JSON.stringify(result, undefined, 2)}\n`);
  return `${out}: ${result.episodes.length} episodes in ${result.rows.toLocaleString('en')} rows of ${result.days} days`;
});

function readCommandLine() {
  const values = readOptions(USAGE, {
    prices: { type: 'string' },
    out: { type: 'string' },
    thresholds: { type: 'string' },
  });
  const { prices, out, thresholds } = values;
  if (!prices || !out) throw new UnusableFile(`Usage: ${USAGE}`);
  return { prices, out, thresholds };
}

function backtest(file: PriceFile, rules: Rules): BacktestResult {
  const record = backtestRecord();
  let market = NEW_MARKET;
  let next = file.first;
  for (const day of file.days()) {
    for (const date of eachDay(next ?? day.date, day.date)) {
      const reported = date === day.date ? day : undefined;
      const replayed = replayDay(market, date, reported?.reports ?? [], rules);
      market = replayed.market;
      record.note(replayed, reported);
    }
    next = addDays(day.date, 1);
    progress(`${day.date} of ${file.first} to ${file.last} replayed`);
  }
  progress('');
  return record.result(file);
}

/** The catalogue's thresholds, and over them those of the file. */
function rulesOf({ default: defaultThresholds = catalogue.defaultThresholds, ...own }: ThresholdsFile): Rules {
  const thresholds = Object.entries(own).map(([product, percent]) => ({
    product: canonicalise(product),
    validFrom: ALWAYS,
    thresholds: percent,
  }));
  return rulesAsOf({ thresholds, ceilings: [] }, { ...catalogue, defaultThresholds }, ALWAYS);
}

/** Raises `UnusableFile` for thresholds of goods that nothing names: a mistyped code would change nothing. */
function requireKnown(path: string, thresholds: ThresholdsFile, prices: string, { products }: PriceFile): void {
  const known = new Set(['default', ...catalogue.products.keys(), ...products]);
  const unknown = Object.keys(thresholds).filter((product) => !known.has(canonicalise(product)));
  if (unknown.length === 0) return;
  const is = `is no product of the catalogue, and ${prices} has no such product`;
  throw new UnusableFile(
    unknown.map((product) => `${path}, ${JSON.stringify(product.slice(0, 60))}: ${is}`).join('\n'),
  );
}

async function readThresholds(path: string): Promise<ThresholdsFile> {
  const json = parseJsonLines(await readText(path));
  if ('fault' in json) {
    const { line, column, message } = json.fault;
    throw new UnusableFile(`${path}, line ${line}, column ${column}: ${message}`);
  }
  const parsed = thresholdsFile.safeParse(json.value);
  if (parsed.success) return parsed.data;
  throw new UnusableFile(
    parsed.error.issues
      .map((issue) => `${path}, ${issue.path.join('.') || 'the whole file'}: ${issue.message}`)
      .join('\n'),
  );
}
