import { useState } from 'preact/hooks';
import { Button } from '#web/components/button/button.tsx';
import { FoldedPanel } from '#web/components/panel/folded-panel.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import type { EventDetail } from './event-detail.ts';
import { EVENT_WORDS } from './words.ts';

const FIRST_PLACES = 12;

/** Where it is, ward by ward, each with the page of its officer. */
export function EventPlaces({ event }: { readonly event: EventDetail }) {
  const words = useWords(EVENT_WORDS);
  const told = useTold();
  const [showsAll, setShowsAll] = useState(false);
  const places = event.wards.length > 0 ? event.wards : event.places;
  const shown = showsAll ? places : places.slice(0, FIRST_PLACES);
  const map = <a href={ADDRESS.map(event.goods[0]?.product, event.asOf)}>{words.openMap}</a>;
  return (
    <FoldedPanel class="event-where" title={words.where} aside={map}>
      <p class="note">{words.handToWards}</p>
      <ul class="event-places">
        {shown.map(({ id, name }) => (
          <li key={id}>
            <a href={ADDRESS.verify(event.id, id)}>{told(name)}</a>
          </li>
        ))}
      </ul>
      {shown.length < places.length && (
        <Button onClick={() => setShowsAll(true)}>{words.allPlaces(places.length)}</Button>
      )}
    </FoldedPanel>
  );
}
