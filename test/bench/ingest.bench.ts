/** Parsing, validating and packing a report against `JSON.parse` of the same text. */
import { catalogue } from '#catalog/city.ts';
import { judgeRows } from '#domain/report/row-set.ts';
import { packStoreDay } from '#storage/reports.ts';
import { largeStoreDay } from './large-store-day.ts';
import { medianOfTurns, printRow } from './measure.ts';

const ROWS = 10_000;
const body = JSON.stringify({ store: 'so-1', date: '2026-11-23', rows: largeStoreDay(ROWS) });

const { parsed, ingested } = await medianOfTurns(
  {
    parsed: () => JSON.parse(body),
    ingested: () => {
      const { date, rows } = JSON.parse(body) as { date: string; rows: unknown[] };
      const judged = judgeRows(rows, { products: catalogue.products, channel: 'supermarket', patch: false });
      return packStoreDay({
        store: 'dai-sieu-thi/so-1',
        channel: 'supermarket',
        place: '00070',
        date,
        reportedAt: 0,
        source: 'live',
        rows: judged.rows,
      });
    },
  },
  60,
  20,
);

const perSecond = (ms: number) => Math.round(ROWS / (ms / 1000) / 1000) * 1000;
printRow(
  `JSON to packed store-day, ${ROWS.toLocaleString('en')} rows, against \`JSON.parse\` alone`,
  `${(parsed / ingested).toFixed(2)} of its rows/s (${perSecond(ingested).toLocaleString('en')} against ${perSecond(parsed).toLocaleString('en')})`,
  'at least 0.35',
);
