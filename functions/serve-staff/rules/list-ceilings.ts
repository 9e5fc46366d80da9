import type { Catalogue } from '#domain/catalogue.ts';
import type { CeilingRule, RuleBook } from '#domain/detection/rules.ts';
import { namesOfProduct, requireProduct } from '../http/names.ts';

interface Recorded {
  readonly by: string;
  readonly at: number;
}

export interface ListCeilingsPorts {
  readonly catalogue: Catalogue;
  readonly clock: () => number;
  readonly ruleBook: () => Promise<
    Omit<RuleBook, 'ceilings'> & { readonly ceilings: readonly (CeilingRule & Recorded)[]; readonly revision: number }
  >;
}

/** `GET /v1/ceilings`: the ceilings in force at this instant, and all that were ever set or are to come. */
export function listCeilings(ports: ListCeilingsPorts) {
  return async ({ query }: { readonly query: { readonly product?: string } }) => {
    const { catalogue } = ports;
    const wanted = query.product === undefined ? undefined : requireProduct(catalogue, query.product).id;
    const now = ports.clock();
    const book = await ports.ruleBook();
    const rules = book.ceilings.filter(({ product }) => wanted === undefined || product === wanted);
    const products = [...new Set(rules.map(({ product }) => product))].sort();
    const describe = ({ product, effectiveFrom, price }: CeilingRule) => ({
      product,
      productName: namesOfProduct(catalogue, product).productName,
      effectiveFrom: new Date(effectiveFrom).toISOString(),
      price,
    });
    return {
      status: 200 as const,
      body: {
        at: new Date(now).toISOString(),
        items: products.flatMap((product) => {
          const rule = ceilingInForce(book, product, now);
          return rule ? [{ ...describe(rule), unit: namesOfProduct(catalogue, product).unit }] : [];
        }),
        history: rules
          .toSorted((a, b) => b.effectiveFrom - a.effectiveFrom || b.at - a.at)
          .map((rule) => ({
            ...describe(rule),
            recordedOn: rule.recordedOn,
            by: rule.by,
            at: new Date(rule.at).toISOString(),
          })),
      },
    };
  };
}

/** The rule that sets a product's ceiling at an instant, or none. */
export function ceilingInForce(book: RuleBook, product: string, instantMs: number): CeilingRule | undefined {
  return book.ceilings
    .filter((rule) => rule.product === product && rule.effectiveFrom <= instantMs)
    .toSorted((a, b) => a.effectiveFrom - b.effectiveFrom)
    .at(-1);
}
