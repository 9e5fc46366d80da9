import { DEFAULT_DETECTION } from '#catalog/default-detection.ts';
import { EMPTY_MEMORY } from '#domain/assessment/place-day.ts';
import { addDays, type BusinessDay } from '#domain/business-day.ts';
import type { DetectionSettings } from '#domain/catalogue.ts';
import { DEFAULT_DESK, type LevelSteps } from '#domain/duty/desk-settings.ts';
import type { Desk } from '#domain/duty/who-is-on-duty.ts';
import { seriesKey } from '#domain/history/series-key.ts';
import { emptyMemory, remember } from '#domain/history/store-memory.ts';
import type { Reader } from '#domain/notification/conversation.ts';
import type { Recipient } from '#domain/notification/recipient.ts';
import type { StoreDay } from '#domain/report/report.ts';
import type { StoreKey } from '#domain/store.ts';
import { goodsGroups } from '#storage/goods-group.ts';
import { stageMemories } from '#storage/market/memory-items.ts';
import type { StagedItem } from '#storage/staged-item.ts';
import { PORK, SMALL_CITY } from '#support/small-city.ts';
import { somePerson } from '#support/some-person.ts';
import type { Shop } from '#support/supply-world.ts';
import { readersOf } from '#telling/readers.ts';

/** The first day of every story; the days before it are known to every shop. */
export const FIRST_DAY = '2026-11-21';
export const MORNING = Date.parse(`${FIRST_DAY}T06:30:00+07:00`);
export const CITY = 'ha-noi';
export const WARDS = ['cua-nam', 'hoan-kiem'] as const;
type Ward = (typeof WARDS)[number];

/** In the order in which a plain fold assesses them: wards before the city. */
export const PLACES = [...WARDS, CITY];

/** Two chains with a shop in each ward: what both shops of a ward say, the ward agrees on. */
export const SHOPS: readonly (Shop & { readonly place: Ward })[] = WARDS.flatMap((place) => [
  { key: `hoa-sen/${place}`, place },
  { key: `binh-minh/${place}`, place },
]);

const CALM_PRICE = 100_000;

/** What a shop asks for a kilogram of pork, so that its move alone shows the level. */
const PRICE_OF_MOOD = { calm: CALM_PRICE, watch: 107_000, alert: 112_000, crisis: 125_000 } as const;
export type Mood = keyof typeof PRICE_OF_MOOD;

const byMail = (address: string): Pick<Recipient, 'channels'> => ({ channels: [{ kind: 'mail', address }] });

/**
 * Two share a mail, but one of them does not hear of the city; a third has a mail of his own and hears of crises only. The
 * lead and the director hear of nothing but what is left to nobody.
 */
export const RECIPIENTS: readonly Recipient[] = [
  { id: 'lan', ...byMail('lan@example.vn'), places: ['*'], levels: ['alert', 'crisis'], language: 'vi' },
  { id: 'ward', ...byMail('ward@example.vn'), places: ['hoan-kiem'], levels: ['alert', 'crisis'], language: 'vi' },
  { id: 'ann', ...byMail('ann@example.org'), places: [CITY], levels: ['crisis'], language: 'en' },
  { id: 'lead', ...byMail('lead@example.vn'), places: ['*'], levels: [], language: 'vi' },
  { id: 'director', ...byMail('director@example.vn'), places: [CITY], levels: [], language: 'vi' },
];

const QUICK_STEPS: LevelSteps = {
  remindAfter: [1, 30],
  escalate: [
    { afterMinutes: 0, tell: 'duty' },
    { afterMinutes: 2, tell: 'lead' },
    { afterMinutes: 4, tell: 'director' },
  ],
  stalledAfter: 3,
  stalledNextAfter: 3,
  insteadAfter: 1,
};

/** The desk of every story: Lan has duty, and steps follow each other within the minutes that a story takes. */
export const PROTOCOL_DESK: Desk = {
  settings: {
    ...DEFAULT_DESK,
    crisis: QUICK_STEPS,
    alert: QUICK_STEPS,
    lead: 'lead',
    director: 'director',
    rota: [{ who: 'lan', from: addDays(FIRST_DAY, -7), to: addDays(FIRST_DAY, 60) }],
  },
  people: RECIPIENTS.map(({ id }) => somePerson(id === 'lan' ? { id, deputy: 'ward' } : { id })),
  lunarYears: SMALL_CITY.lunarYears,
};

/** Everybody who is told: these, and whoever has subscribed to the topic. */
export const READERS: readonly Reader[] = readersOf(RECIPIENTS, { TOPIC_ARN: 'topic' });

/** Two shops of two chains agree; how long calm must last is the story's own. */
export function settingsOf(calmDays: number): DetectionSettings {
  return { ...DEFAULT_DETECTION, minStores: 2, minRetailers: 2, calmDays };
}

/** A shop's report: where pork is dear it also runs out in Hoàn Kiếm, while Cửa Nam always has enough to give. */
export function aStoreDay(shop: (typeof SHOPS)[number], date: BusinessDay, mood: Mood, reportedAt: number): StoreDay {
  const isShort = shop.place === 'hoan-kiem' && mood !== 'calm';
  return {
    store: shop.key,
    channel: 'supermarket',
    place: shop.place,
    date,
    reportedAt,
    source: 'live',
    rows: [
      {
        product: PORK.id,
        priceType: 'retail',
        price: PRICE_OF_MOOD[mood],
        stockMilli: isShort ? 10_000 : 300_000,
        soldMilli: isShort ? 50_000 : 20_000,
      },
    ],
  };
}

/** What the week before the first day hands on: every shop has sold at the calm price. */
export const WEEK_BEFORE: readonly StagedItem[] = WARDS.flatMap((place) =>
  stageMemories(
    place,
    addDays(FIRST_DAY, -1),
    EMPTY_MEMORY,
    SHOPS.filter((shop) => shop.place === place).map(({ key }) => weekOf(key)),
    goodsGroups(SMALL_CITY),
  ).filter(({ empty }) => !empty),
);

function weekOf(store: StoreKey) {
  const prices = new Map([[seriesKey(PORK.id, 'retail'), CALM_PRICE]]);
  let memory = emptyMemory(store, 'supermarket');
  for (let day = -7; day < 0; day++) {
    const next = remember(memory, addDays(FIRST_DAY, day), { prices, stock: [] });
    if (next) memory = next;
  }
  return memory;
}
