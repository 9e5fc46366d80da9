import type { Alert } from '#domain/alert/alert.ts';
import type { PlaceAssessment } from '#domain/assessment/assessment.ts';
import { judgeProduct } from '#domain/assessment/judged-product.ts';
import { EMPTY_MEMORY, type PlaceDay, type PlaceMemory } from '#domain/assessment/place-day.ts';
import { type PooledQuotes, poolQuotes, type StoreFacts } from '#domain/assessment/pooled-quotes.ts';
import { quotesOfStores } from '#domain/assessment/store-facts.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import { type Catalogue, parentOf } from '#domain/catalogue.ts';
import { type RuleBook, rulesAsOf } from '#domain/detection/rules.ts';
import { agreementBehind } from '#domain/evidence/agreement.ts';
import { givesSame, priceRows, recompute, storeSupplyRows, supplyRows } from '#domain/evidence/rows.ts';
import type { StoreMemory } from '#domain/history/store-memory.ts';
import { ROOT_PLACE } from '#domain/place.ts';
import type { StoreDay } from '#domain/report/report.ts';

export interface ReadEvidencePorts {
  readonly catalogue: Catalogue;
  readonly ruleBook: () => Promise<RuleBook>;
  /** What the stores of a place without places inside said, as it was handed up. */
  readonly readFacts: (parent: string, place: string, date: BusinessDay) => Promise<StoreFacts>;
  readonly readKeptDay: (
    place: string,
    date: BusinessDay,
  ) => Promise<{
    readonly memory: PlaceMemory;
    readonly stores: readonly StoreMemory[];
    readonly reports: readonly StoreDay[];
    readonly parts: readonly PlaceAssessment[];
  }>;
}

/** The rows behind an alert's numbers on the day on which its level was reached, judged as the fold judged them. */
export async function readEvidence(ports: ReadEvidencePorts, alert: Alert) {
  const { product, episode } = alert;
  const date = episode.escalatedOn ?? episode.lastDay;
  const { pool, day } = await readPool(ports, alert, date);
  // A ward's memory of the day is not kept beside what it handed up: what of it mattered stands in the evidence.
  const market = judgeProduct(product, day, pool, {
    usualPct: episode.evidence.usualPct,
    habit: episode.evidence.habit,
  });
  const prices = priceRows(market, pool, episode);
  const isOneByOne = episode.evidence.rung === 'cover' && day.reports.length > 0;
  const supplies = isOneByOne ? storeSupplyRows(product, day) : supplyRows(product, pool);
  const recomputed = recompute(episode.evidence.rung, prices, supplies);
  return {
    date,
    prices,
    supplies,
    recomputed,
    isSame: recomputed !== undefined && givesSame(recomputed, episode.evidence),
    agreement: agreementBehind(market, prices, supplies, episode),
    settings: market.settings,
  };
}

/**
 * The quotes of the alert's place on the day. A ward's are kept store by store, for good, and so are those of a place of
 * places. A ward's stock lies store by store in its reports only, and so does everything of a place without a
 * parent: these are kept for 400 days.
 */
async function readPool(
  ports: ReadEvidencePorts,
  { place, product, episode }: Alert,
  date: BusinessDay,
): Promise<{ readonly pool: PooledQuotes; readonly day: PlaceDay }> {
  const { catalogue } = ports;
  const rules = rulesAsOf(await ports.ruleBook(), catalogue, date);
  const parent = parentOf(catalogue, place);
  const isLeaf = ![...catalogue.places.values()].some((inner) => inner.parent === place);
  const empty: PlaceDay = { place, date, memory: EMPTY_MEMORY, stores: [], reports: [], parts: [], rules };
  if (isLeaf && parent !== ROOT_PLACE && episode.evidence.rung !== 'cover') {
    const facts = onlyOf(product, await ports.readFacts(parent, place, date));
    return { pool: poolQuotes(place, facts, []), day: empty };
  }
  const kept = await ports.readKeptDay(place, date);
  const { memory, stores, reports } = kept;
  const parts = kept.parts.map((part) => onlyOf(product, part)).toSorted((a, b) => (a.place < b.place ? -1 : 1));
  const day: PlaceDay = { place, date, memory, stores, reports, parts, rules };
  return { pool: poolQuotes(place, quotesOfStores(day), parts), day };
}

/** Leaves out the other goods, so that a city's 100,000 quotes are not gone through for the few of one product. */
function onlyOf<Facts extends StoreFacts>(product: string, part: Facts): Facts {
  const isWanted = (entry: { readonly product: string }) => entry.product === product;
  return {
    ...part,
    quotes: part.quotes.filter((series) => series[0]?.product === product),
    absent: part.absent.filter(isWanted),
    supplies: part.supplies.filter(isWanted),
  };
}
