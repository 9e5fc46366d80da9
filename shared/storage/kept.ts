/** A value with the hash of what is kept: a write names the hash it read and is refused if another came between. */
export interface Kept<T> {
  readonly value: T;
  readonly hash: string;
}
