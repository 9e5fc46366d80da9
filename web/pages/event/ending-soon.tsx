import { Name } from '#web/components/name/name.tsx';
import { endingWithinADay } from '#web/components/shop-rows/shop-order.ts';
import { useShops } from '#web/components/shop-rows/use-shops.ts';
import type { ShownGood } from '#web/event-acts/shown-event.ts';
import { useFigures, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import type { EventDetail } from './event-detail.ts';
import { EVENT_WORDS } from './words.ts';

/** Of the good whose stock ends first: how many shops have less than a day of it, and which runs out first. */
export function EndingSoon({ event }: { readonly event: EventDetail }) {
  const known = event.goods.filter(({ coverDays }) => coverDays !== undefined);
  const [scarcest] = known.toSorted((a, b) => (a.coverDays ?? 0) - (b.coverDays ?? 0));
  if (!scarcest || event.endedAt !== undefined) return null;
  return <OfGood good={scarcest} />;
}

function OfGood({ good }: { readonly good: ShownGood }) {
  const words = useWords(EVENT_WORDS);
  const told = useTold();
  const figures = useFigures();
  const { product, place, productName, figuresOn } = good;
  const { data } = useShops(place, product, figuresOn);
  const ending = data ? endingWithinADay(data.rows) : [];
  const [first] = ending;
  if (!first) return null;
  return (
    <p class="note">
      <a href={`${withQuery(ADDRESS.goods(product, place), { ngay: figuresOn, xep: 'du-ban' })}#diem-ban`}>
        {words.ending(told(productName), ending.length)}
      </a>
      {words.endsFirst} <Name>{first.storeName}</Name> ({figures.days(first.coverDays ?? 0)}).
    </p>
  );
}
