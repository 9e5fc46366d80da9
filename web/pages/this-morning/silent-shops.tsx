import { useState } from 'preact/hooks';
import { call } from '#web/asking/answers.ts';
import { useAct } from '#web/asking/use-act.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { PhoneLink } from '#web/components/phone-link/phone-link.tsx';
import { useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import { usePlace } from '#web/routing/use-query.ts';
import type { Today } from './today.ts';
import { THIS_MORNING_WORDS } from './words.ts';

type Silent = Today['silent']['items'][number];

/** Shops that have said nothing today, and how they are reminded. */
export function SilentShops({ today: { silent, coverage, clock } }: { readonly today: Today }) {
  const words = useWords(THIS_MORNING_WORDS);
  const [place] = usePlace();
  if (clock.closedDay) return null;
  if (silent.total === 0) {
    return (
      <Panel title={words.silent}>
        <p>{words.noSilent}</p>
      </Panel>
    );
  }
  const link = (
    <a href={`${ADDRESS.data(clock.date, place)}#chua-bao`}>{words.ofShops(silent.total, coverage.expected)}</a>
  );
  return (
    <Panel title={words.silent} aside={link}>
      <ul class="rows">
        {silent.items.map((shop) => (
          <SilentRow key={`${shop.retailer}/${shop.store}`} shop={shop} />
        ))}
      </ul>
      <Remind shops={silent.items} />
    </Panel>
  );
}

function SilentRow({ shop }: { readonly shop: Silent }) {
  const words = useWords(THIS_MORNING_WORDS);
  const { phone, name } = shop.contact ?? {};
  return (
    <li class="contact-row">
      <Name>{shop.name}</Name>
      {phone !== undefined && <PhoneLink phone={phone} who={name ?? shop.name} />}
      <p class="note">
        {name !== undefined && (
          <>
            <Name>{name}</Name> ·{' '}
          </>
        )}
        {shop.streak === undefined ? words.neverReported : words.silentDays(shop.streak)}
      </p>
    </li>
  );
}

function Remind({ shops }: { readonly shops: readonly Silent[] }) {
  const words = useWords(THIS_MORNING_WORDS);
  const told = useTold();
  const refusalOf = useRefusal();
  const [outcomes, setOutcomes] = useState<readonly string[]>();
  const reminding = useAct(async () => {
    const stores = shops.map(({ retailer, store }) => `${retailer}/${store}`);
    const { items } = await call('POST /v1/coverage/reminders', { body: { stores } });
    const byOutcome = [...Map.groupBy(items, ({ inWords }) => told(inWords))];
    setOutcomes(
      byOutcome.map(([text, own]) =>
        byOutcome.length === 1 ? text : `${own.map(({ storeName }) => storeName).join(', ')}: ${text}`,
      ),
    );
  });
  const reached = shops.filter(({ canBeReminded }) => canBeReminded).length;
  const refusal = refusalOf(reminding.error);
  return (
    <div class="remind" role="status">
      {outcomes ? (
        outcomes.map((text) => <p key={text}>{text}</p>)
      ) : (
        <Button isBusy={reminding.isRunning} onClick={() => void reminding.run()}>
          {words.remind(shops.length)}
          {reached < shops.length && ` (${words.reached(reached, shops.length - reached)})`}
        </Button>
      )}
      {refusal !== undefined && <p class="field-wrong">{refusal}</p>}
    </div>
  );
}
