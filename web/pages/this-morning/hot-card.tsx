import { Fragment } from 'preact';
import { useId } from 'preact/hooks';
import type { BusinessDay } from '#domain/business-day.ts';
import { useAmounts } from '#web/components/amounts/use-amounts.ts';
import { ButtonLink } from '#web/components/button/button.tsx';
import { useEvidenceLine } from '#web/components/evidence-line/use-evidence-line.ts';
import { LevelTag } from '#web/components/level-tag/level-tag.tsx';
import { Owner } from '#web/components/owner/owner.tsx';
import { Unbroken } from '#web/components/unbroken/unbroken.tsx';
import { EventFigures } from '#web/event-acts/event-figures.tsx';
import type { ShownEvent, ShownGood } from '#web/event-acts/shown-event.ts';
import { TakeOver } from '#web/event-acts/take-over.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { breakable } from '#web/language/two-prices.ts';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import { HotWards } from './hot-wards.tsx';
import type { Today } from './today.ts';
import { THIS_MORNING_WORDS } from './words.ts';

interface HotCardProps {
  readonly event: ShownEvent;
  readonly lastClosed: BusinessDay;
  readonly calls: Today['calls']['items'];
}

/** The worst event that nobody is on: what, why, whom to call, and the three things to do. */
export function HotCard({ event, lastClosed, calls }: HotCardProps) {
  const words = useWords(THIS_MORNING_WORDS);
  const told = useTold();
  const heading = useId();
  const { timeAndDay, shortDay } = useMoments();
  const [place] = usePlace();
  const address = ADDRESS.event(event.id);
  return (
    <article class={`hot-card hot-card-${event.direction}-${event.level}`} aria-labelledby={heading}>
      <div class="hot-card-head">
        <LevelTag level={event.level} direction={event.direction} isOverCeiling={event.ceiling} />
        <span class="note">
          {words.levelSince(timeAndDay(event.levelSince), shortDay(event.goods[0]?.figuresOn ?? event.asOf))}
        </span>
        <Owner owner={event.owner} wantedSince={event.levelSince} isWanted />
        <EventFigures event={event} lastClosed={lastClosed} />
      </div>
      <h2 id={heading}>
        <a href={address}>
          <Unbroken text={told(event.sentence)} />
        </a>
      </h2>
      <HotFacts event={event} calls={calls} />
      <div class="buttons hot-card-buttons">
        {event.isPartial ? undefined : <TakeOver event={event} />}
        {calls.length > 0 && <ButtonLink href={`${address}#goi`}>{words.callSources(calls.length)}</ButtonLink>}
        <ButtonLink kind={event.isPartial ? 'first' : 'plain'} href={ADDRESS.verify(event.id, place)}>
          {words.verify}
        </ButtonLink>
      </div>
    </article>
  );
}

/** A good where its numbers are from, on their day. */
function goodAt({ product, place, figuresOn }: ShownGood): string {
  return withQuery(ADDRESS.goods(product, place), { ngay: figuresOn });
}

function HotFacts({ event, calls }: Pick<HotCardProps, 'event' | 'calls'>) {
  const words = useWords(THIS_MORNING_WORDS);
  const told = useTold();
  const amounts = useAmounts();
  const { shortDay } = useMoments();
  const evidenceLine = useEvidenceLine();
  const [first] = event.goods;
  const asked = amounts.byUnit(calls.flatMap((call) => call.asked));
  return (
    <dl class="facts">
      <dt>{words.why}</dt>
      <dd>
        <a class="quiet-link" href={`${ADDRESS.event(event.id)}#vi-sao`}>
          <Unbroken text={evidenceLine(event.goods)} />
        </a>
      </dd>
      <HotWards event={event} />
      <dt>{words.supply}</dt>
      <dd>
        {calls.length > 0 ? (
          <a class="quiet-link" href={ADDRESS.supply(event.id)}>
            {words.sources(calls.length, asked)}
          </a>
        ) : (
          words.noSources
        )}
      </dd>
      {first?.headline?.prices && (
        <>
          <dt>{words.price}</dt>
          <dd>
            <a class="quiet-link" href={goodAt(first)}>
              {told(first.productName)} <Unbroken text={breakable(told(first.headline.prices))} />
            </a>{' '}
            {words.atMiddle(shortDay(first.figuresOn))}
          </dd>
        </>
      )}
      {event.goods.length > 1 && (
        <>
          <dt>{words.goods}</dt>
          <dd>
            {event.goods.map((good, index) => (
              <Fragment key={good.product}>
                {index > 0 && ', '}
                <a class="quiet-link" href={goodAt(good)}>
                  {told(good.productName)}
                </a>
              </Fragment>
            ))}
          </dd>
        </>
      )}
    </dl>
  );
}
