/**
 * Measures one of the cities: `node test/bench/units-of-city.ts hanoi`.
 *
 * A zone has a past; then a morning is played: in each window of 30 s one of its shops reports, as of each zone of a city
 * with 3,000 points over two hours, and what was written in the window before is handed over. The city around it has
 * more zones, copies of this one. At last staff look, and the day is closed.
 */
import { parentOf } from '#domain/catalogue.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import { copyLeaves, copyShown } from './city-copies.ts';
import { printClosing } from './closing-units.ts';
import { keptOfADay, largestItems } from './largest-items.ts';
import { printRow } from './measure.ts';
import { MEASURED_CITIES, type MeasuredCity } from './measured-cities.ts';
import { type MeteredFunctions, startMeteredFunctions } from './metered-functions.ts';
import { type MeteredZone, registerZone } from './metered-zone.ts';
import { peakMbOf, printOpening, printReport } from './report-units.ts';
import type { Shop } from './shelves.ts';
import { printLooks } from './staff-units.ts';
import { count, kb } from './unit-figures.ts';

const TODAY = '2026-11-23';
const YESTERDAY = '2026-11-22';
const WINDOW_MS = 30_000;
/** Windows until the last report has come up to the city and to the next day. */
const WINDOWS_TO_END = 4;
/** A rise that raises an alert in one ward. */
const SHOCK = { product: '01.0014', factor: 1.3 };

const name = process.argv[2] ?? '';
const city = MEASURED_CITIES[name];
if (!city) throw new Error(`There is no ${name}; there are ${Object.keys(MEASURED_CITIES).join(', ')}`);
const { catalogue, zone } = city;
const wards = [...catalogue.places.values()]
  .filter(({ parent }) => parent === zone)
  .slice(0, city.wards)
  .map(({ id }) => id);
const ward = wards[0] ?? '';
let now = Date.parse(`${TODAY}T00:00:00+07:00`) - 1;
const started = performance.now();
const functions = await startMeteredFunctions(catalogue, () => now);
try {
  await measure(functions, city);
} finally {
  await functions.close();
}

/** Tells on the side how far it is: a city takes minutes. */
function tell(what: string): void {
  process.stderr.write(`${name}: ${what} after ${Math.round((performance.now() - started) / 1000)} s\n`);
}

async function measure(metered: MeteredFunctions, { title, points, rows, shopsOfAWard, historyDays }: MeasuredCity) {
  printRow(
    `**${title}**: ${count(points)} points of sale, ${count(rows)} rows a report, ${count(catalogue.products.size)} goods`,
    '',
    '',
  );
  const played = await registerZone(metered, catalogue, TODAY, { wards, shopsOfAWard, rows });
  await played.fillHistory(historyDays);
  tell('history is folded');
  now = Date.parse(`${TODAY}T00:05:00+07:00`);
  metered.takeSpent();
  await metered.onAccountOf('open-day', metered.openDay);
  await played.settle('opening: ');
  printOpening(metered.takeSpent(), shopsOfAWard);
  tell('the day is open');

  now = Date.parse(`${TODAY}T06:00:00+07:00`);
  const bytes = await playMorning(metered, played);
  printReport(metered.takeSpent(), { city: cityOf(), reports: measuredShops(played).length, bytes });
  tell('the morning is over');
  printRow('largest items, KB', await largestItems(metered), 'each under 300 KB');
  const kept = await keptOfADay(metered, { ward, zone, city: catalogue.city, today: TODAY, shops: shopsOfAWard });
  printRow(
    'KB kept of a day: for 400 days of a store, of a zone; for good of a ward with its stores, of a zone',
    `${kb(kept.store)}, ${kb(kept.zone)}; ${kb(kept.wardForGood)}, ${kb(kept.zoneForGood)}`,
    '',
  );
  printRow(
    `peak memory of a process that assesses the city of ${count(points)} points`,
    `${peakMbOf(metered, name, 'assess-place', `${catalogue.city}#${TODAY}`, 'open')} MB`,
    'under 1,769 MB',
  );
  tell('the city is assessed by itself');
  await copyShown(metered, catalogue, ward, [TODAY, YESTERDAY]);
  await printLooks(metered, cityOf(), { ward, zone: parentOf(catalogue, ward), today: TODAY });
  tell('staff have looked');
  await printClosing(metered, name, cityOf(), { ward, day: TODAY, dayBefore: YESTERDAY });
  tell('the day is closed');
}

function cityOf(): MeasuredCity {
  return city as MeasuredCity;
}

/** The shops whose reports are measured, evenly from all wards. */
function measuredShops({ shops }: MeteredZone): readonly Shop[] {
  return shuffled(shops).slice(0, cityOf().measured);
}

/** Plays a morning and returns the mean size of a report's body. */
async function playMorning(metered: MeteredFunctions, played: MeteredZone): Promise<number> {
  const { copiesOfAWard, copiesOfTheZone, cityEvery } = cityOf();
  let bytes = 0;
  let windows = 0;
  let hasCopies = false;
  const inTurn = async (_partition: string, account: string) => {
    // Once: what the other places' shops say need not follow the morning.
    if (!hasCopies && account !== 'ward' && account !== 'commune') {
      await copyLeaves(metered, { city: catalogue.city, zone, date: TODAY, copiesOfAWard, copiesOfTheZone });
      hasCopies = true;
    }
    return account !== 'city' || windows % cityEvery === 0;
  };
  const shocked = (shop: Shop) => (product: string) =>
    shop.place === ward && product === SHOCK.product ? SHOCK.factor : 1;
  const measured = measuredShops(played);
  for (const shop of measured) {
    bytes += await played.report(shop, shocked(shop));
    now += WINDOW_MS;
    windows++;
    await played.window(inTurn);
    if (windows % 20 === 0) tell(`${windows} of ${measured.length} reports`);
  }
  for (let last = 0; last < WINDOWS_TO_END; last++) {
    windows++;
    await played.window(inTurn);
  }
  const rest = played.shops.filter((shop) => !measured.includes(shop));
  for (const shop of rest) await played.report(shop, shocked(shop), 'the rest: ');
  await played.settle('the rest: ');
  return bytes / measured.length;
}

function shuffled(shops: readonly Shop[]): Shop[] {
  const draw = seededNumbers(1);
  return shops
    .map((shop) => ({ shop, at: draw() }))
    .sort((a, b) => a.at - b.at)
    .map(({ shop }) => shop);
}
