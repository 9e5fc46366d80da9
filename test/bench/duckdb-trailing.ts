import type { DuckDBConnection } from '@duckdb/node-api';

/** What DuckDB takes together: its own thread and one more, as many as the machines of the README's table have. */
export const DUCKDB_THREADS = 2;

/**
 * What the trailing rung asks of a file of prices, by DuckDB: each store's price over the median of its last 28 reports
 * before (at least 7), and of each day the median of these relatives and the quartiles of the prices, by place and for
 * the whole. One row a store, product and day is taken for granted; nothing is screened, judged or remembered.
 */
export async function summariseTrailing(duckdb: DuckDBConnection, file: string): Promise<void> {
  await duckdb.run(`CREATE OR REPLACE TEMP TABLE relatives AS
    SELECT date, place, product, price, CASE WHEN count(price) OVER past >= 7 THEN price / median(price) OVER past END AS relative
    FROM read_csv('${file}')
    WINDOW past AS (PARTITION BY place, product, retailer ORDER BY date ROWS BETWEEN 28 PRECEDING AND 1 PRECEDING)`);
  for (const group of ['date, place, product', 'date, product']) {
    await duckdb.runAndReadAll(
      `SELECT ${group}, median(relative), quantile_cont(price, [0.25, 0.5, 0.75]) FROM relatives GROUP BY ALL`,
    );
  }
}
