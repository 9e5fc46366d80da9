import type { ComponentChildren } from 'preact';
import { Button } from '#web/components/button/button.tsx';
import { Name } from '#web/components/name/name.tsx';
import { useLanguage, useMoments, useTold, useWords } from '#web/language/language.tsx';
import type { Latest } from './entered-row.ts';
import type { EntrySheet } from './entry-sheet.ts';
import type { Received } from './on-this-phone.ts';
import { ENTRY_WORDS } from './words.ts';
import { writeNumber } from './written-number.ts';

interface ReceivedViewProps {
  readonly received: Received;
  readonly sheet: EntrySheet;
  readonly latest: Latest;
  readonly onChange: () => void;
  /** Leads to all that has come of the day. */
  readonly onLook: () => void;
  /** What there is to know of other days. */
  readonly children: ComponentChildren;
}

/** That all has arrived, when, and by which receipt; and the rows that have not. */
export function ReceivedView({ received, sheet, latest, onChange, onLook, children }: ReceivedViewProps) {
  const words = useWords(ENTRY_WORDS);
  const { longDay, time } = useMoments();
  return (
    <>
      <section class="panel entry-panel entry-received" role="status">
        <h1>{words.received(received.accepted, received.sent)}</h1>
        <p>
          {time(received.at)}, {longDay(received.day)} · <Name>{latest.store.name}</Name>
        </p>
        <p class="note">
          {words.receipt}: <code>{received.receipt.slice(-12)}</code>
        </p>
      </section>
      {children}
      {received.refused.length > 0 && (
        <section class="panel entry-panel">
          <h2>{words.toLookAt(received.refused.length)}</h2>
          <ul class="entry-goods">
            {received.refused.map(({ key, detail, hint }) => (
              <li key={key} class="entry-good">
                <p class="strong">
                  <GoodName id={key.split('|')[0] ?? ''} goods={latest.goods} />
                </p>
                <p>{detail}</p>
                {hint !== undefined && <p class="note">{hint}</p>}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section class="panel entry-panel">
        <Changes sheet={sheet} latest={latest} />
        <div class="buttons">
          <Button onClick={onChange}>{words.change}</Button>
          <Button onClick={onLook}>{words.look}</Button>
        </div>
      </section>
    </>
  );
}

function Changes({ sheet, latest }: Pick<ReceivedViewProps, 'sheet' | 'latest'>) {
  const words = useWords(ENTRY_WORDS);
  const { language } = useLanguage();
  const rows = sheet.rows.flatMap(({ key, product, before }) => {
    const { price } = sheet.valueOf(key);
    return price !== undefined && before.price !== undefined && price !== before.price
      ? [{ key, product, from: before.price, to: price }]
      : [];
  });
  const [changed, same] = words.changedOf(rows.length, sheet.rows.length - rows.length);
  return (
    <>
      <h2>
        {changed}
        <span class="note">{same}</span>
      </h2>
      <ul class="entry-goods">
        {rows.map(({ key, product, from, to }) => (
          <li key={key} class="entry-change">
            <span>
              <GoodName id={product} goods={latest.goods} />
            </span>
            <span class="number">
              {writeNumber(from, language)} → <b>{writeNumber(to, language)}</b>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

/** What a good is called. */
export function GoodName({ id, goods }: { readonly id: string; readonly goods: Latest['goods'] }) {
  const told = useTold();
  const good = goods.find((known) => known.id === id);
  return <>{good ? told(good.name) : id}</>;
}
