import { useState } from 'preact/hooks';
import { Choice } from '#web/components/choice/choice.tsx';
import { Dialog } from '#web/components/dialog/dialog.tsx';
import type { Finding, WaitingFinding } from '#web/findings/finding.ts';
import { useFigures, useTold, useWords } from '#web/language/language.tsx';
import { foundAt, seenNow } from './found-at.ts';
import { SeenPriceField } from './seen-price-field.tsx';
import type { Shop, ShopGood } from './shop.ts';
import {
  type Entered,
  type EnteredGood,
  enteredFrom,
  findingsOf,
  hasNoPrice,
  isEmpty,
  SAID_OF_GOOD,
} from './what-was-seen.ts';
import { VERIFY_WORDS } from './words.ts';

interface SeenDialogProps {
  readonly event: string;
  readonly shop: Shop;
  readonly waiting: readonly WaitingFinding[];
  readonly onSay: (findings: readonly Finding[]) => void;
  readonly onClose: () => void;
}

const LONGEST_NOTE = 300;

/** Says good by good what was seen, filled in with what stands: a price, none shown, not sold; or that the shop is shut. */
export function SeenDialog({ event, shop, waiting, onSay, onClose }: SeenDialogProps) {
  const words = useWords(VERIFY_WORDS);
  // What stood when it was opened: what comes meanwhile changes nothing of what is typed.
  const [stood] = useState(() => foundAt(event, shop, waiting));
  const [before] = useState(() => enteredFrom(stood));
  const [entered, setEntered] = useState<Entered>(before);
  const [wrong, setWrong] = useState<string>();
  const isCorrection = !isEmpty(before);
  const confirm = () => {
    if (hasNoPrice(entered)) return setWrong(words.noZero);
    if (isEmpty(entered) && !isCorrection) return setWrong(words.needsOne);
    onSay(findingsOf({ event, store: shop.store, at: seenNow(event, shop, waiting) }, stood, before, entered));
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
        chosen={entered.isClosed ? 'closed' : 'open'}
        options={(['open', 'closed'] as const).map((id) => ({ id, name: words.shopIs[id] }))}
        onChoose={(id) => setEntered({ ...entered, isClosed: id === 'closed' })}
      />
      {entered.isClosed ? (
        <p class="note">{words.closedMeans}</p>
      ) : (
        <GoodFields shop={shop} goods={entered.goods} onGoods={(goods) => setEntered({ ...entered, goods })} />
      )}
      <label class="field">
        <span>{words.noteField}</span>
        <input
          type="text"
          lang="vi"
          maxLength={LONGEST_NOTE}
          value={entered.note}
          onInput={({ currentTarget }) => setEntered({ ...entered, note: currentTarget.value })}
        />
      </label>
      {isCorrection && <p class="note">{words.correctionMeans}</p>}
    </Dialog>
  );
}

interface GoodFieldsProps {
  readonly shop: Shop;
  readonly goods: Entered['goods'];
  readonly onGoods: (goods: Entered['goods']) => void;
}

function GoodFields({ shop, goods, onGoods }: GoodFieldsProps) {
  const words = useWords(VERIFY_WORDS);
  return (
    <div class="verify-prices">
      <p class="note">{shop.goods.length > 1 ? words.leaveEmpty : words.priceSeen}</p>
      {shop.goods.map((good, index) => (
        <GoodField
          key={good.product}
          good={good}
          isFirst={index === 0}
          entered={goods[good.product] ?? { text: '' }}
          onEnter={(entered) => onGoods({ ...goods, [good.product]: entered })}
        />
      ))}
    </div>
  );
}

interface GoodFieldProps {
  readonly good: ShopGood;
  readonly isFirst: boolean;
  readonly entered: EnteredGood;
  readonly onEnter: (entered: EnteredGood) => void;
}

/** A price or, in its place, a word: of the two the one that was entered last. */
function GoodField({ good, isFirst, entered, onEnter }: GoodFieldProps) {
  const words = useWords(VERIFY_WORDS);
  const told = useTold();
  const figures = useFigures();
  const name = told(good.productName);
  return (
    <div class="verify-good-field">
      <SeenPriceField
        label={name}
        reported={good.price}
        hint={words.wasReported(figures.price(good.price, told(good.unitName)))}
        isFirst={isFirst}
        text={entered.text}
        onText={(text) => onEnter(text === '' ? { ...entered, text } : { text })}
      />
      <select
        aria-label={words.orSay(name)}
        value={entered.said ?? ''}
        onChange={({ currentTarget }) => {
          const said = SAID_OF_GOOD.find((one) => one === currentTarget.value);
          onEnter(said ? { text: '', said } : { text: entered.text });
        }}
      >
        <option value="">{entered.text === '' ? words.notSeen : words.asTyped}</option>
        {SAID_OF_GOOD.map((said) => (
          <option key={said} value={said}>
            {words.verdicts[said]}
          </option>
        ))}
      </select>
    </div>
  );
}
