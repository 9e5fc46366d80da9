import { useState } from 'preact/hooks';
import { Button } from '#web/components/button/button.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { shortNameOf } from '#web/components/tile-map/map-place.ts';
import { type ProductMap, type WardFacts, worstFirst } from '#web/components/ward-facts/ward-facts.ts';
import { useTold, useWords } from '#web/language/language.tsx';
import { TakeWards } from './take-wards.tsx';
import { WardLevel } from './ward-info.tsx';
import { MAP_WORDS } from './words.ts';

const FIRST_ROWS = 20;

interface WardTableProps {
  readonly wards: readonly WardFacts[];
  readonly good: ProductMap | undefined;
  readonly day: string;
  readonly addressOf: (ward: WardFacts) => string;
}

/** What the map shows, as a table: the worst first. */
export function WardTable({ wards, good, day, addressOf }: WardTableProps) {
  const words = useWords(MAP_WORDS);
  const [showsAll, setShowsAll] = useState(false);
  const sorted = worstFirst(wards);
  const shown = showsAll ? sorted : sorted.slice(0, FIRST_ROWS);
  const known = wards.filter(({ state }) => state !== 'no-data' && state !== 'not-taking-part');
  return (
    <Panel
      title={words.table}
      aside={
        <>
          {words.withFigures(known.length)} <TakeWards wards={sorted} good={good} day={day} />
        </>
      }
    >
      <table class="map-table">
        <thead>
          <tr>
            <th scope="col">{words.columns.place}</th>
            <th scope="col">{words.columns.level}</th>
            <th scope="col" class={good ? 'number' : ''}>
              {good ? words.columns.change : words.columns.worst}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((ward) => (
            <WardRow key={ward.id} ward={ward} isOfGood={good !== undefined} address={addressOf(ward)} />
          ))}
        </tbody>
      </table>
      {wards.length > FIRST_ROWS && (
        <Button class="map-more" onClick={() => setShowsAll(!showsAll)}>
          {showsAll ? words.showFewer : words.showAll(wards.length)}
        </Button>
      )}
    </Panel>
  );
}

interface WardRowProps {
  readonly ward: WardFacts;
  readonly isOfGood: boolean;
  readonly address: string;
}

function WardRow({ ward, isOfGood, address }: WardRowProps) {
  const words = useWords(MAP_WORDS);
  const told = useTold();
  const { name, state, direction, percent, worst, reported, registered } = ward;
  return (
    <tr>
      <th scope="row">
        <a href={address}>{shortNameOf(told(name))}</a>
        {state !== 'not-taking-part' && <span class="map-shops note">{words.shops(reported, registered)}</span>}
      </th>
      <td>
        <WardLevel state={state} direction={direction} />
      </td>
      {isOfGood ? (
        <td class="number strong">{percent ? told(percent) : '–'}</td>
      ) : (
        <td>{worst ? told(worst.productName) : '–'}</td>
      )}
    </tr>
  );
}
