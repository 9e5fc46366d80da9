import type { Direction } from '#domain/level.ts';

/** One to three chevrons: how bad, and in which direction. */
export function Chevrons({ count, direction }: { readonly count: 1 | 2 | 3; readonly direction: Direction }) {
  const top = 7 - 2 * count;
  const paths = Array.from({ length: count }, (_, index) => {
    const y = top + 4 * index;
    return direction === 'up' ? `M2.5 ${y + 3.5}L7 ${y}l4.5 3.5` : `M2.5 ${y}L7 ${y + 3.5}l4.5-3.5`;
  });
  return (
    <svg class="chevrons" viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
      <path
        d={paths.join('')}
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
