import type { AnswerOf } from '#contract/operations.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Evidence, ShopChange } from '#domain/detection/episode.ts';
import type { Direction } from '#domain/level.ts';
import { present } from '#domain/present.ts';
import type { Product } from '#domain/product.ts';
import { retailerOf, type Store, storeIdOf } from '#domain/store.ts';
import { headlineWords } from '#domain/wording/headlines.ts';

type HeadlineAnswer = NonNullable<AnswerOf<'POST /v1/alerts/{id}/acknowledge'>['headline']>;

interface ToldMove {
  readonly evidence: Evidence;
  readonly direction: Direction;
  /** The day of the evidence. */
  readonly figuresOn: BusinessDay;
}

/** The one number of an alert with the shops behind it; undefined where stock alone is short. */
export function describeHeadline(
  { evidence, direction, figuresOn }: ToldMove,
  product: Pick<Product, 'unit'>,
  stores: readonly Pick<Store, 'retailer' | 'id' | 'name'>[],
): HeadlineAnswer | undefined {
  const words = headlineWords(evidence, direction, product);
  if (!words) return undefined;
  const describe = (shop: ShopChange) => describeShopChange(shop, stores, figuresOn);
  return present<HeadlineAnswer>({
    basis: words.headline.basis,
    changePct: words.headline.changePct,
    percent: words.percent,
    middle: evidence.middle && describe(evidence.middle),
    prices: words.prices,
    definition: words.definition,
    furthest: evidence.furthest?.map(describe),
  });
}

function describeShopChange(
  { store, price, comparedWith, changePct, daysAgo }: ShopChange,
  stores: readonly Pick<Store, 'retailer' | 'id' | 'name'>[],
  day: BusinessDay,
): NonNullable<HeadlineAnswer['middle']> {
  const [retailer, id] = [retailerOf(store), storeIdOf(store)];
  return present({
    retailer,
    store: id,
    storeName: stores.find((one) => one.id === id && one.retailer === retailer)?.name ?? store,
    price,
    comparedWith,
    changePct,
    saidOn: daysAgo === undefined ? undefined : addDays(day, -daysAgo),
  });
}
