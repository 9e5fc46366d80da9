import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { Bilingual } from '#domain/language.ts';
import { present } from '#domain/present.ts';
import type { Product } from '#domain/product.ts';
import { type CalledArticle, likelyProducts } from '#domain/report/likely-products.ts';
import type { OwnArticle } from '#domain/report/own-article.ts';
import { type UnmappedArticles, type WaitingArticle, waitingArticles } from '#domain/report/unmapped-articles.ts';

export interface WaitingArticlesPorts {
  readonly products: ReadonlyMap<string, Product>;
  readonly readArticles: (retailer: string) => Promise<{ readonly articles: readonly OwnArticle[] }>;
  /** What the stores of a retailer have reported in vain. */
  readonly listUnmapped: (retailer: string) => Promise<readonly UnmappedArticles[]>;
  readonly today: () => BusinessDay;
}

/** Days after which an article that is not reported any more waits no longer. */
const DAYS_BACK = 30;

/** The articles of a retailer that wait for their product, those of most stores first. */
export async function readWaiting(ports: WaitingArticlesPorts, retailer: string): Promise<WaitingArticle[]> {
  const [reports, { articles }] = await Promise.all([ports.listUnmapped(retailer), ports.readArticles(retailer)]);
  const mapped = new Set(articles.map(({ article }) => article));
  return waitingArticles(reports, (article) => mapped.has(article), addDays(ports.today(), -DAYS_BACK));
}

/** An article that waits, with what it may be: to be confirmed by a person, never taken by itself. */
export function suggestFor(article: WaitingArticle, products: ReadonlyMap<string, Product>) {
  const { name = article.article, unit } = article;
  return { ...article, proposals: proposalsFor({ name, unit }, products) };
}

interface Proposal {
  readonly product: string;
  readonly productName: Bilingual;
  readonly unit: string;
  readonly likeness: number;
  readonly factor?: number;
}

/** What an article may be by its name and unit, best first. */
export function proposalsFor(called: CalledArticle, products: ReadonlyMap<string, Product>): Proposal[] {
  return likelyProducts(called, products).map(({ product, likeness, factor }) =>
    present<Proposal>({ product: product.id, productName: product.name, unit: product.unit.vi, likeness, factor }),
  );
}
