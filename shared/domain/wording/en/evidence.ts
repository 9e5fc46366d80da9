import type { PriceRung } from '../../evidence/headline.ts';
import { FIGURES } from '../../figures.ts';
import { TRAILING_REPORTS } from '../../history/trailing-reports.ts';
import type { RankedChange, evidence as vi } from '../vi/evidence.ts';
import { levels } from './levels.ts';

const figures = FIGURES.en;

const sumOf = ({ price, comparedWith, changePct }: RankedChange) =>
  `(${figures.dong(price)} − ${figures.dong(comparedWith)}) ÷ ${figures.dong(comparedWith)} = ${figures.exactChange(changePct)}`;

const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;

export const evidence: typeof vi = {
  notKept: "The stores' figures of this day are no longer kept, so nothing can be recomputed.",

  ofTheMonth: ({ indicator, month }) =>
    `The ${indicator} indicator is computed from monthly mean prices up to ${figures.month(month)}, not from the outlets' prices of the day; the rows are shown for information.`,

  whoCounts({ day, silentDays, isCeiling, ...count }) {
    const notCounted = [
      count.alone > 0 ? `${count.alone} without ${isCeiling ? 'a ceiling' : 'enough earlier reports'}` : '',
      count.heldBack > 0 ? `${count.heldBack} held back until verified` : '',
    ].filter(Boolean);
    const andSilent =
      count.silent > 0
        ? ` and ${count.silent} had not, which count with what they said last within ${silentDays} days`
        : '';
    return `On ${figures.day(day)} ${count.reported} outlets reported a retail price${andSilent}; ${count.compared} can be compared${notCounted.length > 0 ? ` (not counted: ${notCounted.join(', ')})` : ''}.`;
  },

  longSilent: ({ count, silentDays, expectedDays }) =>
    `Another ${count} ${count === 1 ? 'has' : 'have'} been silent for more than ${silentDays} days: no price of theirs counts, but for ${expectedDays} days they are among the outlets of which enough must agree.`,

  ownChange({ rung, lagDays, seasonPct }) {
    const comparedWith: Readonly<Record<PriceRung, string>> = {
      ceiling: 'It is compared with the ceiling in force when the outlet reported.',
      drift: `It is compared with the median of the outlet's own 7 reporting days up to about ${lagDays} days before.`,
      trailing: `It is compared with the median of the outlet's own last ${TRAILING_REPORTS} reporting days at most, which stands still while a move lasts.`,
      season: `It is compared with the outlet's own usual price times what the season did in earlier years (${figures.exactChange(seasonPct)}).`,
    };
    return `An outlet's change = (price of the day − what it is compared with) ÷ what it is compared with × 100. ${comparedWith[rung]}`;
  },

  habit: (usual) =>
    `By habit here ${usual}: what an outlet is compared with is moved towards its price of the day, by that much at most.`,

  middle({ count, isCeiling, first, second, changePct }) {
    const what = isCeiling ? `the ${count} excesses over the ceiling` : `the ${count} changes`;
    const found = second
      ? `in the middle stand number ${first.rank}: ${sumOf(first)}, and number ${second.rank}: ${sumOf(second)}; their mean is ${figures.exactChange(changePct)}`
      : `in the middle stands number ${first.rank}: ${sumOf(first)}`;
    return `Sort ${what} from low to high: ${found}.`;
  },

  middleShop: ({ rank, isSmaller, prices, percent }) =>
    `The number that the alert tells is the change of the outlet in the middle, number ${rank}${isSmaller ? ' (the smaller one of the two in the middle)' : ''}: ${prices}, which is ${percent}.`,

  medianPrices: ({ observed, ofPrices, reference, ofReferences, unit }) =>
    `The median of ${ofPrices} prices of the day is ${figures.price(observed, unit)}, of ${ofReferences} prices compared with ${figures.price(reference, unit)}: they are no two prices of one outlet, and are not divided.`,

  medians: ({ observed, ofPrices, reference, ofReferences, unit }) =>
    `The two prices that the alert tells are taken each on its own: the median of ${ofPrices} prices of the day (${figures.price(observed, unit)}) and of ${ofReferences} prices compared with (${figures.price(reference, unit)}); their ratio may be another figure.`,

  aboveCeiling: `Above a ceiling there is no other threshold: any excess is an alert, and one from the product's crisis threshold on a crisis.`,

  threshold: ({ level, direction, threshold, changePct }) =>
    `The internal threshold for "${levels[level]}" of a ${direction === 'up' ? 'rise' : 'fall'} is ${threshold}: ${figures.exactChange(changePct)} reaches it.`,

  widening: ({ usualPct, mostGrowth }) =>
    `The usual movement here is ${figures.percent(usualPct)}: thresholds widen to it, to ${figures.number(mostGrowth)} times themselves at most.`,

  agreed({ stores, storesCompared, retailers, retailersCompared, places, did, needed }) {
    const where = places === undefined ? '' : `, in ${places} places inside`;
    const neededWhere = needed.places === undefined ? '' : `, in at least ${needed.places} places inside`;
    return `${stores} of ${storesCompared} outlets${where} ${did}, and so have ${retailers} of ${retailersCompared} retailers, each with at least half of its outlets. Needed: at least ${counted(needed.stores, 'outlet')} and ${counted(needed.retailers, 'retailer')}${neededWhere}.`;
  },

  did: {
    passedCeiling: 'have passed the ceiling',
    reachedThreshold: 'have reached the threshold',
    risenBy: (supportPct) => `have risen by two thirds of the threshold (${figures.percent(supportPct)}) or more`,
  },

  oneOfTwo: (timesThreshold) =>
    `Only two outlets sell it here: one is enough where the middle reaches ${figures.exact(timesThreshold)} times the threshold.`,

  secondDay: {
    drift: 'A drift is slow, so two reporting days in a row had to show it.',
    fewOutlets: 'Few outlets report here, so two reporting days in a row had to show it.',
  },

  partInTheFall: ({ falling, compared, retailers, usualChangePct, isWatchOnly, ...least }) =>
    `A fall is more than "${levels.watch}" only where at least ${least.leastRetailers} retailers sell the product and more than ${figures.percent(least.leastSharePct)} of the outlets take part, each with a quarter of the middle fall against its usual price (${figures.exactChange(usualChangePct)}) at least: here ${falling} of ${compared} outlets, and ${counted(retailers, 'retailer')}${isWatchOnly ? ', so that it is only watched: it may be a promotion' : ''}.`,

  cover: {
    ofEach: "An outlet's days of cover = its stock ÷ its own usual sales of a day.",
    short: ({ shortCoverDays, stockRatioPct }) =>
      `An outlet is short when its stock lasts less than ${shortCoverDays} days and is below ${figures.percent(stockRatioPct)} of its own usual stock.`,
    sum: ({ stockMilli, demandMilli, unit, coverDays, shortCoverDays }) =>
      `Added up where sales are known: ${figures.quantity(stockMilli, unit)} ÷ ${figures.quantity(demandMilli, unit)} a day = ${figures.days(coverDays)}; it has to be below ${shortCoverDays} days.`,
    agreed: ({ agreeing, reporting, needed }) =>
      `${agreeing} of ${reporting} outlets are short. Needed: at least ${needed}.`,
  },

  outcome: {
    same: 'The outcome is what the alert tells.',
    other: 'The outcome differs from what the alert tells: the figures of the day were corrected later.',
  },
};
