import { useState } from 'preact/hooks';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { LevelTag } from '#web/components/level-tag/level-tag.tsx';
import { Name } from '#web/components/name/name.tsx';
import { PageHead } from '#web/components/page-head/page-head.tsx';
import { NAMES_ALONE } from '#web/components/place-names/names-alone.ts';
import { isUnsent } from '#web/findings/finding.ts';
import { type Findings, useFindings } from '#web/findings/use-findings.ts';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import type { EventDetail } from '../event-detail.ts';
import { isLookedAt } from './found-at.ts';
import { SeenDialog } from './seen-dialog.tsx';
import type { Shop, Shops } from './shop.ts';
import { cardId, DoneShop, ShopCard } from './shop-card.tsx';
import { useKeptOrder } from './use-kept-order.ts';
import { useLasting } from './use-lasting.ts';
import './verify.css';
import { VERIFY_WORDS } from './words.ts';

/** As many as the API gives at once; a ward has fewer. */
const MOST_SHOPS = 200;
/** What takes longer to send than this waits for a network. */
const SLOW_MS = 2_000;

/** The shops of a ward that are to be verified: two taps and a number each, with or without a network. */
export function VerifyPage({ id = '' }: { readonly id?: string }) {
  const words = useWords(VERIFY_WORDS);
  const [place] = usePlace();
  const event = useAnswer('GET /v1/events/{id}', { params: { id } });
  const shops = useAnswer('GET /v1/events/{id}/shops', { params: { id }, query: { place, limit: MOST_SHOPS } });
  const places = useAnswer('GET /v1/places', NAMES_ALONE);
  const told = useTold();
  const placeName = places.data?.items.find((one) => one.id === place)?.name;
  const count = shops.data && shops.data.total + shops.data.verified.length;
  return (
    <>
      <PageHead
        title={count === undefined ? words.title : words.shops(count)}
        aside={placeName && told(placeName)}
        back={{ href: ADDRESS.event(id), name: words.back }}
        above={event.data && <OfEvent event={event.data} />}
      >
        {shops.data && count !== undefined && count > 0 && <Progress event={id} shops={shops.data} />}
      </PageHead>
      <Answered
        answer={shops}
        height={480}
        empty={() => (count === 0 ? <p class="strong">{words.none}</p> : undefined)}
      >
        {(data) => <ShopCards event={id} wards={event.data?.wards ?? []} shops={data} key={`${id} ${place}`} />}
      </Answered>
    </>
  );
}

function OfEvent({ event }: { readonly event: EventDetail }) {
  const words = useWords(VERIFY_WORDS);
  const told = useTold();
  const { shortDay } = useMoments();
  return (
    <div class="verify-event">
      <LevelTag level={event.level} direction={event.direction} isOverCeiling={event.ceiling} />
      <span class="note">
        {told(event.sentence)} · {words.figuresOf(shortDay(event.goods[0]?.figuresOn ?? event.asOf))}
      </span>
    </div>
  );
}

function Progress({ event, shops }: { readonly event: string; readonly shops: Shops }) {
  const words = useWords(VERIFY_WORDS);
  const { waiting } = useFindings();
  const all = [...shops.items, ...shops.verified];
  const done = all.filter((shop) => isLookedAt(event, shop, waiting)).length;
  const kept = waiting.filter(isUnsent).length;
  const isKept = useLasting(kept > 0, SLOW_MS);
  return (
    <div role="status">
      <p>
        {words.howTo} <strong>{words.done(done, shops.total + shops.verified.length)}</strong>
      </p>
      {isKept && <p class="verify-waiting">{words.waiting(kept)}</p>}
    </div>
  );
}

interface ShopCardsProps {
  readonly event: string;
  readonly wards: EventDetail['wards'];
  readonly shops: Shops;
}

/**
 * The shops that are left, in the order in which to go, and at the end those that were looked at. The one of which something
 * was just said keeps its place, so that nothing slides under the finger.
 */
function ShopCards({ event, wards, shops }: ShopCardsProps) {
  const words = useWords(VERIFY_WORDS);
  const findings = useFindings();
  const all = useKeptOrder(shops);
  const [justSaid, setJustSaid] = useState<string>();
  const [opened, setOpened] = useState<Shop>();
  const isDone = (shop: Shop) => isLookedAt(event, shop, findings.waiting);
  const tell: Findings['tell'] = (said) => {
    const [first] = said;
    if (first) setJustSaid(first.store);
    findings.tell(said);
    setOpened(undefined);
  };
  const card = { event, findings: { ...findings, tell }, onOpen: setOpened };
  const done = all.filter((shop) => isDone(shop) && shop.store !== justSaid);
  return (
    <>
      <ShopsLeft shops={all.filter((shop) => !isDone(shop))} />
      <div class="verify-cards">
        {all
          .filter((shop) => !done.includes(shop))
          .map((shop) => (
            <ShopCard key={shop.store} shop={shop} {...card} />
          ))}
      </div>
      {shops.cursor !== undefined && <ByWard event={event} wards={wards} left={shops.total - shops.items.length} />}
      {done.length > 0 && (
        <>
          <h2 class="verify-before">{words.before}</h2>
          {done.map((shop) => (
            <DoneShop key={shop.store} shop={shop} {...card} />
          ))}
        </>
      )}
      {opened && (
        <SeenDialog
          key={opened.store}
          event={event}
          shop={opened}
          waiting={findings.waiting}
          onSay={tell}
          onClose={() => setOpened(undefined)}
        />
      )}
    </>
  );
}

/** Where to go, in that order, on one look. */
function ShopsLeft({ shops }: { readonly shops: readonly Shop[] }) {
  const words = useWords(VERIFY_WORDS);
  const told = useTold();
  if (shops.length === 0) return <p class="strong verify-left">{words.allDone}</p>;
  return (
    <nav class="verify-left" aria-label={words.left(shops.length)}>
      <p>
        <span class="strong">{words.left(shops.length)}</span> <span class="note">{words.inOrder}</span>
      </p>
      <ol>
        {shops.map((shop) => (
          <li key={shop.store}>
            <a href={`#${cardId(shop)}`}>
              <Name>{shop.storeName}</Name>
            </a>{' '}
            <span class="note">{shop.address === undefined ? told(shop.placeName) : <Name>{shop.address}</Name>}</span>
          </li>
        ))}
      </ol>
    </nav>
  );
}

/** Of many wards each has its two farthest shops here; the list of a ward has all of them. */
function ByWard({ event, wards, left }: Omit<ShopCardsProps, 'shops'> & { readonly left: number }) {
  const words = useWords(VERIFY_WORDS);
  const told = useTold();
  return (
    <nav class="verify-wards" aria-label={words.byWard}>
      <p class="note">{words.more(left)}</p>
      <ul>
        {wards.map(({ id, name }) => (
          <li key={id}>
            <a href={ADDRESS.verify(event, id)}>{told(name)}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
