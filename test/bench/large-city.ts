/**
 * A city at Hanoi's full size, as text of `POST /v1/history`: shops spread over all wards and communes, sticky prices.
 *
 * It is made day by day, so that a history of ten million rows is never held whole.
 */
import { type BusinessDay, toDayNumber } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Channel } from '#domain/store.ts';
import { seededNumbers } from '#infra/local/seeded-numbers.ts';

const RETAILERS = 40;
const SEED = 3_000;
/** Probability of a price change a day, after the daily retail reports of 153 centres, 2016-2021. */
const CHANGES = 0.07;
const LARGEST_STEP = 0.06;
const CLOSED = 0.03;
/** Half of what one request takes. */
const FILE_CHARACTERS = 2 * 1024 * 1024;

export interface LargeShop {
  readonly retailer: string;
  readonly id: string;
  readonly place: string;
  readonly channel: Channel;
}

export interface LargeCity {
  readonly retailers: readonly string[];
  readonly shops: readonly LargeShop[];
  /** Files of the days given, oldest first; each is made when it is asked for. */
  readonly files: (days: readonly BusinessDay[]) => Iterable<string>;
}

export function largeCity(catalogue: Catalogue, shopCount: number, goodsCount: number): LargeCity {
  const draw = seededNumbers(SEED);
  const leaves = [...catalogue.places.values()].filter(({ kind }) => kind === 'ward' || kind === 'commune');
  const shops = Array.from({ length: shopCount }, (_, index): LargeShop => {
    const retailer = `ban-le-${index % RETAILERS}`;
    const place = leaves[Math.floor(index / RETAILERS) % leaves.length]?.id ?? '';
    return { retailer, id: `${retailer}-${index}`, place, channel: 'market' };
  });
  const goods = [...catalogue.products.values()]
    .filter(({ channels }) => channels === undefined || channels.includes('market'))
    .slice(0, goodsCount);
  const prices = shops.map(() =>
    Float64Array.from(goods, ({ band }) => roundPrice(Math.sqrt(band.min * band.max) * (0.92 + 0.16 * draw()))),
  );

  function* files(days: readonly BusinessDay[]): Iterable<string> {
    let file = '';
    for (const day of days) {
      for (const [number, shop] of shops.entries()) {
        const isClosed = draw() < CLOSED;
        const own = prices[number] as Float64Array;
        for (const [index, { id }] of goods.entries()) {
          if (draw() < CHANGES) own[index] = roundPrice((own[index] as number) * (1 + LARGEST_STEP * (2 * draw() - 1)));
          const sold = 5 + ((number + index + toDayNumber(day)) % 30);
          if (!isClosed) file += `${shop.id},${day},${id},${own[index]},${sold * 5},${sold}\n`;
        }
        if (file.length < FILE_CHARACTERS) continue;
        yield HEADER + file;
        file = '';
      }
    }
    if (file !== '') yield HEADER + file;
  }
  return { retailers: Array.from({ length: RETAILERS }, (_, index) => `ban-le-${index}`), shops, files };
}

const HEADER = 'store,date,product,price,stock,sold\n';

function roundPrice(price: number): number {
  const step = price >= 20_000 ? 500 : 100;
  return Math.max(step, Math.round(price / step) * step);
}
