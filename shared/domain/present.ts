/** The members of T, where an optional one may be given as `undefined`. */
type Members<T> = {
  readonly [Key in keyof T]: Record<never, never> extends Pick<T, Key> ? T[Key] | undefined : T[Key];
};

/**
 * The object without the members that are undefined: what is not known is not there, neither in an answer nor in what is
 * kept. The order of the members stays.
 *
 * @example present<Offer>({ product, ceiling: rules.ceilingOf(product) }) // { product } where there is none
 */
export function present<T extends object>(members: NoInfer<Members<T>>): T {
  const kept: Partial<T> = {};
  for (const name in members) {
    const value = members[name];
    if (value !== undefined) kept[name] = value as T[typeof name];
  }
  return kept as T;
}
