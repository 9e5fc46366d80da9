import { definitionOf } from '#infra/function-definitions.ts';
import { familyDayOf, partitionOfFamily } from '#storage/place-day-key.ts';
import { printRow } from './measure.ts';
import type { MeasuredCity } from './measured-cities.ts';
import { closeCity, fillCity } from './metered-city.ts';
import type { MeteredFunctions } from './metered-functions.ts';
import { peakMbOf, REQUEST_MS } from './report-units.ts';
import { type Counted, count, of } from './unit-figures.ts';

/** Of each good so many of the city's shops are short when its day is closed. */
const SHORT_SHARE = 0.1;

export async function printClosing(
  metered: MeteredFunctions,
  name: string,
  { catalogue, families: most }: MeasuredCity,
  { ward, day, dayBefore }: { readonly ward: string; readonly day: string; readonly dayBefore: string },
): Promise<void> {
  const shops = await fillCity(metered, catalogue, ward, SHORT_SHARE);
  metered.takeSpent();
  const { partitions, of: families } = await closeCity(metered, `${day}T15:00:00+07:00`, most);
  const spent = metered.takeSpent();
  const matched = partitions
    .map((pk) => ({ pk, account: of(spent, `family ${pk}`) }))
    .sort((a, b) => a.account.cpuMs - b.account.cpuMs);
  const meanOf = (member: Counted) => matched.reduce((sum, { account }) => sum + account[member], 0) / matched.length;
  const units = (['writeUnits', 'strongUnits', 'eventualUnits'] as const).map(meanOf);
  printRow(
    `closing the day of ${count(shops)} shops, ${100 * SHORT_SHARE} % of them short of each good: write units, read units strongly and eventually consistent, of each of ${families} families (mean of ${matched.length}) and of all`,
    `${units.map((each) => each.toFixed(0)).join(', ')}; ${units.map((each) => count(Math.round(each * families))).join(', ')}`,
    '',
  );
  const [median, longest] = [matched[matched.length >> 1], matched.at(-1)];
  const gbSeconds =
    ((meanOf('cpuMs') + REQUEST_MS * meanOf('requests')) / 1000) *
    families *
    (definitionOf('close-day').memoryMb / 1024);
  const seconds = (ms = 0) => (ms / 1000).toFixed(1);
  printRow(
    `processor time of a family, median and longest, and of all; GB-seconds of all, ${REQUEST_MS} ms for each request to the database`,
    `${seconds(median?.account.cpuMs)} and ${seconds(longest?.account.cpuMs)} s, ${seconds(meanOf('cpuMs') * families)} s; ${gbSeconds.toFixed(0)}`,
    'a family under 45 s',
  );
  // As of the day before: there what was suggested for the day stands in nobody's way.
  const pk = partitionOfFamily(familyDayOf(longest?.pk ?? '')?.family ?? '', dayBefore);
  printRow(
    'peak memory of a process that matches the family that takes longest',
    `${peakMbOf(metered, name, 'close-day', pk, 'close')} MB`,
    'under 1,769 MB',
  );
}
