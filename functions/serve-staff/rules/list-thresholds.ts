import type { AnswerOf } from '#contract/operations.ts';
import type { BusinessDay } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { RuleBook, ThresholdRule } from '#domain/detection/rules.ts';
import { present } from '#domain/present.ts';
import { namesOfProduct, requireProduct } from '../http/names.ts';
import { thresholdsInForce } from './thresholds-in-force.ts';

type Item = AnswerOf<'GET /v1/thresholds'>['items'][number];
type Entered = AnswerOf<'GET /v1/thresholds'>['history'][number];

interface Recorded {
  readonly by: string;
  readonly at: number;
  readonly reason?: string;
}

export interface ListThresholdsPorts {
  readonly catalogue: Catalogue;
  readonly today: () => BusinessDay;
  readonly ruleBook: () => Promise<
    Omit<RuleBook, 'thresholds'> & {
      readonly thresholds: readonly (ThresholdRule & Recorded)[];
      readonly revision: number;
    }
  >;
}

/** `GET /v1/thresholds`: what holds today for every product, where it comes from, and all that was ever set. */
export function listThresholds(ports: ListThresholdsPorts) {
  return async ({ query }: { readonly query: { readonly product?: string } }) => {
    const { catalogue } = ports;
    const date = ports.today();
    const products =
      query.product === undefined ? [...catalogue.products.keys()] : [requireProduct(catalogue, query.product).id];
    const book = await ports.ruleBook();
    const history = book.thresholds
      .filter(({ product }) => products.includes(product))
      .toSorted((a, b) => (a.validFrom === b.validFrom ? b.at - a.at : a.validFrom < b.validFrom ? 1 : -1));
    const named = (product: string) => ({ product, productName: namesOfProduct(catalogue, product).productName });
    return {
      status: 200 as const,
      body: {
        date,
        revision: book.revision,
        defaults: catalogue.defaultThresholds,
        items: products.map((product) => {
          const { thresholds, ...origin } = thresholdsInForce(book, catalogue, product, date);
          const unset = catalogue.products.get(product)?.thresholds ?? catalogue.defaultThresholds;
          return present<Item>({
            ...named(product),
            ...thresholds,
            ...origin,
            unset,
            group: groupOf(catalogue, product),
          });
        }),
        history: history.map(({ product, validFrom, thresholds, by, at, reason }) =>
          present<Entered>({
            ...named(product),
            validFrom,
            ...thresholds,
            by,
            at: new Date(at).toISOString(),
            reason,
          }),
        ),
      },
    };
  };
}

/** The goods that belong together in events; none where a good stands alone. */
function groupOf(catalogue: Catalogue, product: string): Item['group'] {
  const group = catalogue.products.get(product)?.eventGroup;
  const name = group === undefined ? undefined : catalogue.eventGroups.get(group);
  if (name === undefined) return undefined;
  const alike = [...catalogue.products.values()].filter(({ eventGroup }) => eventGroup === group);
  const goods = alike.map(({ id }) => ({ product: id, productName: namesOfProduct(catalogue, id).productName }));
  return { name, goods };
}
