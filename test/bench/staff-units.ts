import type { OperationKey } from '#contract/operations.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { tableNameOf } from '#infra/local/embedded-database.ts';
import { deskStore } from '#storage/desk.ts';
import { callAsStaff, type StaffCall } from '#support/call-as-staff.ts';
import { anAlert, anEpisode } from '#support/small-city.ts';
import { someSuggestion } from '#support/some-suggestion.ts';
import { printRow } from './measure.ts';
import type { MeasuredCity } from './measured-cities.ts';
import type { MeteredFunctions } from './metered-functions.ts';
import { byKind, each, mean, of } from './unit-figures.ts';

/** Alerts that stand, and those of the past that fill the rest of the first page. */
const LIVE_ALERTS = 10;
const PAST_ALERTS = 60;
const SUGGESTIONS = 3;
/** Of ten looks. */
const LOOKS_OF_TEN = { market: 4, alerts: 3, map: 2, coverage: 1 };

interface Where {
  readonly ward: string;
  readonly zone: string;
  readonly today: BusinessDay;
}

/** Looks of staff at the whole city, each made a second time: a process that has just begun reads the register once. */
export async function printLooks(metered: MeteredFunctions, { catalogue }: MeasuredCity, where: Where): Promise<void> {
  await plantAlerts(metered, catalogue, where);
  const { ward, zone } = where;
  const looks: readonly (readonly [string, OperationKey, StaffCall])[] = [
    ['the morning page', 'GET /v1/today', {}],
    ['names of places, which every page asks', 'GET /v1/places', { query: { figures: 'none' } }],
    ['the small map of the morning page, once it is looked at', 'GET /v1/places', { query: { figures: 'levels' } }],
    ['map', 'GET /v1/places', {}],
    ['market of a ward', 'GET /v1/market/{place}', { params: { place: ward } }],
    ['market of a zone', 'GET /v1/market/{place}', { params: { place: zone } }],
    ['market of the city', 'GET /v1/market/{place}', { params: { place: catalogue.city } }],
    ['a good over 30 days', 'GET /v1/market/{place}/{product}', { params: { place: ward, product: '01.0014' } }],
    ['alerts', 'GET /v1/alerts', {}],
    ['coverage', 'GET /v1/coverage', {}],
    ['coverage with checks', 'GET /v1/coverage', { query: { checks: 'true' } }],
  ];
  metered.takeSpent();
  const look = async (account: string, route: OperationKey, call: StaffCall) => {
    const { status } = await metered.onAccountOf(account, () => callAsStaff(metered.staff, route, call));
    if (status !== 200) throw new Error(`${route} was answered ${status}`);
  };
  await look('first', 'GET /v1/places', {});
  for (const [name, route, call] of looks) await look(name, route, call);
  const spent = metered.takeSpent();
  const unitsOf = (name: string) => mean(of(spent, name), 'strongUnits') + mean(of(spent, name), 'eventualUnits');
  printRow(
    `read units of a look (and its processor time, ms); ${LIVE_ALERTS} alerts stand`,
    looks.map(([name]) => `${name} ${unitsOf(name).toFixed(1)} (${each(of(spent, name), 'cpuMs')})`).join(', '),
    'coverage under 200',
  );
  printRow(
    'of these of the alerts, by partition',
    byKind(of(spent, 'alerts').readsByKey, 1).split(', ').slice(0, 8).join(', '),
    '',
  );
  const { market, alerts, map, coverage } = LOOKS_OF_TEN;
  const markets = (unitsOf('market of a ward') + unitsOf('market of a zone')) / 2;
  const ofTen = market * markets + alerts * unitsOf('alerts') + map * unitsOf('map') + coverage * unitsOf('coverage');
  printRow(
    'read units of a look on average: of ten, 4 for a market, 3 for the alerts, 2 for the map, 1 for the coverage; the first of a process',
    `${(ofTen / 10).toFixed(1)}; ${unitsOf('first').toFixed(0)}`,
    'under 30',
  );
}

/** What a busy month leaves on the desk. */
async function plantAlerts({ silent }: MeteredFunctions, { products, city }: Catalogue, { ward, zone, today }: Where) {
  const goods = [...products.keys()];
  const desk = deskStore(silent, tableNameOf('desk'));
  for (let index = 0; index < LIVE_ALERTS + PAST_ALERTS; index++) {
    const isLive = index < LIVE_ALERTS;
    const openedOn = addDays(today, isLive ? -(Math.floor(index / 3) % 5) : -6 - Math.floor(index / 3));
    // An event shows at a ward, its zone and the city.
    const place = [ward, zone, city][index % 3] ?? ward;
    const episode = anEpisode({
      product: goods[(7 * Math.floor(index / 3)) % goods.length] ?? '',
      openedOn,
      status: isLive ? 'open' : 'resolved',
      ...(isLive ? {} : { resolvedOn: addDays(openedOn, 4) }),
    });
    const planted = anAlert({ place, episode, status: isLive ? 'open' : 'resolved' });
    await desk.putAlert(planted);
    await desk.putAction({
      alert: planted.id,
      kind: 'acknowledge',
      at: Date.parse(`${openedOn}T09:00:00+07:00`),
      by: 'lan',
      version: 1,
    });
    for (let pair = 0; pair < SUGGESTIONS; pair++) {
      await desk.putSuggestion(someSuggestion(planted.id, { id: `${planted.id}_pair-${pair}` }));
    }
  }
}
