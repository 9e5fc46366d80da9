import { Name } from '#web/components/name/name.tsx';
import { useFigures, useTold, useWords } from '#web/language/language.tsx';
import { useTimeOf } from '#web/language/use-time-of.ts';
import { type CheckedGood, countLookedAt } from './found-at.ts';
import { VERIFY_WORDS } from './words.ts';

interface SaidProps {
  readonly checked: readonly CheckedGood[];
}

/** What was said of a shop, good by good, and when it was sent. */
export function Said({ checked }: SaidProps) {
  const words = useWords(VERIFY_WORDS);
  const [only, ...others] = new Set(checked.map(({ found }) => found?.verdict));
  const isOne = others.length === 0 && (only === 'right' || only === 'closed');
  const notes = [...new Set(checked.flatMap(({ found }) => found?.note ?? []))];
  return (
    <div>
      {isOne ? (
        <p class="strong">✓ {only === 'right' ? words.saidRight(checked.length) : words.verdicts[only]}</p>
      ) : (
        <>
          <p class="strong">{words.lookedAt(countLookedAt(checked), checked.length)}</p>
          {checked.map((one) => (
            <SaidOfGood key={one.good.product} checked={one} />
          ))}
        </>
      )}
      {notes.map((text) => (
        <p key={text} class="note">
          <Name>“{text}”</Name>
        </p>
      ))}
      <p class="note">
        <SentAt checked={checked} />
      </p>
    </div>
  );
}

function SaidOfGood({ checked: { good, found } }: { readonly checked: CheckedGood }) {
  const words = useWords(VERIFY_WORDS);
  const told = useTold();
  const figures = useFigures();
  const unit = told(good.unitName);
  const isOther = found?.verdict === 'wrong' && found.seenPrice !== undefined;
  return (
    <p>
      {told(good.productName)}:{' '}
      {found ? <strong>{words.verdicts[found.verdict]}</strong> : <span class="note">{words.notSeen}</span>}
      {isOther && found.seenPrice !== undefined && (
        <>
          {' '}
          {figures.price(found.seenPrice, unit)}{' '}
          <span class="note">
            {words.against(figures.price(good.price, unit), figures.priceMore(found.seenPrice - good.price, unit))}
          </span>
        </>
      )}
    </p>
  );
}

/** At what hour it was sent, and by whom; or that it waits on this device. */
export function SentAt({ checked }: SaidProps) {
  const words = useWords(VERIFY_WORDS);
  const told = useTold();
  const timeOf = useTimeOf();
  const found = checked.flatMap((one) => one.found ?? []);
  if (found.some(({ sentAt }) => sentAt === undefined)) return <>{words.keptHere}</>;
  const last = found.toSorted((a, b) => Date.parse(a.sentAt ?? '') - Date.parse(b.sentAt ?? '')).at(-1);
  if (last?.sentAt === undefined) return null;
  return (
    <>
      {words.sentAt(timeOf(last.sentAt))}
      {last.byName && (
        <>
          {' '}
          · <Name>{told(last.byName)}</Name>
        </>
      )}
    </>
  );
}
