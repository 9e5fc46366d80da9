/**
 * `npm run indicators -- --monthly FILE.csv --method ifpa|alps --out FILE.csv [--variant ons|clean]`: the screening
 * indicators of monthly prices, as `series,month,method,value,level`, in full double precision.
 *
 * Reads `series,month,value` with months as 2026-11; an empty value is a month without a price. A month whose past is
 * too short, or never varied, has no value and says so in its level.
 */
import { stringify } from 'csv-stringify/sync';
import { alpsOf } from '#domain/indicators/alps.ts';
import { type IfpaVariant, ifpaOf } from '#domain/indicators/ifpa.ts';
import { formatMonth, type MonthlySeries, parseMonth, seriesOf } from '#domain/indicators/monthly-series.ts';
import { canonicalise } from '#domain/reading/canonical.ts';
import { readOptions, requireWritable, runCommand, writeResult } from './command.ts';
import { isName } from './numbering.ts';
import { readPrice } from './price-file.ts';
import { readTable, UnusableFile } from './read-table.ts';

const USAGE = 'npm run indicators -- --monthly FILE.csv --method ifpa|alps --out FILE.csv [--variant ons|clean]';
const TOO_SHORT = 'too short a history';
const NO_VALUE = 'no value';

interface Indication {
  readonly value?: number;
  readonly level: string;
}

await runCommand(async () => {
  const { monthly, method, variant, out } = readCommandLine();
  await requireWritable(out);
  const series = await readSeries(monthly);
  const rows = [...series].flatMap(([name, values]) => {
    const indications = method === 'alps' ? alpsIndications(values) : ifpaIndications(values, variant);
    return indications.flatMap((indication, index) =>
      values.values[index] === undefined
        ? []
        : [[name, formatMonth(values.first + index), method, indication.value ?? '', indication.level]],
    );
  });
  await writeResult(out, stringify([['series', 'month', 'method', 'value', 'level'], ...rows]));
  return `${out}: ${rows.length} months of ${series.size} series`;
});

function readCommandLine() {
  const values = readOptions(USAGE, {
    monthly: { type: 'string' },
    method: { type: 'string' },
    out: { type: 'string' },
    variant: { type: 'string', default: 'ons' },
  });
  const { monthly, method, out, variant } = values;
  const known = (method === 'ifpa' || method === 'alps') && (variant === 'ons' || variant === 'clean');
  if (!monthly || !out || !known) throw new UnusableFile(`Usage: ${USAGE}`);
  return { monthly, method, out, variant: variant as IfpaVariant };
}

async function readSeries(file: string): Promise<Map<string, MonthlySeries>> {
  const points = new Map<string, { month: number; value: number }[]>();
  const refuse = (line: number, what: string): never => {
    throw new UnusableFile(`${file}, line ${line}: ${what}`);
  };
  await readTable(file, ['series', 'month', 'value'], [], {
    record: (cells, line) => {
      const [name, monthText, price] = [canonicalise(cells[0]), canonicalise(cells[1]), canonicalise(cells[2])];
      if (!isName(cells[0])) refuse(line, `${JSON.stringify(cells[0])} is no name of a series`);
      const month = parseMonth(monthText);
      if (month === undefined) return refuse(line, `"${monthText}" is no month; write it as 2026-11`);
      if (price === '') return;
      const value = readPrice(price);
      if (!(value > 0 && Number.isFinite(value)))
        refuse(line, `"${price}" is no price; leave it empty where there is none`);
      const own = points.get(name) ?? [];
      own.push({ month, value });
      points.set(name, own);
    },
    tooManyCells: (line) => refuse(line, 'has more cells than the header; write numbers without thousands separators'),
  });
  return new Map([...points].map(([name, own]) => [name, dated(file, name, own)]));
}

function dated(file: string, name: string, points: { month: number; value: number }[]): MonthlySeries {
  try {
    return seriesOf(points);
  } catch (error) {
    throw new UnusableFile(`${file}: of the series "${name}" ${error instanceof Error ? error.message : ''}`);
  }
}

function alpsIndications(series: MonthlySeries): Indication[] {
  const model = alpsOf(series);
  if ('tooShort' in model) return series.values.map(() => ({ level: TOO_SHORT }));
  return model.months.map((month) => (month ? { value: month.alps, level: month.level } : { level: NO_VALUE }));
}

function ifpaIndications(series: MonthlySeries, variant: IfpaVariant): Indication[] {
  return series.values.map((_, index) => {
    const result = ifpaOf(series, series.first + index, variant);
    if (!result) return { level: NO_VALUE };
    return 'tooShort' in result ? { level: TOO_SHORT } : { value: result.value, level: result.level };
  });
}
