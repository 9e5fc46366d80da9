import { createHash } from 'node:crypto';
import { openApiDocument } from '#contract/openapi.ts';
import { OPERATIONS } from '#contract/operations.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Language } from '#domain/language.ts';
import type { HttpAnswer, HttpRequest } from '#runtime/http.ts';
import { parseWith } from '#runtime/request-body.ts';
import { PUBLIC } from './public-answer.ts';
import { docsPage } from './reader/docs-page.ts';
import type { ReadDocument } from './reader/document-shapes.ts';
import { PAGE_STYLE } from './reader/page-style.ts';

const { query: asked } = OPERATIONS['GET /docs'];

const STYLE_HASH = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** Nothing is loaded and nothing runs: the page has its one style in itself. */
const HEADERS = {
  ...PUBLIC,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  vary: 'accept-language',
};

/** `GET /docs`: the OpenAPI document as a page to read, in the language that is asked for. */
export function showDocs(city: Catalogue) {
  const name = city.places.get(city.city)?.name ?? { vi: city.city, en: city.city };
  const pages = new Map<Language, string>();
  return ({ query, language }: Pick<HttpRequest, 'query' | 'language'>): HttpAnswer => {
    const shown = parseWith(asked, query, 'query').lang ?? language;
    const page = pages.get(shown) ?? docsPage(readDocument(name.vi), name[shown], shown);
    pages.set(shown, page);
    return { status: 200, headers: { ...HEADERS, 'content-language': shown }, body: page };
  };
}

/** The document as it is published. */
function readDocument(city: string): ReadDocument {
  return JSON.parse(JSON.stringify(openApiDocument(city)));
}
