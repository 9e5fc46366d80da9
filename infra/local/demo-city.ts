import { addDays, type BusinessDay, eachDay, toDayNumber } from '#domain/business-day.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Place } from '#domain/place.ts';
import type { Product } from '#domain/product.ts';
import type { Channel, Contact } from '#domain/store.ts';
import { seededNumbers } from './seeded-numbers.ts';

/** One report of the demo: quantities in the product's unit, as the API takes them. */
export interface DemoStoreDay {
  readonly retailer: string;
  readonly store: string;
  readonly place: string;
  readonly date: BusinessDay;
  readonly rows: readonly { product: string; price: number; stock: number; sold?: number; priceType?: 'wholesale' }[];
}

interface DemoStore {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly contact: Contact;
  readonly place: string;
  readonly channel: Channel;
}

export interface DemoCity {
  readonly retailers: readonly {
    readonly id: string;
    readonly name: string;
    readonly contact: Contact;
    readonly stores: readonly DemoStore[];
  }[];
  readonly history: readonly DemoStoreDay[];
  readonly live: readonly DemoStoreDay[];
}

const HISTORY_DAYS = 60;
/** Reports of yesterday and today are posted live. */
const LIVE_DAYS = 2;
const ZONES = 4;
const PLACES_PER_ZONE = 3;

/** Probability of a price change a day and its usual size, after the daily retail reports of 153 centres, 2016-2021. */
const STAPLE = { changes: 0.035, size: 0.04 };
const VEGETABLE = { changes: 0.12, size: 0.09 };

/** Invented names: a real chain in a demo of price spikes would be slander. */
const CHAINS: readonly { id: string; name: string; channel: Channel; person: string }[] = [
  { id: 'sen-vang', name: 'Siêu thị Sen Vàng (mẫu)', channel: 'supermarket', person: 'Nguyễn Thu An' },
  { id: 'mai-lan', name: 'Cửa hàng tiện lợi Mai Lan (mẫu)', channel: 'convenience', person: 'Trần Minh Khoa' },
  { id: 'cho-que', name: 'Ban quản lý các chợ Quê (mẫu)', channel: 'market', person: 'Lê Văn Bình' },
  { id: 'bep-xanh', name: 'Thực phẩm Bếp Xanh (mẫu)', channel: 'convenience', person: 'Phạm Hà My' },
  { id: 'tam-da', name: 'Bách hóa Tam Đa (mẫu)', channel: 'market', person: 'Vũ Đức Long' },
];

const SUPPLIERS: readonly { id: string; name: string; place: string; person: string }[] = [
  { id: 'htx-dong-xuan', name: 'HTX rau Đồng Xuân Hạ (mẫu)', place: 'outside/hung-yen', person: 'Đỗ Thị Lành' },
  { id: 'htx-bai-boi', name: 'HTX rau an toàn Bãi Bồi (mẫu)', place: 'outside/bac-ninh', person: 'Ngô Văn Tài' },
  { id: 'htx-nui-xanh', name: 'HTX Núi Xanh (mẫu)', place: 'outside/son-la', person: 'Lò Thị Pành' },
  { id: 'htx-cao-nguyen', name: 'Nông sản Cao Nguyên (mẫu)', place: 'outside/lam-dong', person: 'Hồ Quang Vinh' },
  { id: 'htx-ven-song', name: 'HTX Ven Sông (mẫu)', place: 'outside/phu-tho', person: 'Bùi Thị Hạnh' },
  { id: 'trang-trai-hoa-mai', name: 'Trang trại Hoa Mai (mẫu)', place: 'outside/ninh-binh', person: 'Phan Văn Cường' },
  { id: 'htx-bien-dong', name: 'HTX Biển Đông Hải (mẫu)', place: 'outside/hai-phong', person: 'Vũ Thị Ngân' },
  { id: 'gao-lua-moi', name: 'Gạo Lúa Mới (mẫu)', place: 'outside/hung-yen', person: 'Trịnh Văn Hòa' },
  { id: 'cho-dau-moi-mau', name: 'Chợ đầu mối Bến Mẫu (mẫu)', place: '', person: 'Lương Quốc Đạt' },
  { id: 'htx-ngoai-thanh', name: 'HTX rau Ngoại Thành (mẫu)', place: '', person: 'Nguyễn Thị Mận' },
  { id: 'trung-ga-sach', name: 'Trứng gà Sạch (mẫu)', place: '', person: 'Hoàng Văn Thịnh' },
  { id: 'htx-doi-che', name: 'HTX Đồi Chè (mẫu)', place: 'outside/thai-nguyen', person: 'Ma Thị Nhung' },
];

/** A city as its retailers would report it: sticky prices, Sundays and gaps, and a storm over the leaf vegetables. */
export function demoCity(catalogue: Catalogue, today: BusinessDay): DemoCity {
  const draw = seededNumbers(20_261_123);
  const places = demoPlaces(catalogue);
  const products = demoProducts(catalogue);
  const outer = places.at(-1) as Place;
  const retailers = [
    ...CHAINS.map((chain, index) => ({
      id: chain.id,
      name: chain.name,
      contact: contactOf(chain.person, index),
      stores: places.map((place, number) => ({
        ...whereToGo(place, index * places.length + number),
        id: `${chain.id}-${place.id}`,
        name: `${chain.name.replace(' (mẫu)', '')} – ${place.name.vi}`,
        place: place.id,
        channel: chain.channel,
      })),
    })),
    ...SUPPLIERS.map((supplier, index) => {
      const place = catalogue.places.get(supplier.place) ?? outer;
      const channel: Channel = supplier.id.startsWith('cho-') ? 'wholesale' : 'producer';
      return {
        id: supplier.id,
        name: supplier.name,
        contact: contactOf(supplier.person, CHAINS.length + index),
        stores: [
          {
            ...whereToGo(place, CHAINS.length * places.length + index),
            id: `${supplier.id}-kho`,
            name: `${supplier.name} – kho`,
            place: place.id,
            channel,
          },
        ],
      };
    }),
  ];
  const stormPlaces = new Set(places.filter((_, index) => index % 5 !== 4).map(({ id }) => id));
  const days = eachDay(addDays(today, -HISTORY_DAYS), today);
  const firstLive = addDays(today, 1 - LIVE_DAYS);
  const reports = retailers.flatMap((retailer) =>
    retailer.stores.flatMap((store) =>
      store.channel === 'producer' || store.channel === 'wholesale'
        ? supplierDays(retailer.id, store, products, days, draw)
        : storeDays(
            retailer.id,
            store,
            products,
            days,
            draw,
            (date) => stormPlaces.has(store.place) && date >= firstLive,
          ),
    ),
  );
  const reported = reports.filter(({ rows }) => rows.length > 0);
  return {
    retailers,
    history: reported.filter(({ date }) => date < firstLive),
    live: reported
      .filter(({ date }) => date >= firstLive)
      .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0)),
  };
}

/** The wards and communes that have shops; the storm is over the first. */
export function demoPlaces(catalogue: Catalogue): Place[] {
  const zones = [...catalogue.places.values()].filter(({ kind }) => kind === 'zone').slice(0, ZONES);
  const leaves = [...catalogue.places.values()].filter(({ kind }) => kind === 'ward' || kind === 'commune');
  const within = zones.flatMap((zone) => leaves.filter(({ parent }) => parent === zone.id).slice(0, PLACES_PER_ZONE));
  return within.length > 0 ? within : leaves.slice(0, ZONES * PLACES_PER_ZONE);
}

/** All leaf vegetables and two of every other kind of food. */
function demoProducts(catalogue: Catalogue): Product[] {
  const taken = new Map<string, number>();
  return [...catalogue.products.values()].filter(({ category, channels }) => {
    const count = taken.get(category) ?? 0;
    taken.set(category, count + 1);
    return channels === undefined && count < (category === 'leaf-vegetables' ? 5 : 2);
  });
}

function storeDays(
  retailer: string,
  store: DemoStore,
  products: readonly Product[],
  days: readonly BusinessDay[],
  draw: () => number,
  inStorm: (date: BusinessDay) => boolean,
): DemoStoreDay[] {
  const level = 1 + (draw() - 0.5) * 0.12;
  const goods = products.map((product) => {
    const usual = usualPrice(product) * level;
    return { product, usual, price: roundPrice(usual), sold: 8 + Math.round(draw() * 30) };
  });
  return days.flatMap((date) => {
    const closed = draw() < (isSunday(date) ? (store.channel === 'supermarket' ? 0.05 : 0.35) : 0.03);
    const rows = goods.map((good) => {
      const { product } = good;
      const leafy = product.category === 'leaf-vegetables';
      const habit = leafy || product.category === 'vegetables' ? VEGETABLE : STAPLE;
      if (draw() < habit.changes) {
        const pull = Math.log(good.usual / good.price) * 0.5;
        good.price = roundPrice(good.price * Math.exp(pull + (draw() - 0.5) * 2 * habit.size));
      }
      const storm = leafy && inStorm(date);
      const sold = Math.max(1, Math.round(good.sold * (0.8 + draw() * 0.4)));
      const coverDays = (product.shelfLifeDays <= 7 ? 4 : 8) * (0.9 + draw() * 0.2);
      return {
        product: product.id,
        price: storm ? roundPrice(good.price * (1.6 + draw() * 0.3)) : good.price,
        stock: Math.round(sold * (storm ? 0.4 + draw() * 0.4 : coverDays)),
        sold,
      };
    });
    return closed && !inStorm(date) ? [] : [{ retailer, store: store.id, place: store.place, date, rows }];
  });
}

function supplierDays(
  retailer: string,
  store: DemoStore,
  products: readonly Product[],
  days: readonly BusinessDay[],
  draw: () => number,
): DemoStoreDay[] {
  const vegetables = store.id.startsWith('htx') || store.channel === 'wholesale';
  const offered = products.filter(({ category }) =>
    vegetables ? category.includes('vegetables') : !category.includes('vegetables'),
  );
  return days
    .filter((_, index) => index % 3 === 0 || index >= days.length - LIVE_DAYS)
    .map((date) => ({
      retailer,
      store: store.id,
      place: store.place,
      date,
      rows: offered.map((product) => ({
        product: product.id,
        price: roundPrice(usualPrice(product) * 0.75),
        stock: 400 + Math.round(draw() * 1600),
        priceType: 'wholesale' as const,
      })),
    }));
}

/** The middle of the product's band on a log scale: no market price, but a believable one. */
function usualPrice({ band }: Product): number {
  return Math.sqrt(band.min * band.max);
}

function roundPrice(price: number): number {
  const step = price >= 20_000 ? 500 : 100;
  return Math.max(step, Math.round(price / step) * step);
}

function isSunday(date: BusinessDay): boolean {
  return (toDayNumber(date) + 4) % 7 === 0;
}

/** Streets that no city has, so that nobody is called or visited for a demo. */
const STREETS = ['phố Mẫu Một', 'phố Mẫu Hai', 'ngõ Thử', 'đường Ví Dụ', 'phố Tập Dượt'];
const KEEPERS = ['Trần Thu Hà', 'Nguyễn Văn Sơn', 'Lê Thị Thảo', 'Phạm Quốc Việt', 'Đặng Minh Châu', 'Bùi Văn Hải'];

/** Where a store of the demo stands, and whom one calls there. */
function whereToGo({ name }: Place, number: number): Pick<DemoStore, 'address' | 'contact'> {
  const street = STREETS[number % STREETS.length] ?? '';
  return {
    address: `${2 * number + 1} ${street}, ${name.vi} (mẫu)`,
    contact: { name: KEEPERS[number % KEEPERS.length] ?? '', phone: `0900 000 ${String(200 + number)}` },
  };
}

function contactOf(name: string, index: number): Contact {
  return { name, phone: `0900 000 ${String(100 + index)}`, email: `lien-he-${index + 1}@example.vn` };
}
