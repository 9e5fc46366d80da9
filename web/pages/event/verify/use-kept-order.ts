import { useRef } from 'preact/hooks';
import type { Shop, Shops } from './shop.ts';

/** Keeps shops where they were shown first, in the order in which to go; those that were looked at before come last. */
export function useKeptOrder({ items, verified }: Shops): readonly Shop[] {
  const order = useRef<readonly string[]>([]);
  const known = new Set(order.current);
  const all = [...items, ...verified];
  order.current = [...order.current, ...all.map(({ store }) => store).filter((store) => !known.has(store))];
  const byStore = new Map(all.map((shop) => [shop.store, shop]));
  return order.current.flatMap((store) => byStore.get(store) ?? []);
}
