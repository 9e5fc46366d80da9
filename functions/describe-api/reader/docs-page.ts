import { OPERATION_TAGS, type OperationTag } from '#contract/operation.ts';
import { OPERATIONS, type OperationKey } from '#contract/operations.ts';
import { ROUTES } from '#contract/routes.ts';
import type { ByLanguage, Language } from '#domain/language.ts';
import { describeOperation } from './describe-operation.ts';
import { describeSchema } from './describe-schema.ts';
import type { ReadDocument } from './document-shapes.ts';
import { escaped, line } from './escaped.ts';
import { PAGE_STYLE } from './page-style.ts';
import { en } from './words/en.ts';
import { SUMMARIES_VI } from './words/summaries-vi.ts';
import { type ReaderWords, vi } from './words/vi.ts';

const WORDS: ByLanguage<ReaderWords> = { vi, en };
const OTHER: ByLanguage<Language> = { vi: 'en', en: 'vi' };

/** The contract as one page that a person reads: no script, and nothing that comes from another host. */
export function docsPage(document: ReadDocument, city: string, language: Language): string {
  const words = WORDS[language];
  const title = `Bình Ổn – ${words.title}`;
  const other = OTHER[language];
  const tags = OPERATION_TAGS.map((tag) => describeTag(tag, document, language));
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title}</title><style>${PAGE_STYLE}</style></head>
<body><a class="skip" href="#content">${words.skip}</a>
<header><h1>${title}</h1><p>${escaped(city)}. ${line(words.about)} ${words.partlyEnglish}</p>
<p><a href="?lang=${other}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a><a href="openapi.json">${words.machine}</a></p>
${contents(words)}</header>
<main id="content">${tags.join('')}${describeSchemas(document, words)}</main></body></html>`;
}

function contents(words: ReaderWords): string {
  const entries = OPERATION_TAGS.map((tag) => `<li><a href="#${tag}">${words.tags[tag]}</a></li>`);
  return `<nav aria-label="${words.contents}"><ul>${entries.join('')}<li><a href="#schemas">${words.schemas}</a></li></ul></nav>`;
}

function describeTag(tag: OperationTag, { paths }: ReadDocument, language: Language): string {
  const words = WORDS[language];
  const routes = ROUTES.flatMap(({ method, path, access }) => {
    const key: OperationKey = `${method} ${path}` as OperationKey;
    const operation = paths[path]?.[method.toLowerCase()];
    if (!operation || OPERATIONS[key].tag !== tag) return [];
    const summary = language === 'vi' ? SUMMARIES_VI[key] : operation.summary;
    return [describeOperation({ method, path, access, operation, summary }, words)];
  });
  return `<section aria-labelledby="${tag}"><h2 id="${tag}">${words.tags[tag]}</h2>${routes.join('')}</section>`;
}

function describeSchemas({ components }: ReadDocument, words: ReaderWords): string {
  const described = Object.entries(components.schemas)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, schema]) => describeSchema(name, schema, words));
  return `<section aria-labelledby="schemas"><h2 id="schemas">${words.schemas}</h2>${described.join('')}</section>`;
}
