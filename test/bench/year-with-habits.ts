import { addDays, type BusinessDay, toDayNumber } from '#domain/business-day.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import { writeLines } from './write-lines.ts';

const FIRST: BusinessDay = '2025-01-01';
const DAYS = 365;
const ZONES = 5;
const CENTRES_OF_ZONE = 30;
/** Of so many days one a centre begins to be silent, for so many days: longer than a store is waited for. */
const [SILENCE_EACH, SILENT_DAYS] = [500, 50];
/** Shares of centres that report, from Sunday to Saturday: 56, 95 and 77 in the source, of those that report at all. */
const REPORTING = [0.44, 0.75, 0.75, 0.75, 0.75, 0.75, 0.61];
/** How far a price may go from where it began before it rather comes back, as a log change. */
const REACH = 0.6;

/**
 * What prices of a good did in daily retail reports of 153 Indian centres, 2016-2021: its name, median price, the
 * probability that a report changes the price, median and 95 % quantile of the absolute change, share of rises, and the
 * spread between centres.
 */
const GOODS: readonly (readonly [string, number, number, number, number, number, number])[] = [
  ['rice', 30, 0.0337, 0.0417, 0.2143, 0.539, 0.218],
  ['wheat', 25, 0.0294, 0.05, 0.1667, 0.536, 0.236],
  ['atta', 26, 0.0306, 0.0435, 0.2018, 0.54, 0.193],
  ['gram_dal', 70, 0.0728, 0.029, 0.131, 0.513, 0.13],
  ['tur', 88, 0.0713, 0.027, 0.1206, 0.474, 0.103],
  ['urad', 90, 0.0718, 0.0278, 0.1319, 0.472, 0.158],
  ['moong', 85, 0.0631, 0.0267, 0.125, 0.503, 0.125],
  ['masoor', 70, 0.056, 0.0294, 0.1442, 0.5, 0.141],
  ['sugar', 40, 0.0378, 0.027, 0.1042, 0.528, 0.072],
  ['milk', 42, 0.012, 0.0455, 0.2, 0.585, 0.143],
  ['groundnut_oil', 135, 0.048, 0.0168, 0.1029, 0.563, 0.148],
  ['mustard_oil', 110, 0.0441, 0.0214, 0.1277, 0.562, 0.161],
  ['vanaspati', 80, 0.0427, 0.026, 0.1447, 0.584, 0.147],
  ['gur', 44, 0.041, 0.0444, 0.175, 0.519, 0.179],
  ['tea', 210, 0.0212, 0.035, 0.313, 0.541, 0.17],
  ['salt', 17, 0.0116, 0.0952, 0.4286, 0.543, 0.223],
  ['potato', 20, 0.1058, 0.0909, 0.3333, 0.511, 0.301],
  ['onion', 20, 0.1395, 0.0909, 0.3333, 0.482, 0.249],
  ['tomato', 25, 0.1589, 0.1333, 0.5, 0.48, 0.386],
  ['soya_oil', 90, 0.0403, 0.0233, 0.134, 0.584, 0.104],
  ['sunflower_oil', 99, 0.0456, 0.0204, 0.1111, 0.593, 0.116],
  ['palm_oil', 76, 0.0613, 0.0211, 0.1, 0.594, 0.115],
];

/**
 * Writes a year of prices with the habits of real ones as `npm run backtest` reads them; returns the number of rows.
 * Centres of a zone have prices near one another, rest on weekends, and fall silent for weeks.
 */
export function writeYearWithHabits(file: string): Promise<number> {
  return writeLines(file, 'date,place,product,retailer,price', linesOfDays());
}

function* linesOfDays(): Generator<readonly string[]> {
  const draw = seededNumbers(153);
  const normal = () => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
  const centres = Array.from({ length: ZONES * CENTRES_OF_ZONE }, (_, index) => ({
    name: `Miền ${index % ZONES},%,Trung tâm ${index}`,
    silentUntil: 0,
    prices: GOODS.map(([, median, , , , , spread]) => {
      const start = Math.max(1, Math.round(median * Math.exp(spread * normal())));
      return { start, price: start };
    }),
  }));
  for (let day = 0; day < DAYS; day++) {
    const date = addDays(FIRST, day);
    const share = REPORTING[(toDayNumber(date) + 4) % 7] as number;
    yield centres.flatMap((centre) => {
      if (draw() * SILENCE_EACH < 1) centre.silentUntil = day + SILENT_DAYS;
      const isReported = draw() < share && day >= centre.silentUntil;
      return GOODS.flatMap(([product, , changes, usual, large, rises], good) => {
        const series = centre.prices[good] as { start: number; price: number };
        if (draw() < changes) {
          const size = Math.min(1, usual * Math.exp((Math.log(large / usual) / 1.645) * normal()));
          const away = Math.log(series.price / series.start) / REACH;
          const isRise = draw() < rises - away / 2;
          series.price = Math.max(1, Math.round(isRise ? series.price * (1 + size) : series.price / (1 + size)));
        }
        return isReported ? [`${date},${centre.name.replace('%', product)},${series.price}`] : [];
      });
    });
  }
}
