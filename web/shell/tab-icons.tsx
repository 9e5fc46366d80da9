/** What a tab is, as a shape of lines. */
const PATHS = {
  thisMorning: 'M3 17h14M6 14a4 4 0 0 1 8 0M10 4v3M3.500 8.500l2 2M16.500 8.500l-2 2M2 14h1.500M16.500 14H18',
  map: 'M6 3l3 1.700v3.400L6 9.800 3 8.100V4.700zM14 3l3 1.700v3.400l-3 1.700-3-1.700V4.700zM10 10l3 1.700v3.400l-3 1.700-3-1.700v-3.400z',
  supply: 'M3 6h10M3 6h14M14 3l3 3-3 3M17 14H3M6 11l-3 3 3 3',
  data: 'M3.500 3.500h13v13h-13zM3.500 8h13M9 8v8.500',
  more: 'M3 5h14M3 10h14M3 15h14',
} as const;

export type TabName = keyof typeof PATHS;

export function TabIcon({ name }: { readonly name: TabName }) {
  return (
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path
        d={PATHS[name]}
        fill="none"
        stroke="currentColor"
        stroke-width="1.5"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}
