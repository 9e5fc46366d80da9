/** Why bytes are no workbook that can be read. */
export type UnreadableReason =
  /** Behind a password. */
  | 'encrypted'
  /** The old binary form, `.xls`. */
  | 'old-excel'
  /** The binary form, `.xlsb`. */
  | 'binary-excel'
  | 'open-document'
  | 'macros'
  /** Text, mostly CSV under another name. */
  | 'text'
  /** Anything else, or a workbook that is damaged. */
  | 'no-workbook'
  | 'too-large'
  | 'too-many-rows';

/** Raised for bytes that are no workbook, or one that asks for more than is given. */
export class UnreadableWorkbook extends Error {
  override readonly name = 'UnreadableWorkbook';
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason, what: string) {
    super(`${reason}: ${what}`);
    this.reason = reason;
  }
}
