import { OPERATIONS } from '#contract/operations.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { present } from '#domain/present.ts';
import { foldVietnamese } from '#domain/report/nearest-product.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { parseWith } from '#runtime/request-body.ts';
import { PUBLIC } from './public-answer.ts';

const { query: asked, answer } = OPERATIONS['GET /v1/products'];

/**
 * `GET /v1/products?q=`: the goods that can be reported, for anyone: who writes a retailer's client needs the codes
 * before there is a key. The search ignores case and diacritics, and finds every word in any order.
 */
export function listProducts(catalogue: Catalogue) {
  return ({ query }: Pick<HttpRequest, 'query'>): HttpAnswer => {
    const words = foldVietnamese(parseWith(asked, query, 'query').q ?? '').split(/\s+/);
    const wanted = [...catalogue.products.values()].filter(({ id, name, specification }) => {
      const text = foldVietnamese([id, name.vi, name.en, specification?.vi ?? ''].join(' '));
      return words.every((word) => text.includes(word));
    });
    return {
      status: 200,
      headers: PUBLIC,
      body: answer.parse({
        items: wanted.map(({ id, name, specification, unit, category, band, ceilinged, volatile, channels }) =>
          present({
            id,
            name,
            specification,
            unit: unit.vi,
            unitName: unit,
            category,
            band,
            ceilinged: ceilinged === true,
            volatile: volatile === true,
            channels: channels ? [...channels] : undefined,
          }),
        ),
      }),
    };
  };
}
