import { FIGURES } from '../../figures.ts';
import { TRAILING_REPORTS } from '../../history/trailing-reports.ts';
import type { Rung } from '../../level.ts';
import type { alerts as vi } from '../vi/alerts.ts';
import { levels } from './levels.ts';

const figures = FIGURES.en;

export const alerts: typeof vi = {
  fired(alert) {
    const { agreeing, reporting, lagDays, coverDays, shortCoverDays, seasonPct, score } = alert;
    const what = `${alert.product} in ${alert.place}`;
    const [day, month] = [figures.day(alert.day), figures.month(alert.month)];
    const [price, reference] = [figures.price(alert.observed, alert.unit), figures.price(alert.reference, alert.unit)];
    const [mean, expected] = [alert.observed, alert.reference].map((dong) => figures.workedOutPrice(dong, alert.unit));
    const moved = alert.direction === 'up' ? 'up' : 'down';
    const change = figures.percent(alert.movedPct);
    const outlets = `${agreeing} of ${reporting} outlets`;
    const threshold = `the internal threshold of ${alert.threshold} for "${levels[alert.thresholdLevel]}"`;
    if (alert.move !== undefined) {
      const beyond = alert.rung === 'ceiling' ? 'are above the ceiling' : `are beyond ${threshold}`;
      return `The retail price of ${what} on ${day} was ${alert.move}; ${outlets} ${beyond}.`;
    }
    const sentences: Readonly<Record<Rung, () => string>> = {
      ceiling: () =>
        `The retail price of ${what} on ${day} was ${price}, ${change} above the price ceiling in force (${reference}); ${outlets} are above the ceiling.`,
      trailing: () =>
        `The retail price of ${what} on ${day} was ${price}, ${moved} ${change} against each outlet's own usual price (median of at most ${TRAILING_REPORTS} earlier reporting days, ${reference}); ${outlets} are beyond ${threshold}.`,
      drift: () =>
        `The retail price of ${what} on ${day} was ${price}, ${moved} ${change} in small steps against about ${lagDays} days before (${reference}); ${outlets} are beyond ${threshold}.`,
      cover: () =>
        `Stock of ${what} on ${day} ${coverDays === undefined ? 'was running out' : `would last only ${figures.cover(coverDays, shortCoverDays)}`} while the price is still flat; ${outlets} are below the internal threshold of ${shortCoverDays} days of cover.`,
      season: () =>
        `The retail price of ${what} on ${day} was ${price}, ${moved} ${change} against what the same days of earlier years let expect (${reference}, with ${figures.change(seasonPct)} of season); ${outlets} are beyond ${threshold}.`,
      alps: () =>
        `The mean retail price of ${what} in ${month} was ${mean}, against ${expected} by the trend and season of earlier years; its ALPS is ${figures.number(score)} (from 1 on it is watched).`,
      ifpa: () =>
        `The mean retail price of ${what} in ${month} was ${mean}, in the same month of the year before ${expected}; its IFPA is ${figures.number(score)} (abnormally high from 1 on, abnormally low from −1 down).`,
    };
    return sentences[alert.rung]();
  },

  changeIsNoRatio:
    "The change is the median of the outlets' own changes, so dividing the two prices may give another figure.",

  habit: (usual) => `By habit here ${usual}; it is counted in what prices are compared with.`,

  causes: {
    up: {
      scarcity: 'Stock is running down: a sign of local scarcity.',
      margin: 'There is enough stock: input costs and margins should be looked into.',
      'early-warning': 'This is an early warning of supply.',
      'price-only': 'There are no stock figures, so only the price speaks.',
    },
    down: {
      scarcity: 'The price falls although stock is low: the figures and demand should be checked.',
      margin: 'There is enough stock: a sign of oversupply or slow sales.',
      'early-warning': 'This is an early warning of supply.',
      'price-only': 'There are no stock figures, so only the price speaks.',
    },
  },

  pleaseVerify: 'Please verify.',

  noData: (since) => `No data since ${figures.day(since)}`,

  withdrawn: ({ product, place }) =>
    `After a correction of the figures, the movement of ${product} in ${place} has no basis any more. Nothing further to verify.`,

  ends: {
    open: ({ calmDays, calm, newLevelDays }) =>
      `Ends by itself after ${calmDays} reporting days in a row ${calm}, or once the price has held its new level for ${newLevelDays} reporting days.`,
    recovering: ({ daysLeft, calm }) =>
      `Recovering: ends by itself after ${daysLeft} more reporting day${daysLeft === 1 ? '' : 's'} ${calm}.`,
    unreported: ({ noData, on }) => `${noData}: without any it ends by itself on ${figures.day(on)}.`,
    withdrawn: 'Withdrawn because the figures were corrected.',
    resolved: ({ on, how }) => `Ended${on ? ` on ${figures.day(on)}` : ''}: ${how}.`,
  },

  calm: {
    ceiling: () => 'with no price above the ceiling',
    stock: ({ shortCoverDays }) => `without shortage (stock for ${shortCoverDays} days or more)`,
    month: () => 'with the monthly indicator back at its usual level',
    price: () => 'with a move below the "watch" threshold',
  },

  ended: {
    'new-level': 'its present price counts as the new level from now on',
    stock: 'stock is back to normal',
    price: 'the price is back near its usual level',
  },

  endedUnknown: (noData) =>
    `${noData.charAt(0).toLowerCase()}${noData.slice(1)}, so it could no longer be followed; the price now is not known`,
};
