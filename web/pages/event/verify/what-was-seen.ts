import type { Finding } from '#web/findings/finding.ts';
import type { CheckedGood } from './found-at.ts';
import { readPrice } from './read-price.ts';

/** What can be said of a good in place of a price. */
export const SAID_OF_GOOD = ['right', 'no-price', 'not-sold'] as const;
export type SaidOfGood = (typeof SAID_OF_GOOD)[number];

/** What an officer has entered of one good: a price as it was typed, or a word; nothing means that nobody has looked. */
export interface EnteredGood {
  readonly text: string;
  readonly said?: SaidOfGood | undefined;
}

/** What an officer has entered of a shop. */
export interface Entered {
  readonly isClosed: boolean;
  /** By product. */
  readonly goods: Readonly<Record<string, EnteredGood>>;
  readonly note: string;
}

/** What stands of a shop, as it would have been entered. */
export function enteredFrom(checked: readonly CheckedGood[]): Entered {
  const goods = checked.map(({ good, found }): [string, EnteredGood] => [
    good.product,
    { text: found?.seenPrice === undefined ? '' : String(found.seenPrice), said: saidOf(found) },
  ]);
  const note = checked.map(({ found }) => found?.note).find((text) => text !== undefined) ?? '';
  const isClosed = checked.every(({ found }) => found?.verdict === 'closed');
  return { isClosed, goods: Object.fromEntries(goods), note };
}

function saidOf(found: CheckedGood['found']): SaidOfGood | undefined {
  return found?.seenPrice === undefined ? SAID_OF_GOOD.find((said) => said === found?.verdict) : undefined;
}

type Seen = Pick<Finding, 'event' | 'store' | 'at'>;
type Said = Pick<Finding, 'verdict' | 'seenPrice' | 'note'>;

/** True where something was typed that is no price. */
export function hasNoPrice({ isClosed, goods }: Entered): boolean {
  return !isClosed && Object.values(goods).some(({ text }) => text.trim() !== '' && readPrice(text) === undefined);
}

/** True where nothing was said of anything. */
export function isEmpty({ isClosed, goods }: Entered): boolean {
  return !isClosed && !Object.values(goods).some(hasText);
}

/**
 * The findings that make what stands into what was entered, one for each good that changes. A good that was left empty has
 * none; one that stood and was emptied is taken back.
 */
export function findingsOf(seen: Seen, checked: readonly CheckedGood[], before: Entered, entered: Entered): Finding[] {
  const note = entered.note.trim();
  const isNoteNew = note !== before.note.trim();
  const noteBeside = (own: string | undefined) => (isNoteNew ? note || undefined : own);
  if (entered.isClosed) {
    const isSame = !isNoteNew && checked.every(({ found }) => found?.verdict === 'closed');
    return isSame ? [] : [withSaid(seen, { verdict: 'closed', ...noteOf(note) })];
  }
  return checked.flatMap(({ good, found }) => {
    const said = saidIn(entered.goods[good.product], good.price);
    if (!said) {
      const isEmptied = before.isClosed || hasText(before.goods[good.product]);
      return found && isEmptied ? [withSaid({ ...seen, product: good.product }, { verdict: 'taken-back' })] : [];
    }
    const now = { ...said, ...noteOf(found ? noteBeside(found.note) : note) };
    const isSame = found?.verdict === now.verdict && found.seenPrice === now.seenPrice && found.note === now.note;
    return isSame ? [] : [withSaid({ ...seen, product: good.product }, now)];
  });
}

function hasText(entered: EnteredGood | undefined): boolean {
  return entered !== undefined && (entered.text.trim() !== '' || entered.said !== undefined);
}

function saidIn(entered: EnteredGood | undefined, reported: number): Said | undefined {
  const seenPrice = readPrice(entered?.text ?? '');
  if (seenPrice !== undefined) return { verdict: seenPrice === reported ? 'right' : 'wrong', seenPrice };
  return entered?.said && { verdict: entered.said };
}

function withSaid(seen: Seen & Pick<Finding, 'product'>, said: Said): Finding {
  return { ...seen, ...said };
}

function noteOf(note: string | undefined): Pick<Said, 'note'> {
  return note === undefined || note === '' ? {} : { note };
}
