import type { AnswerOf } from '#contract/operations.ts';
import type { ProductAssessment, StoreCheck } from '#domain/assessment/assessment.ts';
import { isReported, productState } from '#domain/assessment/market-state.ts';
import type { Supply } from '#domain/history/supply.ts';
import { present } from '#domain/present.ts';
import { fromMilli } from '#domain/report/report.ts';
import type { Store } from '#domain/store.ts';
import { habitWords } from '#domain/wording/habits.ts';

type MarketProduct = Omit<
  AnswerOf<'GET /v1/market/{place}'>['products'][number],
  'product' | 'name' | 'category' | 'unit' | 'unitName' | 'checks'
>;

/** A product's day in the units of the API; a product that nobody reported has no price, never a price of 0. */
export function describeProduct(assessment: ProductAssessment | undefined): MarketProduct {
  if (!assessment) return { reported: false, state: 'no-data' as const, quarantined: 0 };
  const { retail, promo, wholesale, changePct, habit, watchPct, level, direction, episode, evidence } = assessment;
  const { cause, supply, coverDays, quarantined } = assessment;
  return present({
    reported: isReported(assessment),
    state: productState(assessment),
    level: productState(assessment) === 'no-data' ? undefined : level,
    direction,
    retail,
    promo,
    wholesale,
    changePct,
    habit: habit && { ...habit, inWords: habitWords(habit) },
    watchPct,
    episode,
    evidence,
    cause,
    supply: supply ? describeSupply(supply) : undefined,
    coverDays,
    quarantined,
  });
}

function describeSupply(supply: Supply) {
  return {
    stores: supply.stores,
    stock: fromMilli(supply.stockMilli),
    usualStock: fromMilli(supply.usualStockMilli),
    demandPerDay: fromMilli(supply.demandPerDayMilli),
    coveredStock: fromMilli(supply.coveredStockMilli),
    sold: fromMilli(supply.soldMilli),
    shortStores: supply.shortStores,
  };
}

/** The stores to look at, by their names. */
export function describeChecks(checks: readonly StoreCheck[], stores: ReadonlyMap<string, Pick<Store, 'name'>>) {
  return checks.map((check) => ({ ...check, storeName: stores.get(check.store)?.name ?? check.store }));
}
