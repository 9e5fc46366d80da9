import type { BusinessDay } from './business-day.ts';

/** The place above every city and province: nothing is assessed there, its partition holds the cities' assessments. */
export const ROOT_PLACE = '*';

export type PlaceKind = 'city' | 'zone' | 'commune' | 'ward' | 'district' | 'outside';

/**
 * A hexagon of a tile map, its corner on top: `r` is its row from the north, and each row begins half a tile farther
 * east than the row above it. So its middle is at x = q + r/2, y = r · √3/2, in widths of a tile.
 */
export interface Tile {
  readonly q: number;
  readonly r: number;
}

/** A city, a coordination zone, a commune or ward, a former district, or a province outside ("outside/hung-yen"). */
export interface Place {
  readonly id: string;
  readonly kind: PlaceKind;
  /** Full name with its type: "Phường Hoàn Kiếm". Names repeat over time and kinds; the id never does. */
  readonly name: { readonly vi: string; readonly en: string };
  readonly parent: string;
  readonly lat: number;
  readonly lon: number;
  readonly validFrom?: BusinessDay;
  /** Last day on which the place existed; the 30 districts ended on 2025-06-30. */
  readonly validTo?: BusinessDay;
  readonly population?: number;
  /** Where it is on the tile map; of the innermost places alone. */
  readonly tile?: Tile;
}
