/** What suggestions are worth: the demo city's 60 days with the suggestions applied, against the same days without. */
import { catalogue } from '#catalog/city.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';
import { printRow, quantileOf } from './measure.ts';
import { type Outcome, replaySupply } from './supply-replay.ts';

const LAST_DAY = '2026-11-23';
/** Ten days without deliveries, now and then for one shop, seldom for a whole chain. */
const DISRUPTIONS = { shopStops: 0.004, chainStops: 0.001, days: 10 };

const without = replaySupply(catalogue, LAST_DAY, DISRUPTIONS, () => false);
const withAll = replaySupply(catalogue, LAST_DAY, DISRUPTIONS, () => true);
const draw = seededNumbers(3);
const withHalf = replaySupply(catalogue, LAST_DAY, DISRUPTIONS, () => draw() < 0.5);

const share = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`;
const inWords = ({ stockOutDays, soldOutUnits, shelfDays }: Outcome) =>
  `${stockOutDays} of ${shelfDays} shelf-days (${share(stockOutDays, shelfDays)}), ${Math.round(soldOutUnits)} units in vain`;
const avoided = ({ stockOutDays }: Outcome) => share(without.stockOutDays - stockOutDays, without.stockOutDays);

printRow('60 days of the demo city, deliveries failing: stock-out days without suggestions', inWords(without), '');
for (const [name, outcome] of [
  ['half of the suggestions taken up', withHalf],
  ['all suggestions taken up', withAll],
] as const) {
  printRow(`the same, ${name}`, `${inWords(outcome)}: ${avoided(outcome)} avoided`, 'fewer');
  printRow(
    `the same, ${name}: what it takes`,
    `${outcome.applied} of ${outcome.suggested} suggestions, ${(outcome.carriageDong / outcome.movedUnits).toFixed(0)} VND a unit`,
    '',
  );
}
printRow(
  'all products of the demo city after the cut-off, one day',
  `${quantileOf(withAll.searchMs, 0.5).toFixed(0)} ms median, ${quantileOf(withAll.searchMs, 1).toFixed(0)} ms longest`,
  'under 5 s',
);
