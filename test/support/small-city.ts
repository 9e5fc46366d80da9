import { DEFAULT_DETECTION } from '#catalog/default-detection.ts';
import type { Alert } from '#domain/alert/alert.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import type { Episode, Evidence } from '#domain/detection/episode.ts';
import type { Place } from '#domain/place.ts';
import type { Product } from '#domain/product.ts';

const PLACES: readonly Place[] = [
  aPlace('ha-noi', 'city', 'Thành phố Hà Nội', '*', 21.02, 105.84),
  { ...aPlace('hoan-kiem', 'ward', 'Phường Hoàn Kiếm', 'ha-noi', 21.03, 105.852), tile: { q: 3, r: -1 } },
  aPlace('cua-nam', 'ward', 'Phường Cửa Nam', 'ha-noi', 21.023, 105.845),
  aPlace('soc-son', 'commune', 'Xã Sóc Sơn', 'ha-noi', 21.26, 105.85),
  aPlace('outside/hung-yen', 'outside', 'Tỉnh Hưng Yên', '*', 20.65, 106.05),
];

export const PORK: Product = {
  id: '01.0004',
  name: { vi: 'Thịt lợn nạc thăn', en: 'Pork loin' },
  unit: { vi: 'kg', en: 'kg' },
  category: 'meat',
  band: { min: 20_000, max: 600_000 },
  shelfLifeDays: 3,
};

export const RICE: Product = {
  id: '01.0001',
  name: { vi: 'Gạo tẻ thường', en: 'Plain rice' },
  unit: { vi: 'kg', en: 'kg' },
  category: 'grain',
  band: { min: 5_000, max: 90_000 },
  shelfLifeDays: 180,
};

export const PETROL: Product = {
  id: 'xang-ron95',
  name: { vi: 'Xăng RON 95-III', en: 'Petrol RON 95-III' },
  unit: { vi: 'lít', en: 'litre' },
  category: 'petrol',
  band: { min: 5_000, max: 60_000 },
  shelfLifeDays: 365,
  ceilinged: true,
  channels: ['petrol'],
};

/** A city of two neighbouring wards and a far commune, a province outside, and three goods. */
export const SMALL_CITY: Catalogue = {
  city: 'ha-noi',
  eventGroups: new Map(),
  products: new Map([PORK, RICE, PETROL].map((product) => [product.id, product])),
  places: new Map(PLACES.map((place) => [place.id, place])),
  defaultThresholds: { watch: 5, alert: 10, crisis: 20 },
  detection: DEFAULT_DETECTION,
  lunarYears: [],
  rivers: [{ name: { vi: 'Sông Hồng', en: 'Red River' }, beyond: ['soc-son'] }],
  population: 8_000_000,
};

function aPlace(id: string, kind: Place['kind'], vi: string, parent: string, lat: number, lon: number): Place {
  return { id, kind, name: { vi, en: vi }, parent, lat, lon };
}

export function someEvidence(changes: Partial<Evidence> = {}): Evidence {
  return {
    rung: 'trailing',
    observed: 172_000,
    reference: 145_250,
    changePct: 18.4,
    thresholdPct: 15,
    ownThresholdPct: 15,
    agreeing: 14,
    reporting: 20,
    retailers: 6,
    cause: 'scarcity',
    coverDays: 1.8,
    ...changes,
  };
}

export function anEpisode(changes: Partial<Episode> = {}): Episode {
  return {
    product: PORK.id,
    direction: 'up',
    status: 'open',
    openedOn: '2026-11-21',
    level: 'crisis',
    escalatedOn: '2026-11-23',
    lastLevel: 'crisis',
    lastDay: '2026-11-23',
    calmDays: 0,
    recent: [1180],
    news: true,
    evidence: someEvidence(),
    ...changes,
  };
}

export function anAlert(changes: Partial<Alert> = {}): Alert {
  const place = changes.place ?? 'hoan-kiem';
  const episode = changes.episode ?? anEpisode();
  return {
    id: `${place.replaceAll('/', '~')}_${episode.product}_${episode.direction}_${episode.openedOn}`,
    place,
    product: episode.product,
    direction: episode.direction,
    status: 'open',
    level: episode.level,
    version: 1,
    news: true,
    asOf: '2026-11-23',
    episode,
    ...changes,
  };
}
