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
  const kept: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(members)) if (value !== undefined) kept[name] = value;
  return kept as T;
}
