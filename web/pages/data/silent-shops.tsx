import { useState } from 'preact/hooks';
import type { ReceivedFrom } from '#contract/client.ts';
import { call } from '#web/asking/answers.ts';
import { useAct } from '#web/asking/use-act.ts';
import { type Answer, askAgain } from '#web/asking/use-answer.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { PhoneLink } from '#web/components/phone-link/phone-link.tsx';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { type Coverage, type CoveredShop, keyOf, placeNames } from './answers.ts';
import { DATA_WORDS } from './words.ts';

type Outcome = ReceivedFrom<'POST /v1/coverage/reminders'>['items'][number];

/** Shops that one request may name. */
const AT_ONCE = 100;

interface SilentShopsProps {
  readonly coverage: Answer<Coverage>;
  readonly isToday: boolean;
}

/** Shops that have said nothing, the longest silent first: whom to call, and one press to remind them. */
export function SilentShops({ coverage, isToday }: SilentShopsProps) {
  const words = useWords(DATA_WORDS);
  const refusalOf = useRefusal();
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, Outcome>>(new Map());
  const reminding = useAct(async (stores: readonly string[]) => {
    for (let first = 0; first < stores.length; first += AT_ONCE) {
      const { items } = await call('POST /v1/coverage/reminders', {
        body: { stores: stores.slice(first, first + AT_ONCE) },
      });
      setOutcomes((before) => new Map([...before, ...items.map((item): [string, Outcome] => [item.store, item])]));
    }
    await askAgain('GET /v1/coverage', 'GET /v1/today', 'GET /v1/audit');
  });
  const silent = (coverage.data?.items ?? []).filter(({ state }) => state === 'not-reported').toSorted(longestFirst);
  const isDue = ({ reminder, ...shop }: CoveredShop) => reminder === undefined && !outcomes.has(keyOf(shop));
  const due = isToday ? silent.filter(isDue) : [];
  const reached = due.filter(({ canBeReminded }) => canBeReminded).length;
  const refusal = refusalOf(reminding.error);
  return (
    <Panel title={words.silent} id="chua-bao" aside={<SilentCsv coverage={coverage.data} silent={silent} />}>
      <Answered answer={coverage} height={200} empty={(data) => (silent.length === 0 ? whyNone(data) : undefined)}>
        {(data) => (
          <>
            {due.length > 1 && (
              <Button isBusy={reminding.isRunning} onClick={() => void reminding.run(due.map(keyOf))}>
                {words.remindAll(due.length)}
                {reached < due.length && ` (${words.reached(reached, due.length - reached)})`}
              </Button>
            )}
            {refusal !== undefined && (
              <p class="field-wrong" role="alert">
                {refusal}
              </p>
            )}
            <ul class="rows">
              {silent.map((shop) => (
                <SilentShop
                  key={keyOf(shop)}
                  shop={shop}
                  place={placeNames(data).get(shop.place)}
                  outcome={outcomes.get(keyOf(shop))}
                  remind={isToday && isDue(shop) ? () => void reminding.run([keyOf(shop)]) : undefined}
                  isBusy={reminding.isRunning}
                />
              ))}
            </ul>
            {!isToday && <p class="note">{words.remindToday}</p>}
          </>
        )}
      </Answered>
    </Panel>
  );

  function whyNone({ closedDay, total }: Coverage) {
    if (closedDay) return <p>{words.silentClosedDay}</p>;
    return <p>{total.stores === 0 ? words.noShops : words.noneSilent}</p>;
  }
}

interface SilentShopProps {
  readonly shop: CoveredShop;
  readonly place: Outcome['inWords'] | undefined;
  /** What became of a reminder that was asked for a moment ago. */
  readonly outcome: Outcome | undefined;
  readonly remind: (() => void) | undefined;
  readonly isBusy: boolean;
}

function SilentShop({ shop, place, outcome, remind, isBusy }: SilentShopProps) {
  const words = useWords(DATA_WORDS);
  const told = useTold();
  const { shortDay } = useMoments();
  const { name, phone } = shop.contact ?? {};
  const since =
    shop.streak === undefined || shop.lastReported === undefined
      ? words.neverReported
      : words.silentFor(shop.streak, shortDay(shop.lastReported));
  return (
    <li class="data-silent">
      <div>
        <p class="strong">
          <Name>{shop.name}</Name>
        </p>
        <p class="note">
          {place && `${told(place)} · `}
          {since}
        </p>
        {name !== undefined && (
          <p class="data-contact">
            {phone !== undefined && <PhoneLink phone={phone} who={name} />} <Name>{name}</Name>
          </p>
        )}
        <p class="note" role="status">
          <ReminderText shop={shop} outcome={outcome} />
        </p>
      </div>
      {remind && (
        <Button isBusy={isBusy} onClick={remind}>
          {words.remind}{' '}
          <span class="unseen">
            <Name>{shop.name}</Name>
          </span>
        </Button>
      )}
    </li>
  );
}

/** Who had the shop reminded and when, and whether that reached anybody: whoever was not reached must be called. */
function ReminderText({ shop, outcome }: Pick<SilentShopProps, 'shop' | 'outcome'>) {
  const words = useWords(DATA_WORDS);
  const told = useTold();
  const { timeAndDay } = useMoments();
  const { state, byName } = shop.reminder ?? outcome ?? {};
  const at = shop.reminder?.at ?? outcome?.remindedAt;
  if (state === undefined || at === undefined) return outcome ? told(outcome.inWords) : null;
  const isReached = state === 'sent' || state === 'waiting';
  return (
    <>
      {byName && (
        <>
          <Name>{told(byName)}</Name>:{' '}
        </>
      )}
      {words.reminders[state](timeAndDay(at))}
      {!isReached && words.callThem(shop.contact?.phone)}
    </>
  );
}

interface SilentCsvProps {
  readonly coverage: Coverage | undefined;
  readonly silent: readonly CoveredShop[];
}

function SilentCsv({ coverage, silent }: SilentCsvProps) {
  const words = useWords(DATA_WORDS);
  const told = useTold();
  if (!coverage) return null;
  const names = placeNames(coverage);
  return (
    <TakeList
      of={words.silent}
      list="chua-bao"
      day={coverage.date}
      rows={silent}
      columns={[
        { heading: words.columns.date, cell: () => coverage.date, as: 'day' },
        { heading: words.columns.shop, cell: ({ name }) => name },
        { heading: words.columns.place, cell: ({ place }) => told(names.get(place) ?? { vi: place, en: place }) },
        { heading: words.columns.streak, cell: ({ streak }) => streak },
        { heading: words.columns.lastReported, cell: ({ lastReported }) => lastReported, as: 'day' },
        { heading: words.columns.contact, cell: ({ contact }) => contact?.name },
        { heading: words.columns.phone, cell: ({ contact }) => contact?.phone },
        { heading: words.columns.remindedAt, cell: ({ remindedAt }) => remindedAt, as: 'instant' },
        { heading: words.columns.reminder, cell: ({ reminder }) => reminder && told(reminder.inWords) },
      ]}
    />
  );
}

/** A shop of which no report is remembered has been silent longest. */
function longestFirst(a: CoveredShop, b: CoveredShop): number {
  const [ofA, ofB] = [a.streak ?? Number.MAX_SAFE_INTEGER, b.streak ?? Number.MAX_SAFE_INTEGER];
  return ofB - ofA || a.name.localeCompare(b.name, 'vi');
}
