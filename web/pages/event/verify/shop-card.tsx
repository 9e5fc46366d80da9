import { useId, useState } from 'preact/hooks';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { PhoneLink } from '#web/components/phone-link/phone-link.tsx';
import type { Findings } from '#web/findings/use-findings.ts';
import { useFigures, useTold, useWords } from '#web/language/language.tsx';
import { foundAt } from './found-at.ts';
import { NotRightDialog } from './not-right-dialog.tsx';
import type { Shop, ShopGood } from './shop.ts';
import { VERIFY_WORDS } from './words.ts';

interface ShopCardProps {
  readonly event: string;
  readonly shop: Shop;
  readonly findings: Findings;
}

/** One shop: what it reported, and what somebody says who stands before it. */
export function ShopCard({ event, shop, findings }: ShopCardProps) {
  const told = useTold();
  const heading = useId();
  const { contact, address, storeName } = shop;
  const refused = findings.waiting.filter(
    ({ finding, refusal }) => finding.store === shop.store && finding.event === event && refusal !== undefined,
  );
  return (
    <article class="verify-card" aria-labelledby={heading}>
      <div class="verify-card-head">
        <div>
          <h2 id={heading}>
            <Name>{storeName}</Name>
          </h2>
          <p class="note">{address === undefined ? told(shop.placeName) : <Name>{address}</Name>}</p>
        </div>
        {contact?.phone !== undefined && <PhoneLink phone={contact.phone} who={contact.name} kind="short" />}
      </div>
      <GoodsTable shop={shop} />
      <Verdict event={event} shop={shop} findings={findings} />
      {refused.map((one) => (
        <Refused key={one.finding.at + one.finding.product} text={one.refusal} onGiveUp={() => findings.giveUp(one)} />
      ))}
    </article>
  );
}

function GoodsTable({ shop }: { readonly shop: Shop }) {
  const words = useWords(VERIFY_WORDS);
  return (
    <table class="verify-goods">
      <thead>
        <tr>
          <th scope="col">{words.good}</th>
          <th scope="col" class="number">
            {words.usual}
          </th>
          <th scope="col" class="number">
            {words.reported}
          </th>
          <th scope="col" class="number">
            {words.change}
          </th>
        </tr>
      </thead>
      <tbody>
        {shop.goods.map((good) => (
          <GoodRow key={good.product} good={good} />
        ))}
      </tbody>
    </table>
  );
}

function GoodRow({ good }: { readonly good: ShopGood }) {
  const told = useTold();
  const figures = useFigures();
  return (
    <tr>
      <th scope="row">
        {told(good.productName)} <span class="note">{told(good.unitName)}</span>
      </th>
      <td class="number verify-usual">{figures.number(Math.round(good.usual))}</td>
      <td class="number strong">{figures.number(good.price)}</td>
      <td class="number">{told(good.percent)}</td>
    </tr>
  );
}

/** The two buttons; once all goods of the shop are answered, what was said, which can be changed. */
function Verdict({ event, shop, findings }: ShopCardProps) {
  const words = useWords(VERIFY_WORDS);
  const [isChanging, setIsChanging] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const checked = foundAt(shop, findings.waiting);
  const open = checked.filter(({ found }) => found === undefined);
  const tell: Findings['tell'] = (said) => {
    findings.tell(said);
    setIsChanging(false);
    setIsAsking(false);
  };
  if (open.length === 0 && !isChanging) {
    return (
      <div class="verify-said" role="status">
        <Said checked={checked} />
        <Button kind="plain" onClick={() => setIsChanging(true)}>
          {words.changeIt}
        </Button>
      </div>
    );
  }
  const allRight = () => tell([{ event, store: shop.store, verdict: 'right', at: new Date().toISOString() }]);
  return (
    <>
      {open.length < checked.length && !isChanging && <p class="note">{words.stillOpen(open.length)}</p>}
      <div class="verify-buttons">
        <Button kind="first" onClick={allRight}>
          {words.allRight(shop.goods.length)}
        </Button>
        <Button onClick={() => setIsAsking(true)}>{words.notRight}</Button>
      </div>
      {isAsking && <NotRightDialog event={event} shop={shop} onSay={tell} onClose={() => setIsAsking(false)} />}
    </>
  );
}

function Said({ checked }: { readonly checked: ReturnType<typeof foundAt> }) {
  const words = useWords(VERIFY_WORDS);
  const told = useTold();
  const figures = useFigures();
  const verdicts = new Set(checked.map(({ found }) => found?.verdict));
  const [only] = verdicts;
  const isWaiting = checked.some(({ found }) => found?.isWaiting);
  return (
    <div>
      {verdicts.size === 1 && only && only !== 'wrong' ? (
        <p class="strong">✓ {only === 'right' ? words.saidRight(checked.length) : words.verdicts[only]}</p>
      ) : (
        checked.map(({ good, found }) => (
          <p key={good.product}>
            {told(good.productName)}: <strong>{found && words.verdicts[found.verdict]}</strong>
            {found?.verdict === 'wrong' &&
              found.seenPrice !== undefined &&
              ` ${figures.price(found.seenPrice, told(good.unitName))}`}
          </p>
        ))
      )}
      <p class="note">{isWaiting ? words.keptHere : words.sent}</p>
    </div>
  );
}

function Refused({ text, onGiveUp }: { readonly text: string | undefined; readonly onGiveUp: () => void }) {
  const words = useWords(VERIFY_WORDS);
  return (
    <div role="alert">
      <p class="field-wrong">
        {words.refused} {text}
      </p>
      <Button kind="plain" onClick={onGiveUp}>
        {words.giveUp}
      </Button>
    </div>
  );
}
