import { useState } from 'preact/hooks';
import type { BusinessDay } from '#domain/business-day.ts';
import { useAct } from '#web/asking/use-act.ts';
import { type Answer, askAgain } from '#web/asking/use-answer.ts';
import { useRefusal } from '#web/asking/use-refusal.ts';
import { Answered } from '#web/components/answered/answered.tsx';
import { Button } from '#web/components/button/button.tsx';
import { FigureTag } from '#web/components/figure-tag/figure-tag.tsx';
import { Name } from '#web/components/name/name.tsx';
import { Panel } from '#web/components/panel/panel.tsx';
import { PhoneLink } from '#web/components/phone-link/phone-link.tsx';
import { TakeList } from '#web/components/take-list/take-list.tsx';
import { useFigures, useMoments, useTold, useWords } from '#web/language/language.tsx';
import { ADDRESS } from '#web/routing/addresses.ts';
import type { Doubt, Doubts } from './answers.ts';
import { type Decided, decideDoubt, type Verdict } from './decide-doubt.ts';
import { DoubtDialog } from './doubt-dialog.tsx';
import { DATA_WORDS } from './words.ts';

interface Question {
  readonly doubt: Doubt;
  readonly verdict: Verdict;
}

interface DoubtfulPricesProps {
  readonly doubts: Answer<Doubts>;
  readonly date: BusinessDay;
  /** Rows of prices that were looked at. */
  readonly looked: number;
}

/** Prices that count for nothing until somebody says that they are right: whom to ask, and the two answers. */
export function DoubtfulPrices({ doubts, date, looked }: DoubtfulPricesProps) {
  const { number } = useFigures();
  const { shortDay } = useMoments();
  const words = useWords(DATA_WORDS);
  const refusalOf = useRefusal();
  const [question, ask] = useState<Question>();
  const [decided, setDecided] = useState<readonly Decided[]>([]);
  const deciding = useAct(async ({ doubt, verdict }: Question, note: string) => {
    const outcome = await decideDoubt(doubt, verdict, note);
    // The day is assessed anew in a moment: until then the list still has it.
    setDecided((before) => [...before, outcome]);
    ask(undefined);
    await askAgain('GET /v1/doubts', 'GET /v1/coverage', 'GET /v1/today', 'GET /v1/audit');
  });
  const gone = new Set(decided.map(({ doubt }) => doubt.id));
  const waiting = (doubts.data?.items ?? []).filter(({ id }) => !gone.has(id));
  const last = decided.at(-1);
  return (
    <Panel title={words.doubts} id="gia-cho" aside={<DoubtsCsv date={date} rows={waiting} />}>
      {looked > 0 && <p class="note">{words.doubtsAre(number(looked), shortDay(date))}</p>}
      <div role="status">{last && <DecidedNote decided={last} />}</div>
      <Answered answer={doubts} height={160} empty={() => (waiting.length === 0 ? <p>{words.noDoubts}</p> : undefined)}>
        {({ total, items }) => (
          <>
            <p class="note">{words.doubtsNote}</p>
            {total > items.length && (
              <p class="note">
                <FigureTag state="partial" /> {words.moreDoubts(items.length, total)}
              </p>
            )}
            <ul class="rows">
              {waiting.map((doubt) => (
                <DoubtRow
                  key={doubt.id}
                  doubt={doubt}
                  onAnswer={(verdict) => {
                    deciding.forget();
                    ask({ doubt, verdict });
                  }}
                />
              ))}
            </ul>
          </>
        )}
      </Answered>
      {question && (
        <DoubtDialog
          key={question.doubt.id}
          {...question}
          isBusy={deciding.isRunning}
          refusal={refusalOf(deciding.error)}
          onDecide={(note) => void deciding.run(question, note)}
          onClose={() => ask(undefined)}
        />
      )}
    </Panel>
  );
}

interface DoubtRowProps {
  readonly doubt: Doubt;
  readonly onAnswer: (verdict: Verdict) => void;
}

function DoubtRow({ doubt, onAnswer }: DoubtRowProps) {
  const words = useWords(DATA_WORDS);
  const told = useTold();
  const figures = useFigures();
  const { product, productName, place, placeName, storeName, price, expected, inWords, contact } = doubt;
  const unit = told(doubt.unitName);
  const about = (
    <span class="unseen">
      {told(productName)}, <Name>{storeName}</Name>
    </span>
  );
  return (
    <li class="data-doubt">
      <div>
        <p>
          <a class="strong" href={ADDRESS.goods(product, place)}>
            {told(productName)}
          </a>{' '}
          · <Name>{storeName}</Name>
          {!storeName.includes(placeName.vi) && `, ${told(placeName)}`}
        </p>
        <p>
          {words.said} <strong>{figures.price(price, unit)}</strong>,{' '}
          {words.against(figures.workedOutPrice(expected, unit))}
        </p>
        <p class="note">{told(inWords)}</p>
        {contact && (
          <p class="data-contact">
            {contact.phone !== undefined && <PhoneLink phone={contact.phone} who={contact.name} />}{' '}
            <Name>{contact.name}</Name>
          </p>
        )}
      </div>
      {doubt.mayBeDecided ? (
        <div class="buttons">
          <Button onClick={() => onAnswer('confirm')}>
            {words.right} {about}
          </Button>
          <Button onClick={() => onAnswer('drop')}>
            {words.drop} {about}
          </Button>
        </div>
      ) : (
        <p class="note">{words.tooLate}</p>
      )}
    </li>
  );
}

/** What came of the last answer; where somebody had been quicker, who and when. */
function DecidedNote({ decided: { doubt, verdict, cameLate, other } }: { readonly decided: Decided }) {
  const words = useWords(DATA_WORDS);
  const told = useTold();
  const { timeAndDay, shortDay } = useMoments();
  const good = told(doubt.productName);
  if (!cameLate) {
    return (
      <p class="data-notice">
        {verdict === 'confirm' ? words.confirmed(good) : words.dropped(good)} <Name>{doubt.storeName}</Name>.{' '}
        {words.computedAnew(shortDay(doubt.date))}
      </p>
    );
  }
  return (
    <p class="data-notice">
      {other?.byName ? (
        <>
          <Name>{told(other.byName)}</Name>{' '}
          {other.action === 'drop-price'
            ? words.otherDropped(good, timeAndDay(other.at))
            : words.otherConfirmed(good, timeAndDay(other.at))}{' '}
          {other.note !== undefined && <Name>“{other.note}”</Name>}
        </>
      ) : (
        words.goneByItself(good)
      )}
    </p>
  );
}

function DoubtsCsv({ date, rows }: { readonly date: BusinessDay; readonly rows: readonly Doubt[] }) {
  const words = useWords(DATA_WORDS);
  const told = useTold();
  return (
    <TakeList
      of={words.doubts}
      list="gia-cho"
      day={date}
      rows={rows}
      columns={[
        { heading: words.columns.date, cell: (doubt) => doubt.date, as: 'day' },
        { heading: words.columns.good, cell: ({ productName }) => told(productName) },
        { heading: words.columns.shop, cell: ({ storeName }) => storeName },
        { heading: words.columns.place, cell: ({ placeName }) => told(placeName) },
        { heading: words.columns.price, cell: ({ price }) => price },
        { heading: words.columns.expected, cell: ({ expected }) => Math.round(expected) },
        { heading: words.columns.unit, cell: ({ unitName }) => told(unitName) },
        { heading: words.columns.why, cell: ({ inWords }) => told(inWords) },
        { heading: words.columns.contact, cell: ({ contact }) => contact?.name },
        { heading: words.columns.phone, cell: ({ contact }) => contact?.phone },
      ]}
    />
  );
}
