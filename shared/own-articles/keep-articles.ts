import type { AuditEntry } from '#domain/audit-entry.ts';
import type { Language } from '#domain/language.ts';
import { present } from '#domain/present.ts';
import type { Product } from '#domain/product.ts';
import {
  type ArticleChange,
  type ArticleFault,
  articlesOfOneKey,
  changeArticles,
  judgeArticles,
} from '#domain/report/article-list.ts';
import { MOST_ARTICLES, type OwnArticle } from '#domain/report/own-article.ts';
import { explainArticleFault } from '#domain/wording/articles.ts';
import { Problem } from '#runtime/problem.ts';

interface KeptArticles {
  readonly articles: readonly OwnArticle[];
  readonly hashes: readonly (string | undefined)[];
}

export interface KeepArticlesPorts {
  readonly products: ReadonlyMap<string, Product>;
  readonly readArticles: (retailer: string) => Promise<KeptArticles>;
  /** False when another change came between; `too-large` where that many do not fit. */
  readonly putArticles: (
    retailer: string,
    articles: readonly OwnArticle[],
    hashes: KeptArticles['hashes'],
    lines: readonly AuditEntry[],
  ) => Promise<boolean | 'too-large'>;
}

/** A list of articles as it came. */
export interface ArticleOrder {
  readonly retailer: string;
  readonly entries: readonly unknown[];
  /** What the caller counts entries by. */
  readonly rowOf: (position: number) => number;
  /** The cell of a member, where they come from a workbook. */
  readonly cellOf?: (position: number, member: string) => string;
  readonly isTable: boolean;
  readonly isPatch: boolean;
  readonly dryRun: boolean;
  /** True when the sender knows that most of what is kept will be gone. */
  readonly confirmDrop: boolean;
  /** The lines of the trail that tell of a change: they are kept with it. */
  readonly linesOf?: (change: ArticleChange, before: readonly OwnArticle[]) => readonly AuditEntry[];
}

/** Refusals, and articles of one key, that an answer shows. */
const MOST_SHOWN = 100;

/**
 * Keeps a retailer's articles: all of a list or, where an entry is wrong, nothing of it. A full list replaces them, and not
 * without a word where most would be gone.
 */
export async function keepArticles(
  ports: KeepArticlesPorts,
  { retailer, entries, rowOf, cellOf, isTable, isPatch, dryRun, confirmDrop, linesOf }: ArticleOrder,
  language: Language,
): Promise<ArticleChange> {
  const judged = judgeArticles(entries, { products: ports.products, patch: isPatch, isTable });
  if (judged.faults.length > 0) throw refused(judged.faults, { rowOf, cellOf }, ports.products, language);
  const kept = await ports.readArticles(retailer);
  const change = changeArticles(kept.articles, judged, isPatch);
  if (change.articles.length > MOST_ARTICLES) throw tooMany();
  if (!isPatch && !confirmDrop && change.removed.length * 2 > kept.articles.length) {
    throw wouldDrop(change.removed, kept.articles.length);
  }
  if (!dryRun) {
    const lines = linesOf?.(change, kept.articles) ?? [];
    const done = await ports.putArticles(retailer, change.articles, kept.hashes, lines);
    if (done === 'too-large') throw tooMany();
    if (!done) throw changedMeanwhile();
  }
  return change;
}

interface ShownChange {
  readonly articles: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly dryRun?: true;
  /** Of which only one can stand in a report. */
  readonly alike: readonly { readonly product: string; readonly articles: readonly string[] }[];
}

/** What became of a list, as its sender sees it. */
export function describeChange({ articles, added, changed, removed }: ArticleChange, dryRun: boolean): ShownChange {
  const sharing = articlesOfOneKey(articles);
  return present<ShownChange>({
    articles: articles.length,
    added: added.length,
    changed: changed.length,
    removed: removed.length,
    dryRun: dryRun || undefined,
    alike: sharing.slice(0, MOST_SHOWN).map((own) => ({
      product: own[0]?.product ?? '',
      articles: own.slice(0, MOST_SHOWN).map(({ article }) => article),
    })),
  });
}

function refused(
  faults: readonly ArticleFault[],
  { rowOf, cellOf }: { rowOf: ArticleOrder['rowOf']; cellOf: ArticleOrder['cellOf'] | undefined },
  products: ReadonlyMap<string, Product>,
  language: Language,
): Problem {
  const rejected = faults.slice(0, MOST_SHOWN).map((fault) => {
    const { detail, hint } = explainArticleFault(fault, products);
    const { position, member, code } = fault;
    const pointer =
      member === '' ? `/items/${position}` : `/items/${position}/${member.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    return present({
      row: rowOf(position),
      cell: cellOf?.(position, member),
      pointer,
      code,
      detail: detail[language],
      hint: hint[language],
    });
  });
  return new Problem(
    422,
    'articles-refused',
    {
      vi: 'Có dòng sai nên không nhận mã riêng nào; danh sách đã lưu được giữ nguyên. Xem "rejected".',
      en: 'Some entries are wrong, so none was kept; the list that was kept before stands. See "rejected".',
    },
    { rejected, rejectedCount: faults.length },
  );
}

function wouldDrop(removed: readonly string[], kept: number): Problem {
  return new Problem(
    409,
    'articles-would-drop',
    {
      vi: `Danh sách này thay thế tất cả và sẽ bỏ ${removed.length} trong ${kept} mã riêng đã có. Nếu đúng ý, gửi lại với ?confirmDrop=true; nếu chỉ thêm hoặc sửa vài mã, dùng ?mode=patch.`,
      en: `This list replaces all, and would take out ${removed.length} of the ${kept} articles that are kept. If that is meant, send it again with ?confirmDrop=true; to add or change some, use ?mode=patch.`,
    },
    { droppedArticles: removed.slice(0, MOST_SHOWN), droppedCount: removed.length },
  );
}

function tooMany(): Problem {
  return new Problem(422, 'too-many-articles', {
    vi: 'Một đơn vị lưu được nhiều nhất 20.000 mã riêng. Chỉ gắn mã của những mặt hàng trong danh mục theo dõi.',
    en: 'A retailer keeps 20,000 articles at most. Map those alone that are goods of the catalogue.',
  });
}

function changedMeanwhile(): Problem {
  return new Problem(409, 'changed-meanwhile', {
    vi: 'Danh sách mã riêng vừa được sửa từ nơi khác. Hãy gửi lại.',
    en: 'Somebody else has just changed the articles. Send it again.',
  });
}
