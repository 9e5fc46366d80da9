import { FIGURES } from '../../figures.ts';
import type { Confidence, DemandSource } from '../../matching/demand.ts';
import type { Tier } from '../../matching/match-settings.ts';
import type { Alternative } from '../../matching/suggestion.ts';
import type { suggestions as vi } from '../vi/suggestions.ts';

const figures = FIGURES.en;

const TIERS: Readonly<Record<Tier, string>> = {
  'own-chain': 'same chain',
  'same-area': 'same area',
  'other-area': 'another area of the city',
  supplier: 'supplier, wholesale market or outside the city',
};

const SOURCES: Readonly<Record<DemandSource, string>> = {
  sales: 'reported sales',
  'stock-differences': 'differences of stock',
  population: 'people and a norm (an estimate)',
};

const CONFIDENCES: Readonly<Record<Confidence, string>> = { high: 'high', medium: 'medium', low: 'low' };

const BECAUSE: Readonly<Record<Alternative['because'], string>> = {
  'dearer-way': 'a longer way',
  'later-tier': 'a later kind of source',
  substitute: 'a substitute',
  'needed-elsewhere': 'its goods are meant for others',
};

export const suggestions: typeof vi = {
  line({ substitute, ...line }) {
    const what = substitute ? ` of ${substitute.name} (in place of ${substitute.insteadOf})` : '';
    return `${line.giver} could supply ${figures.quantity(line.quantityMilli, line.unit)}${what} to ${line.receiver}: ${TIERS[line.tier]}, about ${figures.km(line.roadKm)} by road, carriage about ${figures.dong(line.costDong)}.`;
  },

  coverOfReceiver: ({ before, after }) =>
    `The receiver's cover rises from ${figures.days(before)} to ${figures.days(after)}.`,

  heldOfReceiver: ({ stockMilli, unit, document }) =>
    `The receiver's own ${figures.quantity(stockMilli, unit)} are held for food safety (${document}) and do not count.`,

  supplierLeft: ({ stockAfterMilli, unit }) =>
    `The giver is a supplier and still offers ${figures.quantity(stockAfterMilli, unit)} afterwards.`,

  shopLeft({ stockAfterMilli, keepBackMilli, cover, unit }) {
    const change = cover ? ` (cover from ${figures.days(cover.before)} to ${figures.days(cover.after)})` : '';
    return `The giver has ${figures.quantity(stockAfterMilli, unit)} left${change} and keeps its reserve of ${figures.quantity(keepBackMilli, unit)}.`;
  },

  figuresOf: ({ giver, receiver }) =>
    `Figures of ${figures.day(giver)} (giver)${receiver === undefined ? '' : ` and ${figures.day(receiver)} (receiver)`}.`,

  need: ({ source, byWeekday, confidence }) =>
    `The need is from ${SOURCES[source]}${byWeekday ? ' by weekday' : ''}, confidence ${CONFIDENCES[confidence]}.`,

  joinLoads: ({ loadPct }) => `It fills only ${figures.percent(loadPct)} of a light truck: consider joining loads.`,

  other({ storeName, substitute, unit, rankedMorePerUnit, paidMorePerUnit, because }) {
    const [ranked, paid] = [figures.priceMore(rankedMorePerUnit, unit), figures.priceMore(paidMorePerUnit, unit)];
    return `${storeName} (${substitute ? `${substitute}: ` : ''}${ranked} as ways are ranked, carriage ${paid}; ${BECAUSE[because]})`;
  },

  others: (others) =>
    others.length === 0 ? 'Nobody else could give.' : `Others who could give: ${others.join('; ')}.`,

  limit(limit, { giver, unit }) {
    const oneMore = figures.quantity(1000, unit);
    if (limit.kind === 'serves-more') return `${oneMore} more from ${giver} would leave ${oneMore} less unmet.`;
    return limit.kind === 'saves'
      ? `${oneMore} more from ${giver} would save ${figures.dong(limit.savingPerUnit)} as ways are ranked.`
      : `The need is met: more from ${giver} would change nothing.`;
  },
};
