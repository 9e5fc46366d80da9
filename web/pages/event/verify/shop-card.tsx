import { useId } from 'preact/hooks';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { PhoneLink } from '#web/components/phone-link/phone-link.tsx';
import type { Findings } from '#web/findings/use-findings.ts';
import { useFigures, useTold, useWords } from '#web/language/language.tsx';
import { countLookedAt, foundAt, seenNow } from './found-at.ts';
import { Said, SentAt } from './said.tsx';
import type { Shop, ShopGood } from './shop.ts';
import { VERIFY_WORDS } from './words.ts';

interface ShopCardProps {
  readonly event: string;
  readonly shop: Shop;
  readonly findings: Findings;
  /** Opens what was seen, good by good, with what stands filled in. */
  readonly onOpen: (shop: Shop) => void;
}

/** What the list of those left leads to. */
export function cardId({ store }: Shop): string {
  return `diem-ban-${store.replace('/', '-')}`;
}

/** One shop: what it reported, and what somebody says who stands before it. */
export function ShopCard(props: ShopCardProps) {
  const heading = useId();
  return (
    <article class="verify-card" aria-labelledby={heading} id={cardId(props.shop)}>
      <h2 id={heading}>
        <Name>{props.shop.storeName}</Name>
      </h2>
      <CardBody {...props} />
    </article>
  );
}

/** A shop that was looked at, folded to a line: what is said of it is seen by a press. */
export function DoneShop(props: ShopCardProps) {
  const words = useWords(VERIFY_WORDS);
  const heading = useId();
  const { event, shop, findings } = props;
  const checked = foundAt(event, shop, findings.waiting);
  return (
    <article class="verify-card verify-done" aria-labelledby={heading} id={cardId(shop)}>
      <details>
        <summary>
          <span class="strong" id={heading}>
            <Name>{shop.storeName}</Name>
          </span>{' '}
          <span class="note">
            ✓ {words.lookedAt(countLookedAt(checked), checked.length)} <SentAt checked={checked} />
          </span>
        </summary>
        <CardBody {...props} />
      </details>
    </article>
  );
}

function CardBody(props: ShopCardProps) {
  const { event, shop, findings } = props;
  const told = useTold();
  const { contact, contactOf, address, placeName, retailerName } = shop;
  const refused = findings.waiting.filter(
    ({ finding, refusal }) => finding.store === shop.store && finding.event === event && refusal !== undefined,
  );
  return (
    <>
      <p class="note">{address === undefined ? told(placeName) : <Name>{address}</Name>}</p>
      {contact?.phone !== undefined && (
        <PhoneLink
          phone={contact.phone}
          who={contactOf === 'retailer' ? `${contact.name} (${retailerName})` : contact.name}
          kind="short"
        />
      )}
      <GoodsTable shop={shop} />
      <Verdict {...props} />
      {refused.map((one) => (
        <Refused key={one.finding.at + one.finding.product} text={one.refusal} onGiveUp={() => findings.giveUp(one)} />
      ))}
    </>
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

/** The two buttons; once anything was looked at, what was said, which can be changed. */
function Verdict({ event, shop, findings, onOpen }: ShopCardProps) {
  const words = useWords(VERIFY_WORDS);
  const checked = foundAt(event, shop, findings.waiting);
  if (countLookedAt(checked) > 0) {
    return (
      <div class="verify-said" role="status">
        <Said checked={checked} />
        <Button kind="plain" onClick={() => onOpen(shop)}>
          {words.changeIt}
        </Button>
      </div>
    );
  }
  return (
    <div class="verify-buttons">
      <Button
        kind="first"
        onClick={() =>
          findings.tell([{ event, store: shop.store, verdict: 'right', at: seenNow(event, shop, findings.waiting) }])
        }
      >
        {words.allRight(shop.goods.length)}
      </Button>
      <Button onClick={() => onOpen(shop)}>{words.notRight}</Button>
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
