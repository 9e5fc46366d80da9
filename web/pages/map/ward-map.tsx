import { useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso/router';
import { Choice } from '#web/components/choice/choice.tsx';
import type { ShownDay } from '#web/components/day-choice/use-shown-day.ts';
import { Panel } from '#web/components/panel/panel.tsx';
import { isLevel, type MapPlace, shortNameOf } from '#web/components/tile-map/map-place.ts';
import { TileLegend } from '#web/components/tile-map/tile-legend.tsx';
import { TileMap } from '#web/components/tile-map/tile-map.tsx';
import { useStateName } from '#web/components/ward-facts/use-state-name.ts';
import { type Places, type ProductMap, type WardFacts, worstFirst } from '#web/components/ward-facts/ward-facts.ts';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { useQuery } from '#web/routing/use-query.ts';
import { innerCity } from './inner-city.ts';
import { useWardAddress } from './use-ward-address.ts';
import { WardInfo } from './ward-info.tsx';
import { WardTable } from './ward-table.tsx';
import { MAP_WORDS } from './words.ts';

const INNER = 'noi-thanh';

interface WardMapProps {
  readonly wards: readonly WardFacts[];
  readonly rivers: Places['rivers'];
  /** Undefined for all goods. */
  readonly good: ProductMap | undefined;
  readonly shownDay: ShownDay;
}

/** The map with what it says of the chosen ward, and the same as a table. */
export function WardMap({ wards, rivers, good, shownDay }: WardMapProps) {
  const words = useWords(MAP_WORDS);
  const told = useTold();
  const { day } = useMoments();
  const { route } = useLocation();
  const [part, choosePart] = useQuery('vung');
  const [selected, select] = useState<string>();
  const addressOf = useWardAddress(good?.product, shownDay);
  const places = useMapPlaces(wards);
  const inner = useMemo(() => new Set(innerCity(wards).map(({ id }) => id)), [wards]);
  const isInner = part === INNER && inner.size < wards.length;
  const shown = isInner ? places.filter(({ id }) => inner.has(id)) : places;
  const chosen =
    wards.find(({ id }) => id === selected) ?? worstFirst(isInner ? wards.filter(({ id }) => inner.has(id)) : wards)[0];
  const open = (id: string) => {
    const ward = wards.find((other) => other.id === id);
    if (ward) route(addressOf(ward));
  };
  const hasBanks = new Set(shown.map(({ isBeyond }) => isBeyond)).size === 2;
  const what = good ? told(good.productName) : words.allGoods;
  return (
    <div class="columns">
      <div>
        <Panel title={words.map} class="map-panel">
          {inner.size < wards.length && (
            <div class="map-part">
              <Choice
                label={words.part}
                hidesLabel
                chosen={isInner ? INNER : 'all'}
                options={[
                  { id: 'all', name: words.wholeCity },
                  { id: INNER, name: words.innerCity },
                ]}
                onChoose={(id) => choosePart(id === INNER ? INNER : undefined)}
              />
            </div>
          )}
          <TileMap
            label={`${words.mapOf(what, day(shownDay.day))}. ${words.keys}`}
            places={shown}
            selected={chosen?.id}
            onSelect={select}
            onOpen={open}
          />
          {chosen && <WardInfo ward={chosen} good={good} address={addressOf(chosen)} />}
          <TileLegend places={places} nameOf={useStateName()} />
          <p class="note">
            {good ? words.legend : words.legendAll}{' '}
            {hasBanks && rivers.map(({ name }) => words.river(told(name))).join(' ')}
          </p>
        </Panel>
      </div>
      <div>
        <WardTable wards={wards} good={good} day={shownDay.day} addressOf={addressOf} />
      </div>
    </div>
  );
}

function useMapPlaces(wards: readonly WardFacts[]): MapPlace[] {
  const told = useTold();
  const stateName = useStateName();
  return wards.map((ward): MapPlace => {
    const { id, tile, name, state, direction, percent, worst, isBeyond } = ward;
    const change = percent && told(percent);
    const shortName = shortNameOf(told(name));
    // It begins with what can be seen in the tile, so that who speaks to the device can say it.
    const seen = isLevel(state) && change !== undefined ? `${shortName} ${change}` : shortName;
    const said = [seen, stateName(state, direction), worst && told(worst.productName)];
    return {
      id,
      tile,
      state,
      direction,
      isBeyond,
      shortName,
      // The sign of percent stands in the legend: a tile has no room for it.
      figure: isLevel(state) ? change?.replace(/\s?%$/, '') : undefined,
      label: said.filter(Boolean).join(', '),
    };
  });
}
