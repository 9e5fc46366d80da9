import { Button } from '#web/components/button/button.tsx';
import { useLanguage, useMoments, useWords } from '#web/language/language.tsx';
import type { EnteredRow } from './entered-row.ts';
import { GoodName } from './received-view.tsx';
import { type Conflict, differences } from './send-report.ts';
import { ENTRY_WORDS } from './words.ts';
import { writeNumber } from './written-number.ts';

interface ConflictViewProps {
  readonly conflict: Conflict;
  readonly onDecide: (which: 'ours' | 'theirs') => void;
}

/** Another phone has sent the same day: who stands there decides which of the two holds. */
export function ConflictView({ conflict: { day, isToday, kept, goods, waiting }, onDecide }: ConflictViewProps) {
  const words = useWords(ENTRY_WORDS);
  const { language } = useLanguage();
  const { time, shortDay } = useMoments();
  const rows = differences(kept?.rows ?? [], waiting.rows);
  const written = (row: Pick<EnteredRow, 'price' | 'stock'> | undefined) =>
    row?.price === undefined
      ? words.nothing
      : [writeNumber(row.price, language), ...(row.stock === undefined ? [] : [writeNumber(row.stock, language)])].join(
          ' · ',
        );
  return (
    <section class="panel entry-panel">
      <h1>{isToday ? words.conflictTitle : words.conflictOf(shortDay(day))}</h1>
      <p role="alert">{words.conflictAt(kept ? time(kept.receivedAt) : '')}</p>
      <table class="entry-conflict">
        <thead>
          <tr>
            <td />
            <th scope="col" class="number">
              {words.theirs}
            </th>
            <th scope="col" class="number">
              {words.ours}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, product, their, our }) => (
            <tr key={key}>
              <th scope="row">
                <GoodName id={product} goods={goods} />
              </th>
              <td class="number">{written(their)}</td>
              <td class="number">{written(our)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="buttons">
        <Button onClick={() => onDecide('theirs')}>{words.keepTheirs}</Button>
        <Button kind="first" onClick={() => onDecide('ours')}>
          {words.sendOurs}
        </Button>
      </div>
    </section>
  );
}
