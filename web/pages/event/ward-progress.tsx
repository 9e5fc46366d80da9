import { useState } from 'preact/hooks';
import type { ReceivedFrom } from '#contract/client.ts';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { useTimeOf } from '#web/language/use-time-of.ts';
import { ADDRESS } from '#web/routing/addresses.ts';
import { EVENT_WORDS } from './words.ts';

type Wards = ReceivedFrom<'GET /v1/events/{id}/shops'>['wards'];

const FIRST_WARDS = 6;

interface WardProgressProps {
  readonly event: string;
  readonly wards: Wards;
}

/** How far each ward is, and who looked at a shop there last: the city sees which wards are on it. */
export function WardProgress({ event, wards }: WardProgressProps) {
  const words = useWords(EVENT_WORDS);
  const [showsAll, setShowsAll] = useState(false);
  // Where somebody has been comes first: that is what the city waits to see.
  const ordered = wards.toSorted((a, b) => Number(b.last !== undefined) - Number(a.last !== undefined));
  const shown = showsAll ? ordered : ordered.slice(0, FIRST_WARDS);
  return (
    <>
      <h3 class="event-wards-head">{words.byWard}</h3>
      <ul class="event-wards">
        {shown.map((ward) => (
          <Ward key={ward.place} event={event} ward={ward} />
        ))}
      </ul>
      {shown.length < wards.length && (
        <Button kind="plain" onClick={() => setShowsAll(true)}>
          {words.allWards(wards.length)}
        </Button>
      )}
    </>
  );
}

function Ward({ event, ward }: { readonly event: string; readonly ward: Wards[number] }) {
  const words = useWords(EVENT_WORDS);
  const told = useTold();
  const timeOf = useTimeOf();
  const { place, placeName, lookedAt, shops, last } = ward;
  return (
    <li>
      <a href={ADDRESS.verify(event, place)}>{told(placeName)}</a>: {words.wardProgress(lookedAt, shops)}
      {last && (
        <>
          {last.byName && (
            <>
              , <Name>{told(last.byName)}</Name>
            </>
          )}
          , {timeOf(last.at)}
        </>
      )}
    </li>
  );
}
