import { useState } from 'preact/hooks';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { ARTICLE_WORDS } from './article-words.ts';
import { MapArticleDialog, type RetailerWaiting, type WaitingArticle } from './map-article-dialog.tsx';

/** What shops report in vain, by organisation, most reported first; nothing where nothing waits. */
export function WaitingArticles() {
  const words = useWords(ARTICLE_WORDS);
  const { data } = useAnswer('GET /v1/unmapped-articles', {});
  if (!data || data.items.length === 0) return null;
  return (
    <section class="register-waiting" aria-label={words.title}>
      <h2>{words.title}</h2>
      <p class="note">{words.help}</p>
      {data.items.map((retailer) => (
        <OfRetailer key={retailer.retailer} retailer={retailer} />
      ))}
    </section>
  );
}

function OfRetailer({ retailer }: { readonly retailer: RetailerWaiting }) {
  const words = useWords(ARTICLE_WORDS);
  const [mapped, setMapped] = useState<WaitingArticle>();
  const { retailerName, total, stores, mayMap, articles } = retailer;
  return (
    <details class="panel register-retailer">
      <summary>
        <h3>
          <Name>{retailerName}</Name>
        </h3>
        <span class="note">{words.counts(total, stores)}</span>
      </summary>
      {!mayMap && <p class="note">{words.ofOthers}</p>}
      <ul class="register-articles">
        {articles.map((article) => (
          <li key={article.article}>
            <Article article={article} />
            {mayMap && <Button onClick={() => setMapped(article)}>{`${words.map} ${article.article}`}</Button>}
          </li>
        ))}
      </ul>
      {total > articles.length && <p class="note">{words.more(total - articles.length)}</p>}
      {mapped && <MapArticleDialog retailer={retailer} article={mapped} onClose={() => setMapped(undefined)} />}
    </details>
  );
}

function Article({ article: { article, name, stores, proposals } }: { readonly article: WaitingArticle }) {
  const words = useWords(ARTICLE_WORDS);
  const told = useTold();
  const [likely] = proposals;
  return (
    <span>
      <strong>{article}</strong> {name !== undefined && <Name>{name}</Name>}{' '}
      <span class="note">
        {words.stores(stores)}; {likely ? `${words.isLikely} ${told(likely.productName)}` : words.nothingLikely}
      </span>
    </span>
  );
}
