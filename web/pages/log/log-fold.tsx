import { useAmounts } from '#web/components/amounts/use-amounts.ts';
import { Name } from '#web/components/name/name.tsx';
import { useMoments, useTold, useWords } from '#web/language/language.tsx';
import { keyOf } from './audit.ts';
import type { Fold } from './folds.ts';
import { LogRow } from './log-row.tsx';
import { LOG_WORDS } from './words.ts';

interface LogFoldProps {
  readonly fold: Fold;
  /** True where older lines that are not read yet may belong to it. */
  readonly isCut: boolean;
}

const MOST_NAMED = 3;

/** One act: its line, or one line for all that it has changed, which opens. */
export function LogFold({ fold, isCut }: LogFoldProps) {
  const words = useWords(LOG_WORDS);
  const told = useTold();
  const { time } = useMoments();
  const [line] = fold;
  if (fold.length === 1) return <LogRow line={line} />;
  return (
    <li class="log-fold">
      <details>
        <summary>
          <time class="note" dateTime={line.at}>
            {time(line.at)}
          </time>
          <span>
            <strong>{told(line.inWords)}</strong>: <Summed fold={fold} isCut={isCut} /> ·{' '}
            {line.byName ? <Name>{told(line.byName)}</Name> : words.somebody}
          </span>
        </summary>
        <ol class="rows">
          {fold.map((one) => (
            <LogRow key={keyOf(one)} line={one} />
          ))}
        </ol>
      </details>
    </li>
  );
}

/** What it was about: "Bến Mẫu → 18 nơi, 1.534 bó, 1.023 kg", or the first names. */
function Summed({ fold, isCut }: LogFoldProps) {
  const words = useWords(LOG_WORDS);
  const { byUnit } = useAmounts();
  const [{ giver }] = fold;
  const count = words.count(fold.length, isCut);
  if (giver === undefined) {
    const names = [...new Set(fold.flatMap(({ storeName }) => storeName ?? []))];
    return (
      <>
        {count}
        {names.length > 0 && names.length <= MOST_NAMED && (
          <>
            {' '}
            (<Name>{names.join(', ')}</Name>)
          </>
        )}
      </>
    );
  }
  const places = new Set(fold.map(({ receiver }) => receiver)).size;
  const amounts = byUnit(fold.flatMap(({ amount }) => amount ?? []));
  return (
    <>
      <Name>{giver}</Name> → {words.receivers(places, isCut)}
      {amounts !== '' && `, ${amounts}`}
    </>
  );
}
