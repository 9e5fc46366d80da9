import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { ShownEvent } from '#web/event-acts/shown-event.ts';
import { useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { THIS_MORNING_WORDS } from './words.ts';

const FIRST_WARDS = 3;

/** The wards of an event by name: the first ones, and the others when they are asked for. */
export function HotWards({ event: { wards, goods } }: { readonly event: ShownEvent }) {
  const words = useWords(THIS_MORNING_WORDS);
  const told = useTold();
  const [showsAll, setShowsAll] = useState(false);
  const [first] = goods;
  if (wards.length < 2 || !first) return null;
  // One more name takes no more room than saying that there is one more.
  const most = showsAll || wards.length === FIRST_WARDS + 1 ? wards.length : FIRST_WARDS;
  return (
    <>
      <dt>{words.where}</dt>
      <dd>
        {wards.slice(0, most).map(({ id, name }, index) => (
          <Fragment key={id}>
            {index > 0 && ', '}
            <a class="quiet-link" href={withQuery(ADDRESS.goods(first.product, id), { ngay: first.figuresOn })}>
              {told(name)}
            </a>
          </Fragment>
        ))}
        {most < wards.length && (
          <>
            {' '}
            <button type="button" class="hot-more" onClick={() => setShowsAll(true)}>
              {words.moreWards(wards.length - most)}
            </button>
          </>
        )}
      </dd>
    </>
  );
}
