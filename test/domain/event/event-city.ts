import type { Alert } from '#domain/alert/alert.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Level } from '#domain/level.ts';
import type { Place } from '#domain/place.ts';
import type { Product } from '#domain/product.ts';
import { anAlert, anEpisode, PORK, SMALL_CITY, someEvidence } from '#support/small-city.ts';

const aPlace = (id: string, kind: Place['kind'], parent: string): Place => ({
  id,
  kind,
  name: { vi: `Phường ${id}`, en: `${id} Ward` },
  parent,
  lat: 21,
  lon: 105.8,
});

const aGreen = (id: string, name: string): Product => ({
  ...PORK,
  id,
  name: { vi: name, en: name },
  category: 'leaf-vegetables',
  eventGroup: 'greens',
});

/** A city of two zones of three wards each, and two leaf vegetables that are one group beside pork that is in none. */
export const TWO_ZONES: Catalogue = {
  ...SMALL_CITY,
  city: 'hn',
  eventGroups: new Map([['greens', { vi: 'Rau ăn lá', en: 'Leaf vegetables' }]]),
  products: new Map(
    [PORK, aGreen('rau-muong', 'Rau muống'), aGreen('cai-xanh', 'Cải xanh')].map((product) => [product.id, product]),
  ),
  places: new Map(
    [
      aPlace('hn', 'city', '*'),
      ...['east', 'west'].flatMap((zone) => [
        aPlace(zone, 'zone', 'hn'),
        ...[1, 2, 3].map((n) => aPlace(`${zone}-${n}`, 'ward', zone)),
      ]),
    ].map((place) => [place.id, place]),
  ),
};

/** An alert of these places and goods. */
export function greensAlert(
  place: string,
  {
    product = 'rau-muong',
    openedOn = '2026-11-21',
    level = 'alert',
    ...changes
  }: Partial<Alert> & { openedOn?: string; level?: Level; changePct?: number } = {},
): Alert {
  const { changePct = 70, ...rest } = changes as Partial<Alert> & { changePct?: number };
  const evidence = someEvidence({ changePct, coverDays: 1.1 });
  return anAlert({ place, level, product, ...rest, episode: anEpisode({ product, openedOn, level, evidence }) });
}
