import { hanoi } from '#catalog/hanoi.ts';
import type { ToldEvent } from '#delivery/event-message/told-event.ts';
import type { Alert } from '#domain/alert/alert.ts';
import type { Evidence } from '#domain/detection/episode.ts';
import { type EventFace, faceOf } from '#domain/event/event-face.ts';
import type { Language } from '#domain/language.ts';
import type { Amount, EventNews } from '#domain/notification/event-news.ts';
import { anAlert, anEpisode, someEvidence } from './small-city.ts';

const BUNCH = { vi: 'bó', en: 'bunch' };
const KG = { vi: 'kg', en: 'kg' };
const ZONE = 'z-trung-tam';

/** The morning on which the storm's figures were taken and its first message went out. */
export const STORM_MORNING = Date.parse('2026-11-29T05:29:00+07:00');

/** Goods of the storm: the middle shop's two prices, how many of 60 shops agree, days of cover. */
const GOODS: readonly (readonly [product: string, from: number, to: number, agreeing: number, cover: number])[] = [
  ['01.0014', 18_700, 32_500, 46, 1.1],
  ['bo.0008', 17_700, 30_500, 45, 1.2],
  ['bo.0007', 9_300, 15_800, 44, 0.9],
  ['bo.0009', 8_100, 13_600, 42, 1.3],
  ['bo.0010', 9_000, 15_100, 41, 1.2],
];

/** Ten wards of the inner city. */
export const STORM_WARDS: readonly string[] = [...hanoi.places.values()]
  .filter(({ kind, parent }) => kind === 'ward' && parent === ZONE)
  .map(({ id }) => id)
  .slice(0, 10);

export function bunches(count: number): Amount {
  return { unit: BUNCH, milli: count * 1000 };
}

export function kilograms(count: number): Amount {
  return { unit: KG, milli: count * 1000 };
}

function stormEvidence(from: number, to: number, agreeing: number, coverDays: number): Evidence {
  const changePct = 100 * (to / from - 1);
  const middle = { store: 'mau/ngoc-ha', price: to, comparedWith: from, changePct } as const;
  return someEvidence({
    observed: to,
    reference: from,
    changePct,
    thresholdPct: 60,
    ownThresholdPct: 60,
    agreeing,
    reporting: 60,
    retailers: 5,
    coverDays,
    middle,
    furthest: [middle],
  });
}

/** The alerts of the storm: one for the zone, and one for each ward, of each good. */
export function stormAlerts(wards: readonly string[] = STORM_WARDS): Alert[] {
  return GOODS.flatMap(([product, from, to, agreeing, cover]) =>
    [ZONE, ...wards].map((place) =>
      anAlert({
        place,
        asOf: '2026-11-29',
        episode: anEpisode({
          product,
          openedOn: '2026-11-29',
          escalatedOn: '2026-11-29',
          lastDay: '2026-11-29',
          evidence: stormEvidence(from, to, agreeing, cover),
        }),
      }),
    ),
  );
}

export function stormFace(): EventFace {
  return faceOf(hanoi, stormAlerts());
}

/** News of the storm of leaf vegetables: what the first message is written from, unless it is changed. */
export function stormNews(changes: Partial<EventNews> = {}): EventNews {
  return {
    kind: 'opened',
    event: 'leaf-vegetables-up-2026-11-29',
    strand: 'leaf-vegetables-up',
    face: stormFace(),
    figures: 'closed',
    openedAt: STORM_MORNING - 60_000,
    escalatesAt: STORM_MORNING + 29 * 60_000,
    supply: {
      missing: [bunches(4830), kilograms(3260)],
      covered: [bunches(4490), kilograms(2565)],
      calls: [
        {
          name: 'HTX rau Ngoại Thành',
          contact: 'Nguyễn Thị Mận',
          phone: '0900 000 114',
          amounts: [bunches(2280), kilograms(1665)],
        },
        {
          name: 'Chợ đầu mối Bến Mẫu',
          contact: 'Lương Quốc Đạt',
          phone: '0900 000 113',
          amounts: [bunches(1435), kilograms(780)],
        },
        {
          name: 'HTX rau an toàn Bãi Bồi',
          contact: 'Ngô Văn Tài',
          phone: '0900 000 106',
          amounts: [bunches(775), kilograms(120)],
        },
      ],
    },
    verify: {
      count: 50,
      shops: [
        {
          name: 'Ban quản lý các chợ Quê',
          contact: 'Đỗ Thị Lụa',
          phone: '0900 000 121',
          address: '12 phố Mẫu',
          place: STORM_WARDS[0] ?? '',
          product: 'bo.0007',
          price: 18_100,
          usual: 8_600,
        },
        {
          name: 'Siêu thị Sen',
          phone: '0900 000 122',
          address: '5 ngõ Sen',
          place: STORM_WARDS[1] ?? '',
          product: '01.0014',
          price: 36_500,
          usual: 18_500,
        },
        {
          name: 'Cửa hàng Mai',
          place: STORM_WARDS[2] ?? '',
          product: 'bo.0009',
          price: 15_200,
          usual: 7_900,
        },
      ],
    },
    ...changes,
  };
}

/** The storm's news on its way to somebody who reads this language. */
export function toldStorm(changes: Partial<EventNews> = {}, language: Language = 'vi'): ToldEvent {
  const news = stormNews(changes);
  return {
    news,
    catalogue: hanoi,
    language,
    delivery: { id: `${news.event}-1-mail-lan`, claimedAt: STORM_MORNING },
  };
}
