import { goesThatWay, type PriceRung } from '../../evidence/headline.ts';
import { FIGURES } from '../../figures.ts';
import { TRAILING_REPORTS } from '../../history/trailing-reports.ts';
import type { headlines as vi } from '../vi/headlines.ts';

const figures = FIGURES.en;

export const headlines: typeof vi = {
  percent({ changePct, direction, thresholds, furthest }) {
    if (!furthest || goesThatWay(changePct, direction)) return figures.headline(changePct, thresholds);
    return `up to ${figures.headline(furthest.changePct, thresholds)}`;
  },

  size({ changePct, direction, thresholds, furthest }) {
    if (!furthest || goesThatWay(changePct, direction)) return figures.headlineSize(changePct, thresholds);
    return `as far as ${figures.headlineSize(furthest.changePct, thresholds)}`;
  },

  prices({ price, comparedWith }, { rung, unit }) {
    if (rung !== 'ceiling') return figures.twoPrices(comparedWith, price, unit);
    return `${figures.price(price, unit)}, ceiling ${figures.price(comparedWith, unit)}`;
  },

  move(told) {
    const { rung, direction, lagDays, seasonPct, middle, furthest, thresholds } = told;
    const moved = direction === 'up' ? 'up' : 'down';
    const size = headlines.size(told);
    const how: Readonly<Record<PriceRung, string>> = {
      ceiling: `${size} above the price ceiling in force`,
      trailing: `${moved} ${size} against each outlet's own usual price (median of at most ${TRAILING_REPORTS} earlier reporting days)`,
      drift: `${moved} ${size} in small steps against about ${lagDays} days before`,
      season: `${moved} ${size} against what the same days of earlier years let expect (with ${figures.change(seasonPct)} of season)`,
    };
    const { daysAgo } = middle;
    const said = daysAgo === undefined ? '' : ` (told ${daysAgo} day${daysAgo === 1 ? '' : 's'} before)`;
    const farthest = furthest
      ? `, the farthest ${headlines.prices(furthest, told)} (${figures.headline(furthest.changePct, thresholds)})`
      : '';
    return `${how[rung]}: the middle outlet ${headlines.prices(middle, told)}${said}${farthest}`;
  },

  definition({ rung, direction, lagDays, count }) {
    const moved = rung === 'ceiling' ? 'exceed it' : direction === 'up' ? 'rose' : 'fell';
    const which = rung === 'ceiling' ? 'outlets above the ceiling' : 'outlets';
    const against: Readonly<Record<PriceRung, string>> = {
      ceiling: 'the price ceiling in force',
      trailing: 'its own usual price',
      drift: `its own price about ${lagDays} days before`,
      season: 'its own usual price with the season in it',
    };
    const own = `each against ${against[rung]}.`;
    if (count === 1) return `Only one of the ${which} can be compared, against ${against[rung]}.`;
    if (count === 2) return `The smaller change of two ${which}; ${own}`;
    return `Half the ${which} ${moved} by more, half by less; ${own}`;
  },

  median: "The median of the outlets' own changes; these older figures name no middle outlet.",

  monthMean: 'The mean retail price of the month against what earlier years let expect.',
};
