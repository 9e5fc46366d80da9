import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered, NotYours } from '#web/components/answered/answered.tsx';
import { DayChoice } from '#web/components/day-choice/day-choice.tsx';
import { type ShownDay, useShownDay } from '#web/components/day-choice/use-shown-day.ts';
import { FigureTag } from '#web/components/figure-tag/figure-tag.tsx';
import { PageHead } from '#web/components/page-head/page-head.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { useNow } from '#web/language/use-now.ts';
import { usePlace, useQuery } from '#web/routing/use-query.ts';
import './map.css';
import { wardFacts } from '#web/components/ward-facts/ward-facts.ts';
import { WardMap } from './ward-map.tsx';
import { MAP_WORDS } from './words.ts';

/** The wards as tiles, coloured by the level of one good or the worst of all, with the same as a table. */
export function MapPage() {
  const words = useWords(MAP_WORDS);
  const [scope] = usePlace();
  const [good] = useQuery('hang');
  const shownDay = useShownDay();
  const { day, today } = shownDay;
  const places = useAnswer('GET /v1/places', day === today ? undefined : { query: { date: day } });
  const ofGood = useAnswer('GET /v1/map', { query: { product: good ?? '', date: day } }, { when: good !== undefined });
  const known = places.data && (good === undefined || ofGood.data);
  const wards = places.data && known ? wardFacts(places.data, ofGood.data, scope) : undefined;
  const failed = places.error ? places : ofGood;
  const isNotOwn = scope !== undefined && places.data?.items.every(({ id }) => id !== scope);
  return (
    <>
      <PageHead title={words.title} aside={wards && words.aside(wards.length)}>
        <div class="map-choices">
          <GoodChoice />
          <DayChoice shown={shownDay} />
          <DayState shownDay={shownDay} hasFigures={wards?.some(({ state }) => hasFigures(state)) ?? true} />
        </div>
      </PageHead>
      <Answered
        answer={{ ...failed, data: wards, isLoading: !wards }}
        height={900}
        empty={(found) => (found.length === 0 ? isNotOwn ? <NotYours /> : <p>{words.noTiles}</p> : undefined)}
      >
        {(found) => <WardMap wards={found} rivers={places.data?.rivers ?? []} good={ofGood.data} shownDay={shownDay} />}
      </Answered>
    </>
  );
}

function hasFigures(state: string): boolean {
  return state !== 'no-data' && state !== 'not-taking-part';
}

function GoodChoice() {
  const words = useWords(MAP_WORDS);
  const told = useTold();
  const [good, choose] = useQuery('hang');
  const { data } = useAnswer('GET /v1/products');
  const goods = data?.items ?? [];
  return (
    <label class="field">
      <span class="unseen">{words.good}</span>
      <select value={good ?? ''} onChange={({ currentTarget }) => choose(currentTarget.value || undefined)}>
        <option value="">{words.allGoods}</option>
        {good !== undefined && goods.length === 0 && <option value={good}>…</option>}
        {goods.map(({ id, name }) => (
          <option key={id} value={id}>
            {told(name)}
          </option>
        ))}
      </select>
    </label>
  );
}

function DayState({ shownDay, hasFigures }: { readonly shownDay: ShownDay; readonly hasFigures: boolean }) {
  const words = useWords(MAP_WORDS);
  const { time } = useMoments();
  const now = useNow();
  const { isProvisional, isClosedDay } = shownDay;
  if (isClosedDay) return <p class="note">{words.closedDay}</p>;
  if (!hasFigures) return <p class="note">{words.nothing}</p>;
  if (isProvisional === undefined) return null;
  if (!isProvisional) return <FigureTag state="closed" />;
  return (
    <p class="note">
      <FigureTag state="provisional" /> {words.provisionalAt(time(new Date(now).toISOString()))}
    </p>
  );
}
