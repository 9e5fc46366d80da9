/** An output of an assessment, ready to be kept. */
export interface StagedItem {
  readonly pk: string;
  readonly sk: string;
  readonly hash: string;
  /** True when nothing is lost by not writing it where nothing is kept yet. */
  readonly empty: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** The hash of an item that says nothing any more; it stays where it was, since nothing is ever deleted. */
export const SAYS_NOTHING = '-';

/** What takes the place of an item that an earlier folding of the day has kept and this one does not have. */
export function saysNothing({ pk, sk }: Pick<StagedItem, 'pk' | 'sk'>): StagedItem {
  return { pk, sk, hash: SAYS_NOTHING, empty: true, attributes: {} };
}
