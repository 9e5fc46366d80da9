import { useState } from 'preact/hooks';
import type { ReceivedFrom } from '#contract/client.ts';
import { call } from '#web/asking/answers.ts';
import { useAct } from '#web/asking/use-act.ts';
import { askAgain } from '#web/asking/use-answer.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import { Name } from '#web/components/name/name.tsx';
import { TextField } from '#web/components/text-field/text-field.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { ARTICLE_WORDS } from './article-words.ts';

export type RetailerWaiting = ReceivedFrom<'GET /v1/unmapped-articles'>['items'][number];
export type WaitingArticle = RetailerWaiting['articles'][number];

interface MapArticleDialogProps {
  readonly retailer: RetailerWaiting;
  readonly article: WaitingArticle;
  readonly onClose: () => void;
}

/** Says which product an article is, and how many of its units; what is proposed stands there, and is confirmed. */
export function MapArticleDialog({ retailer, article, onClose }: MapArticleDialogProps) {
  const words = useWords(ARTICLE_WORDS);
  const told = useTold();
  const refusalOf = useRefusal();
  const [likely] = article.proposals;
  const [product, setProduct] = useState(likely?.product ?? '');
  const [factor, setFactor] = useState(String(likely?.factor ?? 1));
  const act = useAct(async () => {
    const items = [{ article: article.article, product: product.trim(), factor: Number(factor.replace(',', '.')) }];
    await call('PUT /v1/retailers/{id}/articles', {
      params: { id: retailer.retailer },
      query: { mode: 'patch' },
      body: { items },
    });
    onClose();
    await askAgain('GET /v1/unmapped-articles');
  });
  return (
    <Dialog
      title={words.dialog}
      confirm={words.save}
      isBusy={act.isRunning}
      refusal={refusalOf(act.error)}
      onConfirm={() => void act.run()}
      onClose={onClose}
    >
      <p>
        <Name>{retailer.retailerName}</Name>: <strong>{article.article}</strong>{' '}
        <Name>{[article.name, article.unit].filter(Boolean).join(', ')}</Name>
      </p>
      {article.proposals.length > 0 && (
        <p class="note">
          {words.isLikely}{' '}
          {article.proposals
            .map(({ product: id, productName, unit }) => `${id} ${told(productName)} (${unit})`)
            .join('; ')}
        </p>
      )}
      <TextField label={words.product} value={product} isRequired maxLength={40} onChange={setProduct} />
      <TextField
        label={words.factor}
        value={factor}
        isRequired
        pattern="\d{1,6}([.,]\d{1,6})?"
        help={words.factorHelp}
        onChange={setFactor}
      />
    </Dialog>
  );
}
