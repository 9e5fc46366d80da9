import * as z from 'zod';
import { ARTICLE_CODES } from '#domain/report/article-list.ts';
import { LEAST_FACTOR, LONGEST_ARTICLE, MOST_ARTICLES, MOST_FACTOR } from '#domain/report/own-article.ts';
import { bilingual, businessDay, count, productId, retailerId, shownId, unit } from './fields.ts';
import type { FileForm, Operation } from './operation.ts';
import { WORKBOOK_TYPE } from './report-files.ts';

const factor = z.number().min(LEAST_FACTOR).max(MOST_FACTOR).meta({
  description:
    'How many units of the catalogue one article is: 5 for a bag of 5 kg of rice. Prices are divided by it, quantities multiplied. Default: 1.',
  example: 5,
});
const number = z.string().min(1).max(LONGEST_ARTICLE).meta({
  description: "The article's number, as your till has it.",
  example: '1000234',
});
const gtin = z
  .string()
  .regex(/^(\d{8}|\d{12,14})$/)
  .meta({ description: 'Tells articles of one product apart: rows that name none take it.', example: '8930000000019' });

const shownArticle = {
  article: number,
  product: productId,
  gtin: gtin.exactOptional(),
  factor: factor.exactOptional(),
};

const article = z
  .strictObject({
    article: z.union([number, z.int().nonnegative()]),
    product: z.string().nullish().meta({ description: 'Code of a product of the catalogue.', example: '01.0002' }),
    gtin: gtin.nullish(),
    factor: factor.nullish(),
    withdraw: z.boolean().nullish().meta({ description: 'With mode=patch: true takes the article out.' }),
  })
  .meta({ id: 'OwnArticleInput' });

const EXAMPLE = [
  { article: '1000234', product: '01.0002', gtin: '8930000000019', factor: 5 },
  { article: '1000311', product: '01.0004' },
] as const;

/** Entries are judged one by one (`judgeArticles`), so that each that is wrong is named. */
const articlesBody = z
  .strictObject({ items: z.array(article).max(MOST_ARTICLES) })
  .meta({ id: 'OwnArticlesInput', example: { items: EXAMPLE } });

/** For staff the entries are judged by the same rule, and not by their schema. */
const staffArticlesBody = z.strictObject({ items: z.array(z.unknown()).max(MOST_ARTICLES) }).meta({
  id: 'OwnArticlesOfRetailer',
  description: 'As `PUT /v1/me/articles` takes them.',
  example: { items: EXAMPLE },
});

const flag = z.enum(['true', 'false']);
const articlesQuery = z.strictObject({
  mode: z
    .enum(['full', 'patch'])
    .meta({ description: 'full replaces all articles; patch changes those that it names.', example: 'patch' })
    .exactOptional(),
  dryRun: flag.meta({ description: 'Says what would be, and keeps nothing.', example: 'true' }).exactOptional(),
  confirmDrop: flag
    .meta({
      description:
        'true: a full list may take out more than half of the articles that are kept. Without it that is refused: 409 `articles-would-drop`.',
      example: 'true',
    })
    .exactOptional(),
});

const changeAnswer = z
  .object({
    articles: count.meta({ description: 'All that are kept from now on.' }),
    added: count,
    changed: count,
    removed: count,
    dryRun: z.literal(true).exactOptional(),
    alike: z.array(z.object({ product: productId, articles: z.array(number) })).meta({
      description:
        'Articles of one product with the same gtin, or none: only one of them can stand in a report. Give each its gtin.',
    }),
  })
  .meta({ id: 'ArticlesKept', example: { articles: 214, added: 12, changed: 1, removed: 0, alike: [] } });

const articlesAnswer = z
  .object({ items: z.array(z.object(shownArticle)) })
  .meta({ id: 'OwnArticles', example: { items: EXAMPLE } });

const proposal = z
  .object({
    product: productId,
    productName: bilingual,
    unit,
    likeness: z.number().meta({ description: 'From 0 to 1, by name and unit.', example: 0.86 }),
    factor: factor.meta({ description: 'As far as the name says it; to be checked.' }).exactOptional(),
  })
  .meta({
    id: 'ArticleProposal',
    description: 'What an article may be: a person confirms it, it is never taken by itself.',
  });

const called = {
  name: z.string().meta({ description: 'What the reports call it.', example: 'Gạo ST25 túi 5kg' }).exactOptional(),
  unit: z.string().meta({ example: 'túi' }).exactOptional(),
};

const waiting = z.object({
  article: number,
  ...called,
  stores: count.meta({ description: 'Stores whose last report named it.' }),
  lastOn: businessDay,
  proposals: z.array(proposal),
});

const RICE = {
  product: '01.0002',
  productName: { vi: 'Gạo tẻ ngon', en: 'Fragrant rice' },
  unit: 'kg',
  likeness: 0.92,
  factor: 5,
} as const;
const WAITING = {
  article: '1000234',
  name: 'Gạo ST25 túi 5kg',
  unit: 'túi',
  stores: 12,
  lastOn: '2026-11-23',
  proposals: [RICE],
} as const;

const suggestionsAnswer = z
  .object({
    total: count.meta({ description: 'Articles that wait for their product.' }),
    items: z
      .array(waiting)
      .meta({ description: 'At most 200: those of most stores first. None where a name was asked.' }),
    proposals: z.array(proposal).meta({ description: 'For the name that was asked.' }).exactOptional(),
  })
  .meta({ id: 'ArticleSuggestions', example: { total: 1, items: [WAITING] } });

const unmappedAnswer = z
  .object({
    items: z.array(
      z.object({
        retailer: shownId,
        retailerName: z.string(),
        total: count,
        stores: count.meta({ description: 'Stores that wait for some article.' }),
        mayMap: z.boolean().meta({ description: 'True where all stores of the retailer are yours.' }),
        articles: z.array(waiting).meta({ description: 'At most 50: those of most stores first.' }),
      }),
    ),
  })
  .meta({
    id: 'UnmappedArticles',
    example: {
      items: [
        {
          retailer: 'sen-vang',
          retailerName: 'Siêu thị Sen Vàng',
          total: 1,
          stores: 12,
          mayMap: true,
          articles: [WAITING],
        },
      ],
    },
  });

const FILES = {
  'text/csv': {
    description:
      'UTF-8. The first line names the columns, in any order: `article` (Mã riêng), `product` (Mã hàng), `gtin` (Mã vạch), `factor` (Hệ số), `withdraw` (Rút); others are left out.',
    examples: {
      two: {
        summary: 'Two articles',
        value: 'article,product,gtin,factor\n1000234,01.0002,8930000000019,5\n1000311,01.0004,,\n',
      },
    },
  },
  [WORKBOOK_TYPE]: {
    description:
      'A workbook (`.xlsx`), at most 4 MB. A row within the first 30 heads the columns as in CSV: *Mã riêng*, *Mã hàng*, *Mã vạch*, *Hệ số*, *Rút*. Each that is wrong is named with its `cell`.',
  },
} as const satisfies Readonly<Record<string, FileForm>>;

const ALL_OR_NOTHING = `Where an entry is wrong nothing is kept, and \`rejected\` of the refusal names each: ${ARTICLE_CODES.join(', ')}.`;

/** What retailers call goods. */
export const ARTICLE_OPERATIONS = {
  'GET /v1/me/articles': {
    summary: 'Which product of the catalogue each of your own articles is',
    description: '`?format=csv` and `?format=xlsx` answer the same as a file, which can be sent again.',
    tag: 'Retailers',
    query: z.strictObject({ format: z.enum(['json', 'csv', 'xlsx']).meta({ example: 'json' }).exactOptional() }),
    status: 200,
    answer: articlesAnswer,
    answersFile: ['text/csv', WORKBOOK_TYPE],
    refusals: [422],
  },
  'PUT /v1/me/articles': {
    summary: 'Says which product each of your own articles is; rows of reports may then name the article',
    description: ALL_OR_NOTHING,
    tag: 'Retailers',
    query: articlesQuery,
    body: articlesBody,
    files: FILES,
    status: 200,
    answer: changeAnswer,
    refusals: [400, 409, 413, 415, 422],
  },
  'GET /v1/me/articles/suggestions': {
    summary: 'Articles that you report and that are no product yet, with what they may be',
    description:
      'With `name`, and `unit`, what an article of that name may be. A person confirms it by `PUT /v1/me/articles`.',
    tag: 'Retailers',
    query: z.strictObject({
      name: z.string().min(1).max(200).meta({ example: 'Gạo ST25 túi 5kg' }).exactOptional(),
      unit: z.string().min(1).max(40).meta({ example: 'túi' }).exactOptional(),
    }),
    status: 200,
    answer: suggestionsAnswer,
    refusals: [422],
  },
  'GET /v1/retailers/{id}/articles': {
    summary: "A retailer's own articles, and which product each is",
    tag: 'Registry',
    params: z.object({ id: retailerId }),
    status: 200,
    answer: articlesAnswer,
    refusals: [404, 422],
  },
  'PUT /v1/retailers/{id}/articles': {
    summary: 'Says for a retailer which product each of its articles is',
    description: `For retailers whose stores are all at your places; JSON, CSV or a workbook, as \`PUT /v1/me/articles\` takes them. ${ALL_OR_NOTHING}`,
    tag: 'Registry',
    params: z.object({ id: retailerId }),
    query: articlesQuery,
    body: staffArticlesBody,
    files: FILES,
    status: 200,
    answer: changeAnswer,
    refusals: [400, 404, 409, 413, 415, 422],
  },
  'GET /v1/unmapped-articles': {
    summary: 'Articles that stores at your places report and that are no product yet, by retailer, most reported first',
    tag: 'Registry',
    query: z.strictObject({ retailer: retailerId.exactOptional() }),
    status: 200,
    answer: unmappedAnswer,
    refusals: [422],
  },
} as const satisfies Readonly<Record<string, Operation>>;
