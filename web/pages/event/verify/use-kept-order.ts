import { useRef } from 'preact/hooks';
import type { Shop, Shops } from './shop.ts';

/** Keeps shops where they were shown first: what somebody has just ticked off does not jump away. */
export function useKeptOrder({ items, verified }: Shops): {
  readonly toVerify: readonly Shop[];
  /** Those that were done before the page was opened. */
  readonly before: readonly Shop[];
} {
  const order = useRef<readonly string[]>([]);
  const known = new Set(order.current);
  order.current = [...order.current, ...items.map(({ store }) => store).filter((store) => !known.has(store))];
  const byStore = new Map([...verified, ...items].map((shop) => [shop.store, shop]));
  return {
    toVerify: order.current.flatMap((store) => byStore.get(store) ?? []),
    before: verified.filter(({ store }) => !order.current.includes(store)),
  };
}
