import type { Tile } from './tile-geometry.ts';

/** How it stands at a place; who takes no part, and of whom nothing is known, never look like normal. */
export const PLACE_STATES = ['crisis', 'alert', 'watch', 'normal', 'no-data', 'not-taking-part'] as const;
export type PlaceState = (typeof PLACE_STATES)[number];

/** A place on its tile. */
export interface MapPlace {
  readonly id: string;
  readonly tile: Tile;
  /** Without its kind, as there is little room. */
  readonly shortName: string;
  readonly state: PlaceState;
  readonly direction: 'up' | 'down';
  /** What stands in the tile beside its name: a change, or nothing. */
  readonly figure?: string | undefined;
  /** The place and how it stands there, for who listens. */
  readonly label: string;
  /** True for what lies beyond the river. */
  readonly isBeyond: boolean;
}

/** The class of a tile's colours: u1 to u3, d1 to d3, or its state. */
export function toneOf({ state, direction }: Pick<MapPlace, 'state' | 'direction'>): string {
  const steps: Partial<Record<PlaceState, number>> = { watch: 1, alert: 2, crisis: 3 };
  const step = steps[state];
  return step === undefined ? state : `${direction === 'up' ? 'u' : 'd'}${step}`;
}

/** True where a level has begun. */
export function isLevel(state: PlaceState): state is 'watch' | 'alert' | 'crisis' {
  return state === 'watch' || state === 'alert' || state === 'crisis';
}

/** "Phường Hoàn Kiếm" as it is called among wards: without its kind, before it or behind it. */
export function shortNameOf(name: string): string {
  return name.replace(/^(Phường|Xã|Quận|Huyện|Thị xã) /, '').replace(/ (Ward|Commune|District|Town)$/, '');
}
