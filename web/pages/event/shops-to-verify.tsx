import type { ReceivedFrom } from '#contract/client.ts';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { ButtonLink } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { PhoneLink } from '#web/components/phone-link/phone-link.tsx';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { UnitBar } from '#web/components/unit-bar/unit-bar.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import type { EventDetail } from './event-detail.ts';
import { WardProgress } from './ward-progress.tsx';
import { EVENT_WORDS } from './words.ts';

type Shops = ReceivedFrom<'GET /v1/events/{id}/shops'>;

const FIRST_SHOPS = 6;
const MOST_SHOPS = 200;

/** The shops whose prices somebody should see with his own eyes, farthest from their usual ones first. */
export function ShopsToVerify({ event }: { readonly event: EventDetail }) {
  const words = useWords(EVENT_WORDS);
  const [place] = usePlace();
  const shops = useAnswer('GET /v1/events/{id}/shops', {
    params: { id: event.id },
    query: { place, limit: MOST_SHOPS },
  });
  const done = (data: Shops) => data.verified.length;
  return (
    <Panel id="xac-minh" title={words.shopsToVerify} aside={words.shopsNote}>
      <Answered
        answer={shops}
        height={360}
        empty={(data) => (data.total + done(data) === 0 ? <p class="strong">{words.noShops}</p> : undefined)}
      >
        {(data) => (
          <>
            <UnitBar
              label={words.verified}
              share={done(data) / (data.total + done(data))}
              text={`${done(data)}/${data.total + done(data)}`}
            />
            <WardProgress event={event.id} wards={data.wards} />
            <ul class="rows">
              {data.items.slice(0, FIRST_SHOPS).map((shop) => (
                <ShopRow key={shop.store} shop={shop} day={event.goods[0]?.figuresOn ?? event.asOf} />
              ))}
            </ul>
            <div class="buttons event-shop-acts">
              <ButtonLink href={ADDRESS.verify(event.id, place)}>
                {data.total > 0 ? words.verifyAll(data.total) : words.seeVerified}
              </ButtonLink>
              <TakeShops event={event} shops={data} />
            </div>
          </>
        )}
      </Answered>
    </Panel>
  );
}

/** One row a shop and good. */
function TakeShops({ event, shops }: { readonly event: EventDetail; readonly shops: Shops }) {
  const words = useWords(EVENT_WORDS);
  const told = useTold();
  const rows = [...shops.items, ...shops.verified].flatMap((shop) => shop.goods.map((good) => ({ shop, good })));
  return (
    <TakeList
      of={words.shopsToVerify}
      list={`xac-minh-${event.id}`}
      day={event.asOf}
      rows={rows}
      columns={[
        { heading: words.shop, cell: ({ shop }) => shop.storeName },
        { heading: words.where, cell: ({ shop }) => told(shop.placeName) },
        { heading: words.address, cell: ({ shop }) => shop.address },
        { heading: words.phone, cell: ({ shop }) => shop.contact?.phone },
        { heading: words.good, cell: ({ good }) => told(good.productName) },
        { heading: words.usual, cell: ({ good }) => good.usual },
        { heading: words.reported, cell: ({ good }) => good.price },
        { heading: `${words.change} (%)`, cell: ({ good }) => good.changePct },
        { heading: words.verified, cell: ({ good }) => good.found && words.verdicts[good.found.verdict] },
        { heading: words.seen, cell: ({ good }) => good.found?.seenPrice },
        { heading: words.noteHead, cell: ({ good }) => good.found?.note },
      ]}
    />
  );
}

function ShopRow({ shop, day }: { readonly shop: Shops['items'][number]; readonly day: string }) {
  const words = useWords(EVENT_WORDS);
  const told = useTold();
  const [worst] = shop.goods;
  const { phone, name } = shop.contact ?? {};
  return (
    <li class="event-shop">
      <div>
        {worst ? (
          <a
            class="event-shop-name"
            href={withQuery(ADDRESS.goods(worst.product, shop.place), { ngay: day, diem: shop.store })}
          >
            <Name>{shop.storeName}</Name>
          </a>
        ) : (
          <Name>{shop.storeName}</Name>
        )}
        <p class="note">
          {told(shop.placeName)}
          {worst && ` · ${told(worst.productName)} ${told(worst.percent)}`}
          {shop.goods.length > 1 && ` · ${words.moreGoods(shop.goods.length - 1)}`}
        </p>
      </div>
      {phone !== undefined && <PhoneLink phone={phone} who={name ?? shop.storeName} />}
    </li>
  );
}
