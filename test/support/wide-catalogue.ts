import type { Catalogue } from '#domain/catalogue.ts';
import type { Place } from '#domain/place.ts';
import type { Product } from '#domain/product.ts';

/**
 * A catalogue whose goods are repeated, each time with families of their own, until it follows so many. Left out are goods
 * that only some channels may sell; fewer than there are leaves out the last ones.
 */
export function following(catalogue: Catalogue, goods: number): Catalogue {
  const sold = [...catalogue.products.values()].filter(({ channels }) => !channels);
  const products = Array.from({ length: goods }, (_, index): Product => {
    const round = Math.floor(index / sold.length);
    const product = sold[index % sold.length] as Product;
    if (round === 0) return product;
    const { family, ...own } = product;
    const again = { ...own, id: `${product.id}.${round}` };
    return family === undefined ? again : { ...again, family: `${family}-${round}` };
  });
  return { ...catalogue, products: new Map(products.map((product) => [product.id, product])) };
}

/** A catalogue with another city of so many zones, each of so many wards. */
export function ofZones(
  catalogue: Catalogue,
  { zones, wardsOfAZone }: { readonly zones: number; readonly wardsOfAZone: number },
): Catalogue {
  const city = catalogue.places.get(catalogue.city);
  if (!city) throw new Error(`The catalogue lacks its city ${catalogue.city}`);
  const inside = (id: string, kind: Place['kind'], parent: string, index: number): Place => ({
    id,
    kind,
    name: { vi: id, en: id },
    parent,
    lat: city.lat + 0.01 * (index % 20),
    lon: city.lon + 0.01 * Math.floor(index / 20),
  });
  const places = [city];
  for (let zone = 0; zone < zones; zone++) {
    const name = `z-${zone}`;
    places.push(inside(name, 'zone', city.id, zone * wardsOfAZone));
    for (let ward = 0; ward < wardsOfAZone; ward++) {
      places.push(inside(`${name}-w-${ward}`, 'ward', name, zone * wardsOfAZone + ward));
    }
  }
  return { ...catalogue, places: new Map(places.map((place) => [place.id, place])) };
}
