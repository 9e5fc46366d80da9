import { useState } from 'preact/hooks';
import { useAnswer } from '#web/asking/use-answer.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Button } from '#web/components/button/button.tsx';
import { Choice } from '#web/components/choice/choice.tsx';
import { PageHead } from '#web/components/page-head/page-head.tsx';
import { usePlaces } from '#web/components/place-names/use-places.ts';
import { TextField } from '#web/components/text-field/text-field.tsx';
import { WhoMay } from '#web/components/who-may/who-may.tsx';
import { useWords } from '#web/language/language.tsx';
import { usePlace, useQuery } from '#web/routing/use-query.ts';
import { useSession } from '#web/sign-in/session.tsx';
import { isAtLeast } from '#web/sign-in/sign-in-way.ts';
import '#web/components/panel/panel.css';
import './register.css';
import type { Retailer, Store } from './registered.ts';
import { RetailerDialog } from './retailer-dialog.tsx';
import { RetailerPanel } from './retailer-panel.tsx';
import { TakeStores } from './take-stores.tsx';
import { WaitingArticles } from './waiting-articles.tsx';
import { REGISTER_WORDS } from './words.ts';

const PAGE = 200;
/** So few are shown with all they have. */
const FEW = 2;

/** Retailers, their stores and keys. */
export function RegisterPage() {
  const words = useWords(REGISTER_WORDS);
  const { who } = useSession();
  const [isAdding, setIsAdding] = useState(false);
  const mayChange = isAtLeast(who, 'admin') && who?.places.includes('*') === true;
  return (
    <>
      <PageHead title={words.title} aside={<Counts />} />
      {!mayChange && <WhoMay group="admin" />}
      <Filters>{mayChange && <Button onClick={() => setIsAdding(true)}>{words.addRetailer}</Button>}</Filters>
      <WaitingArticles />
      <RetailerList mayChange={mayChange} />
      {isAdding && <RetailerDialog onClose={() => setIsAdding(false)} />}
    </>
  );
}

function Counts() {
  const words = useWords(REGISTER_WORDS);
  const { data } = useAnswer('GET /v1/retailers', { query: { limit: PAGE } });
  if (!data || data.cursor !== undefined) return null;
  const stores = data.items.reduce((sum, retailer) => sum + retailer.stores.length, 0);
  return <>{words.aside(data.items.length, stores)}</>;
}

type ShownState = 'all' | 'open' | 'closed';
const STATES = { all: undefined, open: 'dang-ban', closed: 'nghi' } as const;

function useShownState(): readonly [ShownState, (state: ShownState) => void] {
  const [written, write] = useQuery('trang-thai');
  const state = written === STATES.open ? 'open' : written === STATES.closed ? 'closed' : 'all';
  return [state, (next) => write(STATES[next])];
}

/** What is looked for; it stands in the address once it has been typed. */
function Filters({ children }: { readonly children: preact.ComponentChildren }) {
  const words = useWords(REGISTER_WORDS);
  const [written, write] = useQuery('tim');
  const [typed, setTyped] = useState(written ?? '');
  const [state, setState] = useShownState();
  const find = () => write(typed.trim() || undefined);
  return (
    <form
      class="register-filters"
      onSubmit={(event) => {
        event.preventDefault();
        find();
      }}
    >
      <TextField type="search" label={words.search} value={typed} onChange={setTyped} onDone={find} />
      <Choice
        label={words.state}
        chosen={state}
        options={(['all', 'open', 'closed'] as const).map((id) => ({ id, name: words.states[id] }))}
        onChoose={setState}
      />
      {children}
    </form>
  );
}

/** One page of the list; the next one is asked for by hand. */
function RetailerList({ mayChange, cursor }: { readonly mayChange: boolean; readonly cursor?: string }) {
  const words = useWords(REGISTER_WORDS);
  const answer = useAnswer('GET /v1/retailers', { query: { limit: PAGE, cursor } });
  const [wantsMore, setWantsMore] = useState(false);
  const select = useSelection();
  return (
    <Answered
      answer={answer}
      height={480}
      empty={({ items }) =>
        items.length === 0 ? (
          <>
            <p class="strong">{words.none}</p>
            <p class="note">{words.noneDetail}</p>
          </>
        ) : undefined
      }
    >
      {({ items, cursor: next }) => {
        const shown = items.flatMap((retailer) => select(retailer) ?? []);
        return (
          <div class="register-list">
            <div class="register-take">
              <TakeStores shown={shown} />
            </div>
            {shown.length === 0 && next === undefined && cursor === undefined && <p>{words.noneFound}</p>}
            {shown.map(({ retailer, stores }) => (
              <RetailerPanel
                key={retailer.id}
                retailer={retailer}
                stores={stores}
                mayChange={mayChange}
                isOpen={shown.length <= FEW}
              />
            ))}
            {next !== undefined && !wantsMore && <Button onClick={() => setWantsMore(true)}>{words.more}</Button>}
            {next !== undefined && wantsMore && <RetailerList mayChange={mayChange} cursor={next} />}
          </div>
        );
      }}
    </Answered>
  );
}

interface Selected {
  readonly retailer: Retailer;
  readonly stores: readonly Store[];
}

/** What of a retailer is looked for: all of it where its own name is, else its stores that are. */
function useSelection(): (retailer: Retailer) => Selected | undefined {
  const [place] = usePlace();
  const [wanted] = useQuery('tim');
  const [state] = useShownState();
  const places = usePlaces();
  return (retailer) => {
    const isFound = (...texts: readonly (string | undefined)[]) =>
      wanted === undefined || texts.some((text) => text !== undefined && plain(text).includes(plain(wanted)));
    const isNamed = isFound(retailer.id, retailer.name, retailer.contact.name, retailer.contact.phone);
    const stores = retailer.stores.filter(
      (store) =>
        places.isWithin(store.place, place) &&
        (state === 'all' || (state === 'closed') === (store.closed !== undefined)) &&
        (isNamed || isFound(store.id, store.name, store.address, store.contact?.name, places.nameOf(store.place))),
    );
    const isWhole = isNamed && state === 'all' && place === undefined;
    return stores.length > 0 || isWhole ? { retailer, stores } : undefined;
  };
}

/** Without accents and capitals, as people type who are in a hurry. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase();
}
