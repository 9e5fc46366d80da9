import { addDays, type BusinessDay } from '#domain/business-day.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import { writeLines } from './write-lines.ts';

const FIRST: BusinessDay = '2025-01-01';
const DAYS = 365;
const PLACES = 20;
const RETAILERS = 5;
const GOODS = 27;
/** Nine of ten reports repeat the price before (daily retail reports of 153 centres, 2016-2021). */
const CHANGES = 0.07;

/** Writes a year of sticky prices as `npm run backtest` reads them, day by day; returns the number of rows. */
export function writeYearOfPrices(file: string): Promise<number> {
  return writeLines(file, 'date,place,product,retailer,price', linesOfDays());
}

function* linesOfDays(): Generator<readonly string[]> {
  const draw = seededNumbers(365);
  const series = Array.from({ length: PLACES * RETAILERS * GOODS }, (_, index) => ({
    place: `Phường ${index % PLACES}`,
    retailer: `Cửa hàng ${Math.floor(index / PLACES) % RETAILERS}`,
    product: `Hàng ${Math.floor(index / (PLACES * RETAILERS))}`,
    price: 10_000 + Math.round(draw() * 150) * 1_000,
  }));
  for (let day = 0; day < DAYS; day++) {
    const date = addDays(FIRST, day);
    yield series.map((one) => {
      if (draw() < CHANGES) one.price = Math.max(1_000, Math.round((one.price * (0.93 + 0.145 * draw())) / 500) * 500);
      return `${date},${one.place},${one.product},${one.retailer},${one.price}`;
    });
  }
}
