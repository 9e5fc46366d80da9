import type { ReceivedFrom } from '#contract/client.ts';
import type { Bilingual } from '#domain/language.ts';
import type { PlaceState } from '#web/components/tile-map/map-place.ts';
import type { Tile } from '#web/components/tile-map/tile-geometry.ts';

export type Places = ReceivedFrom<'GET /v1/places'>;
export type ProductMap = ReceivedFrom<'GET /v1/map'>;

/** A place on its tile and on Earth. */
export interface PlacedOnEarth {
  readonly id: string;
  readonly tile: Tile;
  readonly lat: number;
  readonly lon: number;
}

/** How one good, or the worst of all, stands in one ward: what the tile, the box and the table tell. */
export interface WardFacts extends PlacedOnEarth {
  readonly name: Bilingual;
  readonly state: PlaceState;
  readonly direction: 'up' | 'down';
  /** Of one good alone: unlike goods have no common change. */
  readonly changePct?: number | undefined;
  readonly percent?: Bilingual | undefined;
  readonly median?: number | undefined;
  readonly agreeing?: number | undefined;
  readonly reporting?: number | undefined;
  /** Of all goods alone: that at the worst level. */
  readonly worst?: Places['items'][number]['worst'] | undefined;
  /** Zero where levels alone were asked: a picture of levels shows no count. */
  readonly reported: number;
  readonly registered: number;
  readonly isBeyond: boolean;
}

/** The wards of a place that have a tile, with one good's figures where one was chosen. */
export function wardFacts(places: Places, ofGood: ProductMap | undefined, scope: string | undefined): WardFacts[] {
  const byId = new Map(places.items.map((place) => [place.id, place]));
  const goods = new Map(ofGood?.items.map((ward) => [ward.place, ward]));
  const above = (id: string): string[] => {
    const chain: string[] = [];
    for (let at = byId.get(id); at && !chain.includes(at.id); at = byId.get(at.parent)) chain.push(at.id, at.parent);
    return chain;
  };
  const beyond = new Set(places.rivers.flatMap((river) => river.beyond));
  return places.items.flatMap((place): WardFacts[] => {
    const { id, tile, lat, lon, name } = place;
    const chain = above(id);
    if (!tile || (scope !== undefined && !chain.includes(scope))) return [];
    const where = { id, tile, lat, lon, name, isBeyond: chain.some((wider) => beyond.has(wider)) };
    if (!ofGood) return [{ ...where, ...ofAllGoods(place) }];
    const ward = goods.get(id);
    if (!ward) return [];
    const { state, direction = 'up', changePct, percent, median, agreeing, reporting, stores, registered } = ward;
    return [
      { ...where, state, direction, changePct, percent, median, agreeing, reporting, reported: stores, registered },
    ];
  });
}

function ofAllGoods({ state = 'no-data', worst, stores = 0, storesReported = 0 }: Places['items'][number]) {
  return {
    state: stores === 0 && state === 'no-data' ? ('not-taking-part' as const) : state,
    direction: worst?.direction ?? 'up',
    worst,
    reported: storesReported,
    registered: stores,
  };
}

const ORDER: readonly PlaceState[] = ['crisis', 'alert', 'watch', 'normal', 'no-data', 'not-taking-part'];

/** The worst first, of the same level the greatest change; who has no figures last. */
export function worstFirst(wards: readonly WardFacts[]): WardFacts[] {
  return wards.toSorted(
    (a, b) =>
      ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || Math.abs(b.changePct ?? 0) - Math.abs(a.changePct ?? 0),
  );
}
