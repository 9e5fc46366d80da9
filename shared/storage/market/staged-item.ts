/** An output of an assessment, ready to be kept. */
export interface StagedItem {
  readonly pk: string;
  readonly sk: string;
  readonly hash: string;
  /** True when nothing is lost by not writing it where nothing is kept yet. */
  readonly empty: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
}
