import { useState } from 'preact/hooks';
import { Choice } from '#web/components/choice/choice.tsx';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import type { Finding } from '#web/findings/finding.ts';
import { useFigures, useTold, useWords } from '#web/language/language.tsx';
import { SeenPriceField } from './seen-price-field.tsx';
import type { Shop } from './shop.ts';
import { VERIFY_WORDS } from './words.ts';

interface NotRightDialogProps {
  readonly event: string;
  readonly shop: Shop;
  readonly onSay: (findings: readonly Finding[]) => void;
  readonly onClose: () => void;
}

type Kind = 'wrong' | 'not-sold' | 'closed';

/** Says what is not as the shop reported: another price, goods that it does not sell, or that it is shut. */
export function NotRightDialog({ event, shop, onSay, onClose }: NotRightDialogProps) {
  const words = useWords(VERIFY_WORDS);
  const [kind, setKind] = useState<Kind>('wrong');
  const [prices, setPrices] = useState<Readonly<Record<string, number>>>({});
  const [missing, setMissing] = useState<readonly string[]>(shop.goods.length === 1 ? productsOf(shop) : []);
  const [wrong, setWrong] = useState<string>();
  const confirm = () => {
    const seen = { event, store: shop.store, at: new Date().toISOString() };
    const findings = {
      wrong: () => (Object.keys(prices).length === 0 ? [] : withPrices(shop, seen, prices)),
      'not-sold': () => missing.map((product): Finding => ({ ...seen, product, verdict: 'not-sold' })),
      closed: (): Finding[] => [{ ...seen, verdict: 'closed' }],
    }[kind]();
    if (findings.length === 0) setWrong(kind === 'wrong' ? words.needsPrice : words.needsGood);
    else onSay(findings);
  };
  return (
    <Dialog
      title={shop.storeName}
      titleLanguage="vi"
      confirm={words.note}
      refusal={wrong}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Choice
        label={words.whatIsIt}
        chosen={kind}
        options={(['wrong', 'not-sold', 'closed'] as const).map((id) => ({ id, name: words.verdicts[id] }))}
        onChoose={setKind}
      />
      {kind === 'wrong' && <PriceFields shop={shop} onPrices={setPrices} prices={prices} />}
      {kind === 'not-sold' && <GoodBoxes shop={shop} chosen={missing} onChoose={setMissing} />}
      {kind === 'closed' && <p class="note">{words.closedMeans}</p>}
    </Dialog>
  );
}

function productsOf({ goods }: Shop): readonly string[] {
  return goods.map(({ product }) => product);
}

/** A finding of each good: what was left empty is as it was reported. */
function withPrices(
  { goods }: Shop,
  seen: Pick<Finding, 'event' | 'store' | 'at'>,
  prices: Readonly<Record<string, number>>,
): Finding[] {
  return goods.map(({ product, price }) => {
    const seenPrice = prices[product];
    if (seenPrice === undefined) return { ...seen, product, verdict: 'right' };
    return { ...seen, product, verdict: seenPrice === price ? 'right' : 'wrong', seenPrice };
  });
}

interface PriceFieldsProps {
  readonly shop: Shop;
  readonly prices: Readonly<Record<string, number>>;
  readonly onPrices: (prices: Readonly<Record<string, number>>) => void;
}

function PriceFields({ shop, prices, onPrices }: PriceFieldsProps) {
  const words = useWords(VERIFY_WORDS);
  const told = useTold();
  const figures = useFigures();
  const set = (product: string, price: number | undefined) => {
    const { [product]: _, ...others } = prices;
    onPrices(price === undefined ? others : { ...others, [product]: price });
  };
  return (
    <div class="verify-prices">
      <p class="note">{shop.goods.length > 1 ? words.leaveEmpty : words.priceSeen}</p>
      {shop.goods.map(({ product, productName, unitName, price }, index) => (
        <SeenPriceField
          key={product}
          label={told(productName)}
          reported={price}
          hint={words.wasReported(figures.price(price, told(unitName)))}
          isFirst={index === 0}
          onPrice={(seen) => set(product, seen)}
        />
      ))}
    </div>
  );
}

interface GoodBoxesProps {
  readonly shop: Shop;
  readonly chosen: readonly string[];
  readonly onChoose: (products: readonly string[]) => void;
}

function GoodBoxes({ shop, chosen, onChoose }: GoodBoxesProps) {
  const words = useWords(VERIFY_WORDS);
  const told = useTold();
  const toggle = (product: string) =>
    onChoose(chosen.includes(product) ? chosen.filter((one) => one !== product) : [...chosen, product]);
  return (
    <fieldset class="verify-boxes">
      <legend class="note">{words.whichGoods}</legend>
      {shop.goods.map(({ product, productName }) => (
        <label key={product}>
          <input type="checkbox" checked={chosen.includes(product)} onChange={() => toggle(product)} />
          {told(productName)}
        </label>
      ))}
    </fieldset>
  );
}
