import { type BusinessDay, businessDayOf } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { StoreBalance } from '#domain/history/balance.ts';
import { type MatchSettings, settingsWith } from '#domain/matching/match-settings.ts';
import { withNewestFigures } from '#domain/matching/newest-figures.ts';
import { promisedToOthers, type StockPromise, withPromise } from '#domain/matching/promised-stock.ts';
import { partyKey, type Suggestion } from '#domain/matching/suggestion.ts';

export interface PromiseStockPorts {
  readonly catalogue: Catalogue;
  /** What a store had by the latest assessed day of its place: a product and others beside it. */
  readonly readBalance: (place: string, store: string, product: string) => Promise<readonly StoreBalance[]>;
  /** What a giver has promised of a product, each time read as it stands now. */
  readonly readPromises: (
    giver: string,
    product: string,
  ) => Promise<{ readonly value: readonly StockPromise[]; readonly hash: string } | undefined>;
  /** False when the promises were changed between. */
  readonly putPromises: (
    giver: string,
    product: string,
    promises: readonly StockPromise[],
    expected?: string,
  ) => Promise<boolean>;
  readonly readSuggestion: (id: string) => Promise<Suggestion | undefined>;
  readonly readMatchSettings: () => Promise<{ readonly changes: Partial<MatchSettings> } | undefined>;
}

/** Each round that is lost is one that somebody else has won. */
const MAX_ROUNDS = 50;

/** Why stock was not promised, in thousandths of a unit. */
export interface BeyondSpare {
  /** What the giver could spare by the suggestion's figures, or by newer ones. */
  readonly hasMilli: number;
  /** What of it is promised to others. */
  readonly promisedMilli: number;
  readonly askedMilli: number;
  /** What was agreed on of these goods, where they are said to have moved. */
  readonly agreedMilli?: number;
}

/** What somebody would promise. */
interface PromiseOrder {
  readonly quantityMilli?: number | undefined;
  /** True for one who says that the giver has more than our figures know. */
  readonly confirmed?: boolean | undefined;
  readonly at: number;
}

/**
 * Promises a giver's stock before its suggestion is accepted. All promises of a giver and product are one item, written
 * only over exactly the one that was read: of two people who promise the same goods, the second one reads the first.
 *
 * The word of those who have called each other counts more than our figures, once they have said that they mean it.
 *
 * @returns what there is and what was asked for, where that is more and nobody has confirmed it; nothing once it is
 * promised.
 */
export async function promiseStock(
  ports: PromiseStockPorts,
  proposed: Suggestion,
  { quantityMilli = proposed.quantityMilli, confirmed = false, at }: PromiseOrder,
): Promise<BeyondSpare | undefined> {
  const settings = settingsWith((await ports.readMatchSettings())?.changes);
  const suggestion = await byNewestFigures(ports, proposed, businessDayOf(at), settings);
  const [giver, { product, spareMilli }] = [partyKey(suggestion.from), suggestion];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const kept = await ports.readPromises(giver, product);
    const promises = kept?.value ?? [];
    const promisedMilli = promisedToOthers(
      suggestion,
      await othersIn(ports, promises, suggestion.id),
      businessDayOf(at),
      settings,
    );
    if (!confirmed && promisedMilli + quantityMilli > spareMilli) {
      return { hasMilli: spareMilli, promisedMilli, askedMilli: quantityMilli };
    }
    const next = withPromise(promises, { suggestion: suggestion.id, quantityMilli, at });
    if (await ports.putPromises(giver, product, next, kept?.hash)) return undefined;
  }
  throw new Error(`The promises of ${giver} kept changing`);
}

/** What of a suggestion's goods is promised to others today, in thousandths of a unit. */
export async function readPromisedMilli(
  ports: PromiseStockPorts,
  suggestion: Suggestion,
  today: BusinessDay,
): Promise<number> {
  const settings = settingsWith((await ports.readMatchSettings())?.changes);
  const promises = (await ports.readPromises(partyKey(suggestion.from), suggestion.product))?.value ?? [];
  return promisedToOthers(suggestion, await othersIn(ports, promises, suggestion.id), today, settings);
}

async function byNewestFigures(
  { catalogue, readBalance }: PromiseStockPorts,
  suggestion: Suggestion,
  today: BusinessDay,
  settings: MatchSettings,
): Promise<Suggestion> {
  const product = catalogue.products.get(suggestion.product);
  if (!product) return suggestion;
  const balances = await readBalance(suggestion.from.place, partyKey(suggestion.from), product.id);
  return withNewestFigures(suggestion, balances, product, today, settings);
}

async function othersIn(ports: PromiseStockPorts, promises: readonly StockPromise[], own: string) {
  const others = promises.filter((promise) => promise.suggestion !== own);
  const read = others.map(async (promise) => {
    const suggestion = await ports.readSuggestion(promise.suggestion);
    return suggestion ? [{ promise, suggestion }] : [];
  });
  return (await Promise.all(read)).flat();
}
