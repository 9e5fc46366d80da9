import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { useLanguage, useMoments, useTold, useWords } from '#web/language/language.tsx';
import type { Refusal } from './ask-server.ts';
import { BesideView } from './beside-view.tsx';
import type { Latest } from './entered-row.ts';
import { kept, type PhoneKey, type Received } from './on-this-phone.ts';
import type { Doubtful, ShownDay, StoreToday } from './own-day.ts';
import { OWN_DAY_WORDS } from './own-day-words.ts';
import { GoodName } from './received-view.tsx';
import { useOwnDay } from './use-own-day.ts';
import { writeNumber } from './written-number.ts';

interface OwnDayViewProps {
  readonly phone: PhoneKey;
  readonly latest: Latest;
  /** Leads to the prices, to that of a good where one is named. */
  readonly onEnter: (product?: string) => void;
  /** What waits on this phone. */
  readonly children: ComponentChildren;
}

/** What has come of the store today, what has not and why, and its prices beside those of others. */
export function OwnDayView({ phone, latest, onEnter, children }: OwnDayViewProps) {
  const words = useWords(OWN_DAY_WORDS);
  const { longDay, time } = useMoments();
  const { shown, refusal, isAsking } = useOwnDay(phone);
  const store = shown?.said.stores[0];
  return (
    <>
      <div class="entry-title">
        <h1>{words.title}</h1>
        <span class="entry-day">
          {shown && words.upTo(longDay(shown.said.date), time(shown.askedAt))}
          {' · '}
          <Name>{latest.store.name}</Name>
        </span>
      </div>
      {children}
      <Mark shown={shown} refusal={refusal} isAsking={isAsking} />
      {shown && store && (
        <>
          <Figures shown={shown} store={store} />
          <State shown={shown} store={store} latest={latest} onEnter={onEnter} />
          <HeldBack doubtful={shown.said.doubtful ?? []} onEnter={onEnter} />
          {shown.said.beside && <BesideView said={shown.said} beside={shown.said.beside} latest={latest} />}
        </>
      )}
    </>
  );
}

/** That what is shown is not as of now, and why. */
function Mark({ shown, refusal, isAsking }: Pick<ReturnType<typeof useOwnDay>, 'shown' | 'refusal' | 'isAsking'>) {
  const words = useWords(OWN_DAY_WORDS);
  const { day, time } = useMoments();
  const why: Record<Refusal, string> = {
    offline: words.offline,
    'locked-out': words.lockedOut,
    changed: words.busy,
    refused: words.busy,
    later: words.busy,
  };
  const old = shown ? words.old(time(shown.askedAt), day(shown.said.date)) : words.nothingKept;
  return (
    <div role="status">
      {refusal !== undefined && (
        <p class="entry-banner">
          <b>{why[refusal]}</b> {old}
        </p>
      )}
      {!shown && isAsking && <p>{words.asking}</p>}
    </div>
  );
}

const refusedIn = ({ rejected }: StoreToday) => rejected.reduce((sum, { rows }) => sum + rows, 0);

function Figures({ shown, store }: { readonly shown: ShownDay; readonly store: StoreToday }) {
  const words = useWords(OWN_DAY_WORDS);
  const { time } = useMoments();
  const refused = refusedIn(store);
  const { accepted = 0 } = store;
  return (
    <dl class="panel entry-panel entry-figures">
      <div>
        <dt>{words.accepted}</dt>
        <dd>
          <b>{accepted}</b>/{accepted + refused}
        </dd>
      </div>
      <div>
        <dt>{words.rejected}</dt>
        <dd>
          <b>{refused}</b>
        </dd>
      </div>
      <div>
        <dt>{words.streak}</dt>
        <dd>
          <b>{store.streak}</b>
        </dd>
      </div>
      <div>
        <dt>{words.cutOff}</dt>
        <dd>
          <b>{time(shown.said.cutOffAt)}</b>
        </dd>
      </div>
    </dl>
  );
}

interface StateProps extends Pick<OwnDayViewProps, 'latest' | 'onEnter'> {
  readonly shown: ShownDay;
  readonly store: StoreToday;
}

function State({ shown, store, latest, onEnter }: StateProps) {
  const words = useWords(OWN_DAY_WORDS);
  const { time } = useMoments();
  const ours = useReceiptOf(shown.said.date, store);
  const { state, receivedAt, accepted = 0 } = store;
  const isIn = state === 'reported' || state === 'late';
  return (
    <section class="panel entry-panel">
      <h2>
        {words.state[state](accepted, accepted + refusedIn(store))}
        {receivedAt !== undefined && <span class="note"> {words.at(time(receivedAt))}</span>}
      </h2>
      {ours && (
        <p class="note">
          {words.receipt}: <code>{ours.receipt.slice(-12)}</code>
        </p>
      )}
      <Refused store={store} ours={ours} latest={latest} onEnter={onEnter} />
      <Button kind={state === 'waiting' ? 'first' : 'second'} onClick={() => onEnter()}>
        {isIn ? words.toChange : words.toEnter}
      </Button>
    </section>
  );
}

/** What this phone was answered, if that is the report that stands: another may have come from elsewhere since. */
function useReceiptOf(date: string, { revision }: StoreToday): Received | undefined {
  const [received, setReceived] = useState<Received>();
  useEffect(() => {
    void kept('received').then(setReceived);
  }, [date, revision]);
  return received?.day === date && revision !== undefined && received.revision === revision ? received : undefined;
}

interface RefusedProps extends Pick<StateProps, 'store' | 'latest' | 'onEnter'> {
  readonly ours: Received | undefined;
}

/** Row by row where this phone sent them, else by reason. */
function Refused({ store, ours, latest, onEnter }: RefusedProps) {
  const words = useWords(OWN_DAY_WORDS);
  const told = useTold();
  const count = refusedIn(store);
  if (count === 0) return null;
  const rows = ours?.refused.length === count ? ours.refused : undefined;
  return (
    <>
      <h3>
        {words.refusedTitle} <span class="note">{words.refusedCount(count)}</span>
      </h3>
      <ul class="entry-goods">
        {rows
          ? rows.map(({ key, detail, hint }) => (
              <Again key={key} product={key.split('|')[0] ?? ''} latest={latest} onEnter={onEnter}>
                <p>{detail}</p>
                {hint !== undefined && <p class="note">{hint}</p>}
              </Again>
            ))
          : store.rejected.map(({ code, inWords, rows: of }) => (
              <li key={code} class="entry-good">
                {words.refusedBy(of, told(inWords))}
              </li>
            ))}
      </ul>
    </>
  );
}

interface AgainProps extends Pick<OwnDayViewProps, 'latest' | 'onEnter'> {
  readonly product: string;
  readonly children: ComponentChildren;
}

/** A good with what is wrong with it, and the way to its field. */
function Again({ product, latest, onEnter, children }: AgainProps) {
  const words = useWords(OWN_DAY_WORDS);
  const told = useTold();
  const good = latest.goods.find(({ id }) => id === product);
  return (
    <li class="entry-good">
      <p class="strong">
        <GoodName id={product} goods={latest.goods} />
      </p>
      {children}
      <Button label={words.againOf(good ? told(good.name) : product)} onClick={() => onEnter(product)}>
        {words.again}
      </Button>
    </li>
  );
}

function HeldBack({
  doubtful,
  onEnter,
}: { readonly doubtful: readonly Doubtful[] } & Pick<OwnDayViewProps, 'onEnter'>) {
  const words = useWords(OWN_DAY_WORDS);
  const told = useTold();
  const { language } = useLanguage();
  if (doubtful.length === 0) return null;
  return (
    <section class="panel entry-panel">
      <h2>
        {words.heldTitle} <span class="note">{words.refusedCount(doubtful.length)}</span>
      </h2>
      <p class="note">{words.heldHelp}</p>
      <ul class="entry-goods">
        {doubtful.map(({ product, productName, priceType, price, inWords }) => (
          <li key={`${product}|${priceType}`} class="entry-good">
            <p class="entry-name">
              <span class="strong">{told(productName)}</span>
              <span class="number strong">{writeNumber(price, language)}</span>
            </p>
            <p>{told(inWords)}</p>
            <Button label={words.againOf(told(productName))} onClick={() => onEnter(product)}>
              {words.again}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
