/**
 * The fold against DuckDB, which computes medians and quartiles alone from the same rows: a day of a city of 126 places,
 * 3,000 stores and 60 goods from packed reports (a year from its file: backtest.bench.ts). ALPS and IFPA of a series against a
 * least-squares library that fits the model of ALPS.
 */
import { DOUBLE, DuckDBDataChunk, DuckDBInstance, INTEGER, VARCHAR } from '@duckdb/node-api';
import MLR from 'ml-regression-multivariate-linear';
import { hanoi } from '#catalog/hanoi.ts';
import { assess } from '#domain/assessment/assess.ts';
import type { PlaceAssessment } from '#domain/assessment/assessment.ts';
import { EMPTY_MEMORY } from '#domain/assessment/place-day.ts';
import { rulesAsOf } from '#domain/detection/rules.ts';
import { alpsOf } from '#domain/indicators/alps.ts';
import { ifpaOf } from '#domain/indicators/ifpa.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import { unpackStoreDay } from '#storage/reports.ts';
import { type CityDay, cityDay, GOODS, STORES } from './city-day.ts';
import { DUCKDB_THREADS } from './duckdb-trailing.ts';
import { medianOfTurns, printRow } from './measure.ts';

/** Rows that a chunk of DuckDB holds. */
const CHUNK_ROWS = 2_048;
const QUARTILES = 'quantile_cont(price, [0.25, 0.5, 0.75])';
const duckdb = await (await DuckDBInstance.create(':memory:', { threads: String(DUCKDB_THREADS) })).connect();

const city = cityDay('2026-11-25');
const rules = rulesAsOf({ thresholds: [], ceilings: [] }, hanoi, city.date);
const day = await medianOfTurns(
  {
    assessed: () => assessCity(city),
    loaded: async () => {
      await loadCity(city);
      await summariseCity();
    },
    summarised: summariseCity,
  },
  7,
  2,
);
const million = (rows: number, ms: number) => (rows / ms / 1000).toFixed(2);
const dayRows = STORES * GOODS;
printRow(
  `a day of 126 places, ${GOODS} goods, ${STORES.toLocaleString('en')} stores from packed reports to assessed places, zones and city, against DuckDB's medians and quartiles of the same`,
  `${(day.loaded / day.assessed).toFixed(2)} of its rows/s (${million(dayRows, day.assessed)} against ${million(dayRows, day.loaded)} million from the same packed reports; its queries alone: ${million(dayRows, day.summarised)} million)`,
  'at least 1.0',
);

const MONTHS = 120;
const SERIES = 500;
const draw = seededNumbers(120);
const series = Array.from({ length: SERIES }, () => ({
  first: 12 * 2015,
  values: Array.from({ length: MONTHS }, (_, month) => 20_000 + 50 * month + 3_000 * draw()),
}));
const dummies = Array.from({ length: MONTHS }, (_, month) => [
  month + 1,
  ...Array.from({ length: 12 }, (__, index) => (month % 12 === index ? 1 : 0)),
]);
const indicators = await medianOfTurns(
  {
    alps: () => series.map((one) => alpsOf(one)),
    ifpa: () => series.map((one) => ifpaOf(one, one.first + MONTHS - 1)),
    fitted: () =>
      series.map(
        ({ values }) =>
          new MLR(
            dummies,
            values.map((value) => [value]),
            { intercept: false },
          ),
      ),
  },
  7,
  2,
);
const perSeries = (ms: number) => ((1000 * ms) / SERIES).toFixed(1);
printRow(
  'ALPS of a series of ten years against a least-squares library that fits the same model; IFPA of its last month',
  `${(indicators.fitted / indicators.alps).toFixed(1)} times as fast (${perSeries(indicators.alps)} against ${perSeries(indicators.fitted)} µs); ${perSeries(indicators.ifpa)} µs`,
  'stated',
);

function assessCity({ date, places }: CityDay): PlaceAssessment {
  const fold = (place: string, parts: readonly PlaceAssessment[]) =>
    assess({ place, date, memory: EMPTY_MEMORY, stores: [], reports: [], parts, rules }).assessment;
  const assessed = places.map(({ place, zone, stores, reports }) => {
    const reported = reports.map(reportOf);
    const { assessment } = assess({ place, date, memory: EMPTY_MEMORY, stores, reports: reported, parts: [], rules });
    return { zone, assessment };
  });
  const zones = [...Map.groupBy(assessed, ({ zone }) => zone)].map(([zone, own]) =>
    fold(
      zone,
      own.map(({ assessment }) => assessment),
    ),
  );
  return fold('ha-noi', zones);
}

function reportOf({ day: head, data }: CityDay['places'][number]['reports'][number]) {
  return unpackStoreDay({ ...head, pk: `${head.place}#${head.date}`, sk: `report#${head.store}`, data });
}

/** By whole chunks, which is how DuckDB takes rows in fastest. */
async function loadCity({ places }: CityDay): Promise<void> {
  await duckdb.run('CREATE OR REPLACE TABLE prices (place INTEGER, zone INTEGER, product VARCHAR, price DOUBLE)');
  const appender = await duckdb.createAppender('prices');
  const zones = [...new Set(places.map(({ zone }) => zone))];
  let columns: [number[], number[], string[], number[]] = [[], [], [], []];
  const flush = () => {
    const chunk = DuckDBDataChunk.create([INTEGER, INTEGER, VARCHAR, DOUBLE], columns[0].length);
    chunk.setColumns(columns);
    appender.appendDataChunk(chunk);
    columns = [[], [], [], []];
  };
  for (const [place, { zone, reports }] of places.entries()) {
    const zoneNumber = zones.indexOf(zone);
    for (const { rows } of reports.map(reportOf)) {
      for (const { product, price } of rows) {
        columns[0].push(place);
        columns[1].push(zoneNumber);
        columns[2].push(product);
        columns[3].push(price);
        if (columns[0].length === CHUNK_ROWS) flush();
      }
    }
  }
  if (columns[0].length > 0) flush();
  appender.closeSync();
}

async function summariseCity(): Promise<void> {
  for (const group of ['place, product', 'zone, product', 'product']) {
    await duckdb.runAndReadAll(`SELECT ${group}, ${QUARTILES} FROM prices GROUP BY ALL`);
  }
}
