import type { Alert } from '../alert/alert.ts';
import { SHORT_STOCK_RATIO } from '../assessment/store-facts.ts';
import type { DetectionSettings } from '../catalogue.ts';
import { ONE_OF_TWO } from '../detection/agreement.ts';
import { isWidened } from '../detection/lags.ts';
import { MOST_GROWTH } from '../detection/usual-movement.ts';
import type { EvidenceAgreement } from '../evidence/agreement.ts';
import { comparesPrices, type PriceRung } from '../evidence/headline.ts';
import { middleRow, middleRows, type PriceRow, type Recomputed, type SupplyRow, sumOf } from '../evidence/rows.ts';
import { FIGURES } from '../figures.ts';
import type { Bilingual } from '../language.ts';
import type { Product } from '../product.ts';
import { habitWords } from './habits.ts';
import { EVIDENCE, HEADLINES, inEachLanguage } from './languages.ts';
import { paragraph } from './paragraph.ts';
import { thresholdWords } from './thresholds.ts';

/** All that the way from the rows to an alert's numbers is told with. */
export interface EvidenceFacts {
  readonly alert: Alert;
  readonly product: Pick<Product, 'unit'>;
  readonly prices: readonly PriceRow[];
  readonly supplies: readonly SupplyRow[];
  /** None where the day's rows are no longer kept. */
  readonly recomputed: Recomputed | undefined;
  /** True when the rows give the alert's numbers. */
  readonly isSame: boolean;
  readonly agreement: EvidenceAgreement;
  readonly settings: Pick<
    DetectionSettings,
    'shortCoverDays' | 'silentDays' | 'expectedDays' | 'minRetailers' | 'fallShare'
  >;
}

/** How to get from the rows to the alert's numbers with a pencil: one sentence a step, in both languages. */
export function evidenceSteps(facts: EvidenceFacts): Bilingual[] {
  const { recomputed, isSame } = facts;
  const { rung, month = '' } = facts.alert.episode.evidence;
  if (rung === 'alps' || rung === 'ifpa') {
    return [inEachLanguage(EVIDENCE, (evidence) => evidence.ofTheMonth({ indicator: rung.toUpperCase(), month }))];
  }
  if (!recomputed) return [inEachLanguage(EVIDENCE, (evidence) => evidence.notKept)];
  const steps = rung === 'cover' ? coverSteps(facts, recomputed) : priceSteps(facts, recomputed, rung);
  return [...steps, inEachLanguage(EVIDENCE, ({ outcome }) => (isSame ? outcome.same : outcome.other))];
}

function priceSteps(facts: EvidenceFacts, { changePct }: Recomputed, rung: PriceRung): Bilingual[] {
  const { lagDays = 0, seasonPct = 0, habit } = facts.alert.episode.evidence;
  const usual = habit && habitWords(habit);
  return [
    whoCounts(facts),
    inEachLanguage(EVIDENCE, (evidence, language) =>
      paragraph([
        evidence.ownChange({ rung, lagDays, seasonPct }),
        usual === undefined ? '' : evidence.habit(usual[language]),
      ]),
    ),
    ...middle(facts, changePct),
    threshold(facts, changePct),
    agreed(facts),
    ...partInTheFall(facts),
  ];
}

function whoCounts({ prices, alert, settings, agreement: { longSilent } }: EvidenceFacts): Bilingual {
  const { silentDays, expectedDays } = settings;
  const { episode } = alert;
  const heldBack = prices.filter((row) => row.heldBack !== undefined).length;
  const alone = prices.filter((row) => row.heldBack === undefined && row.changePct === undefined).length;
  const silent = prices.filter(({ daysAgo }) => daysAgo > 0).length;
  const counts = {
    day: episode.escalatedOn ?? episode.lastDay,
    reported: prices.length - silent,
    silent,
    silentDays,
    compared: prices.length - heldBack - alone,
    alone,
    isCeiling: episode.evidence.rung === 'ceiling',
    heldBack,
  };
  return inEachLanguage(EVIDENCE, (evidence) =>
    paragraph([
      evidence.whoCounts(counts),
      longSilent > 0 ? evidence.longSilent({ count: longSilent, silentDays, expectedDays }) : '',
    ]),
  );
}

/** The change in the middle, the shop that stands for it, and the medians of prices. */
function middle(facts: EvidenceFacts, changePct: number): Bilingual[] {
  const { prices, alert, product } = facts;
  const { rung, observed, reference, middle: told } = alert.episode.evidence;
  const [first, second] = middleRows(prices).map(({ rank, price, comparedWith = 0, changePct: own = 0 }) => ({
    rank: rank ?? 0,
    price,
    comparedWith,
    changePct: own,
  }));
  if (!first) return [];
  const isCeiling = rung === 'ceiling';
  const count = prices.filter(({ rank }) => rank !== undefined).length;
  const ofTheDay = prices.filter(({ heldBack, daysAgo }) => heldBack === undefined && daysAgo === 0).length;
  const medians = { observed, reference, ofPrices: isCeiling ? count : ofTheDay, ofReferences: count };
  return [
    inEachLanguage(EVIDENCE, (evidence) => evidence.middle({ count, isCeiling, first, second, changePct })),
    ...(told ? middleShop(facts, second !== undefined) : []),
    inEachLanguage(EVIDENCE, (evidence, language) => {
      const words = told ? evidence.medianPrices : evidence.medians;
      return words({ ...medians, unit: product.unit[language] });
    }),
  ];
}

/** Which of the ranked changes the headline is: of the rows as they are today, whatever was corrected since. */
function middleShop({ prices, alert, product }: EvidenceFacts, isSmaller: boolean): Bilingual[] {
  const { rung } = alert.episode.evidence;
  const { store, price, comparedWith, changePct, rank } = middleRow(prices, alert.direction) ?? {};
  if (!comparesPrices(rung) || !store || !price || !comparedWith || changePct === undefined || !rank) return [];
  const shop = { store, price, comparedWith, changePct };
  const told = inEachLanguage(HEADLINES, (headlines, language) =>
    headlines.prices(shop, { rung, unit: product.unit[language] }),
  );
  const percent = inEachLanguage(FIGURES, (figures) => figures.change(changePct));
  return [
    inEachLanguage(EVIDENCE, (evidence, language) =>
      evidence.middleShop({ rank, isSmaller, prices: told[language], percent: percent[language] }),
    ),
  ];
}

function threshold({ alert }: EvidenceFacts, changePct: number): Bilingual {
  const { direction } = alert;
  const { evidence: found } = alert.episode;
  if (found.rung === 'ceiling') return inEachLanguage(EVIDENCE, (evidence) => evidence.aboveCeiling);
  const words = thresholdWords(found);
  const level = found.thresholdLevel ?? alert.level;
  const usualPct = isWidened(found) ? found.usualPct : undefined;
  return inEachLanguage(EVIDENCE, (evidence, language) =>
    paragraph([
      evidence.threshold({ level, direction, threshold: words[language], changePct }),
      usualPct === undefined ? '' : evidence.widening({ usualPct, mostGrowth: MOST_GROWTH }),
    ]),
  );
}

function agreed({ alert, agreement }: EvidenceFacts): Bilingual {
  const { needed, partsBeyond, isOneOfTwo } = agreement;
  const isMadeOfPlaces = needed.parts > 1;
  const whySecondDay = secondDay(alert, agreement);
  return inEachLanguage(EVIDENCE, (evidence) =>
    paragraph([
      evidence.agreed({
        ...agreement,
        places: isMadeOfPlaces ? partsBeyond : undefined,
        did: didWhat(evidence.did, alert, needed.changePct),
        needed: { ...needed, places: isMadeOfPlaces ? needed.parts : undefined },
      }),
      isOneOfTwo ? evidence.oneOfTwo(ONE_OF_TWO) : '',
      whySecondDay ? evidence.secondDay[whySecondDay] : '',
    ]),
  );
}

/** What an outlet has done that supports the alert. */
function didWhat(did: typeof EVIDENCE.vi.did, { episode }: Alert, supportPct: number): string {
  const { rung, thresholdPct } = episode.evidence;
  if (rung === 'ceiling') return did.passedCeiling;
  return supportPct === thresholdPct ? did.reachedThreshold : did.risenBy(supportPct);
}

/** Why a second day was needed; undefined if one was enough. */
function secondDay({ episode }: Alert, { needed }: EvidenceAgreement): 'drift' | 'fewOutlets' | undefined {
  if (needed.days < 2) return undefined;
  return episode.evidence.rung === 'drift' ? 'drift' : 'fewOutlets';
}

function partInTheFall({ agreement: { fall }, settings }: EvidenceFacts): Bilingual[] {
  if (!fall) return [];
  const least = { leastRetailers: settings.minRetailers, leastSharePct: 100 * settings.fallShare };
  return [inEachLanguage(EVIDENCE, (evidence) => evidence.partInTheFall({ ...fall, ...least }))];
}

function coverSteps({ alert, supplies, product, settings, agreement }: EvidenceFacts, found: Recomputed): Bilingual[] {
  const { shortCoverDays } = settings;
  const { agreeing, reporting, coverDays = 0 } = found;
  const total = sumOf(supplies);
  const sum = {
    stockMilli: total?.coveredStockMilli ?? 0,
    demandMilli: total?.demandPerDayMilli ?? 0,
    coverDays,
    shortCoverDays,
  };
  const whySecondDay = secondDay(alert, agreement);
  return [
    inEachLanguage(EVIDENCE, ({ cover }) => cover.ofEach),
    inEachLanguage(EVIDENCE, ({ cover }) => cover.short({ shortCoverDays, stockRatioPct: 100 * SHORT_STOCK_RATIO })),
    inEachLanguage(EVIDENCE, ({ cover }, language) => cover.sum({ ...sum, unit: product.unit[language] })),
    inEachLanguage(EVIDENCE, ({ cover, secondDay: why }) =>
      paragraph([
        cover.agreed({ agreeing, reporting, needed: agreement.needed.stores }),
        whySecondDay ? why[whySecondDay] : '',
      ]),
    ),
  ];
}
