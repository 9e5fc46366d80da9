import { useAmounts } from '#web/components/amounts/use-amounts.ts';
import { Name } from '#web/components/name/name.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { PhoneLink } from '#web/components/phone-link/phone-link.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import type { Today } from './today.ts';
import { THIS_MORNING_WORDS } from './words.ts';

const MOST_SHOWN = 5;

/** Whom to call for supply, each with what they are asked for. */
export function WaitingCalls({ calls }: { readonly calls: Today['calls'] }) {
  const words = useWords(THIS_MORNING_WORDS);
  const told = useTold();
  if (calls.total === 0) {
    return (
      <Panel title={words.calls}>
        <p class="strong">{words.noCalls}</p>
        <p class="note">{words.noCallsDetail}</p>
      </Panel>
    );
  }
  const shown = calls.items.slice(0, MOST_SHOWN);
  const events = [...new Set(shown.map(({ goodsName }) => told(goodsName)))];
  return (
    <Panel title={words.calls} aside={<a href={ADDRESS.supply()}>{words.seeAll}</a>}>
      <p class="note">{words.forEvent(events.join(', '))}</p>
      <ul class="rows">
        {shown.map((call) => (
          <CallRow key={`${call.event} ${call.call}`} call={call} />
        ))}
      </ul>
    </Panel>
  );
}

function CallRow({ call }: { readonly call: Today['calls']['items'][number] }) {
  const words = useWords(THIS_MORNING_WORDS);
  const amounts = useAmounts();
  const { name, phone } = call.contact;
  return (
    <li class="contact-row">
      <Name>{call.retailerName}</Name>
      {phone !== undefined && <PhoneLink phone={phone} who={name ?? call.retailerName} />}
      <p class="note">
        {name !== undefined && (
          <>
            <Name>{name}</Name> ·{' '}
          </>
        )}
        <a class="quiet-link" href={ADDRESS.supply(call.event)}>
          {amounts.byUnit(call.asked)} · {words.receivers(call.receivers)}
        </a>
      </p>
    </li>
  );
}
