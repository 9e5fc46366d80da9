import { Fragment } from 'preact';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { LevelTag } from '#web/components/level-tag/level-tag.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { NAMES_ALONE } from '#web/components/place-names/names-alone.ts';
import { isLevel, shortNameOf } from '#web/components/tile-map/map-place.ts';
import { SmallMap } from '#web/components/tile-map/small-map.tsx';
import { type WardFacts, wardFacts, worstFirst } from '#web/components/ward-facts/ward-facts.ts';
import { useTold, useWords } from '#web/language/language.tsx';
import { useIsSeen } from '#web/measuring/use-is-seen.ts';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import { THIS_MORNING_WORDS } from './words.ts';

const MOST_NAMED = 16;

/**
 * The wards at a glance: each with the worst level of its goods. The whole of it leads to the map. It lies below the
 * events, so the day of every ward is read only once somebody looks there.
 */
export function Where() {
  const words = useWords(THIS_MORNING_WORDS);
  const [place] = usePlace();
  const { data: named } = useAnswer('GET /v1/places', NAMES_ALONE);
  const [isSeen, ref] = useIsSeen();
  const levels = useAnswer('GET /v1/places', { query: { figures: 'levels' } }, { when: isSeen });
  if (!named || wardFacts(named, undefined, place).length < 2) return null;
  const address = withQuery(ADDRESS.map(), { 'dia-ban': place });
  return (
    <Panel class="where" title={words.where} aside={<a href={address}>{words.openMap}</a>}>
      <div class="where-later" ref={ref}>
        {isSeen && (
          <Answered answer={levels} height={320}>
            {(data) => <Wards wards={wardFacts(data, undefined, place)} />}
          </Answered>
        )}
      </div>
    </Panel>
  );
}

function Wards({ wards }: { readonly wards: readonly WardFacts[] }) {
  return (
    <div class="where-columns">
      <SmallMap places={wards} />
      <InWords wards={wards} />
    </div>
  );
}

/** What the picture shows, for who reads or listens: the wards of each level, each with its worst good. */
function InWords({ wards }: { readonly wards: readonly WardFacts[] }) {
  const words = useWords(THIS_MORNING_WORDS);
  const told = useTold();
  const troubled = worstFirst(wards.filter(({ state }) => isLevel(state)));
  if (troubled.length === 0) return <p class="note">{words.nowhere}</p>;
  const kinds = Map.groupBy(troubled, ({ state, direction }) => `${state} ${direction}`);
  return (
    <div>
      {[...kinds].map(([kind, inside]) => (
        <div key={kind} class="where-level">
          <LevelTag level={levelOf(inside)} direction={inside[0]?.direction ?? 'up'} />{' '}
          <span class="note">{inside.length}</span>
          <p>
            {inside.slice(0, MOST_NAMED).map((ward, index) => (
              <Fragment key={ward.id}>
                {index > 0 && ', '}
                <a class="quiet-link" href={addressOf(ward)}>
                  {shortNameOf(told(ward.name))}
                </a>
              </Fragment>
            ))}
            {inside.length > MOST_NAMED && ` ${words.andMore(inside.length - MOST_NAMED)}`}
          </p>
        </div>
      ))}
    </div>
  );
}

function levelOf([first]: readonly WardFacts[]): 'watch' | 'alert' | 'crisis' {
  return first && isLevel(first.state) ? first.state : 'watch';
}

/** Its worst good there. */
function addressOf({ id, worst }: WardFacts): string {
  return worst === undefined ? withQuery(ADDRESS.goods(), { 'dia-ban': id }) : ADDRESS.goods(worst.product, id);
}
