import { hanoi } from '#catalog/hanoi.ts';
import type { Catalogue } from '#domain/catalogue.ts';
import { following, ofZones } from '#support/wide-catalogue.ts';

/** A city whose units are measured: one zone of it is played, and the others are copies of that one. */
export interface MeasuredCity {
  readonly title: string;
  readonly catalogue: Catalogue;
  readonly zone: string;
  /** Wards of the zone whose shops report. */
  readonly wards: number;
  readonly shopsOfAWard: number;
  /** Copies of each of these wards beside it, so that the zone has ten wards without so much to play. */
  readonly copiesOfAWard: number;
  /** Copies of the zone, so that the city has all its points of sale. */
  readonly copiesOfTheZone: number;
  /** Points of sale of the whole city. */
  readonly points: number;
  /** Rows of a report. */
  readonly rows: number;
  /** Days of the past that are folded; a shop's memory reaches further back. */
  readonly historyDays: number;
  /** Shops whose reports are measured one by one; the others report after them, all at once. */
  readonly measured: number;
  /** The city is assessed in one of so many windows: to measure a part of them is enough. */
  readonly cityEvery: number;
  /** Families of goods that are matched when the day is closed; the sum is calculated from these. */
  readonly families: number;
}

const ALL = Number.POSITIVE_INFINITY;
const HANOI: MeasuredCity = {
  title: 'Hanoi',
  catalogue: hanoi,
  zone: 'z-trung-tam',
  wards: 10,
  shopsOfAWard: 24,
  copiesOfAWard: 0,
  copiesOfTheZone: 12,
  points: 3_000,
  rows: 200,
  historyDays: 28,
  measured: 120,
  cityEvery: 12,
  families: ALL,
};

export const MEASURED_CITIES: Readonly<Record<string, MeasuredCity>> = {
  town: {
    ...HANOI,
    title: 'a town',
    catalogue: ofZones(hanoi, { zones: 1, wardsOfAZone: 3 }),
    zone: 'z-0',
    wards: 3,
    shopsOfAWard: 17,
    copiesOfTheZone: 0,
    points: 51,
    measured: 51,
    cityEvery: 1,
  },
  hanoi: HANOI,
  'hanoi-200': {
    ...HANOI,
    title: 'Hanoi, 200 goods followed',
    catalogue: following(hanoi, 200),
    wards: 5,
    copiesOfAWard: 1,
    historyDays: 14,
    measured: 40,
    cityEvery: 20,
    families: 12,
  },
  'hanoi-1000': {
    ...HANOI,
    title: 'Hanoi, 1,000 goods followed',
    catalogue: following(hanoi, 1_000),
    rows: 1_000,
    wards: 2,
    copiesOfAWard: 4,
    historyDays: 3,
    measured: 16,
    cityEvery: 16,
    families: 6,
  },
  country: {
    ...HANOI,
    title: 'a country',
    catalogue: ofZones(hanoi, { zones: 10, wardsOfAZone: 10 }),
    zone: 'z-0',
    shopsOfAWard: 25,
    copiesOfTheZone: 9,
    points: 2_500,
    rows: 5_000,
    measured: 60,
    cityEvery: 20,
    families: 12,
  },
};
