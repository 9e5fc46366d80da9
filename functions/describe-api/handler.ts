import { catalogue } from '#catalog/city.ts';
import { openApiDocument } from '#contract/openapi.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { onColdStart } from '#runtime/cold-start.ts';
import { httpHandler } from '#runtime/http-handler.ts';
import { lambdaPlatform } from '#runtime/lambda-platform.ts';
import type { Platform } from '#runtime/platform.ts';
import { requireNoParameters } from '#runtime/request-query.ts';
import { listProducts } from './list-products.ts';
import { PUBLIC } from './public-answer.ts';
import { showDocs } from './show-docs.ts';

/**
 * Answers what needs no data: is it there, what can be asked of it, and which goods can be reported; and whatever no
 * route takes.
 */
export const createHandler = (_platform: Platform, city: Catalogue) => {
  let document: string | undefined;
  return httpHandler({
    'GET /healthz': (request) => {
      requireNoParameters(request);
      return { status: 200, body: { status: 'ok' } };
    },
    'GET /v1/products': listProducts(city),
    'GET /docs': showDocs(city),
    'GET /openapi.json': (request) => {
      requireNoParameters(request);
      document ??= JSON.stringify(openApiDocument(city.places.get(city.city)?.name.vi ?? city.city));
      return {
        status: 200,
        body: document,
        headers: PUBLIC,
      };
    },
  });
};

export const handler = onColdStart(() => createHandler(lambdaPlatform(), catalogue));
