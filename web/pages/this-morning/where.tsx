import { useAnswer } from '#web/asking/use-answer.ts';
import { Panel } from '#web/components/panel/panel.tsx';
import { isLevel } from '#web/components/tile-map/map-place.ts';
import { SmallMap } from '#web/components/tile-map/small-map.tsx';
import { useStateName } from '#web/components/ward-facts/use-state-name.ts';
import { type WardFacts, wardFacts } from '#web/components/ward-facts/ward-facts.ts';
import { useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS, withQuery } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import { THIS_MORNING_WORDS } from './words.ts';

const MOST_NAMED = 3;

/** The wards at a glance: each with the worst level of its goods. The whole of it leads to the map. */
export function Where() {
  const words = useWords(THIS_MORNING_WORDS);
  const [place] = usePlace();
  const { data } = useAnswer('GET /v1/places');
  const wards = data ? wardFacts(data, undefined, place) : [];
  if (wards.length < 2) return null;
  const address = withQuery(ADDRESS.map(), { 'dia-ban': place });
  return (
    <Panel class="where" title={words.where} aside={<a href={address}>{words.openMap}</a>}>
      <SmallMap places={wards} />
      <InWords wards={wards} />
    </Panel>
  );
}

/** What the picture shows, for who reads or listens. */
function InWords({ wards }: { readonly wards: readonly WardFacts[] }) {
  const words = useWords(THIS_MORNING_WORDS);
  const told = useTold();
  const stateName = useStateName();
  const troubled = wards.filter(({ state }) => isLevel(state));
  if (troubled.length === 0) return <p class="note">{words.nowhere}</p>;
  const kinds = Map.groupBy(troubled, ({ state, direction }) => stateName(state, direction));
  return (
    <ul class="note">
      {[...kinds].map(([name, inside]) => (
        <li key={name}>
          {name}: {inside.length <= MOST_NAMED ? inside.map(({ name }) => told(name)).join(', ') : inside.length}
        </li>
      ))}
    </ul>
  );
}
