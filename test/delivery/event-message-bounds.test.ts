import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hanoi } from '#catalog/hanoi.ts';
import { gsmLength, LONGEST_SMS } from '#delivery/event-message/sms.ts';
import { LONGEST_SUBJECT } from '#delivery/event-message/subject.ts';
import type { ToldEvent } from '#delivery/event-message/told-event.ts';
import { writeEventMessage } from '#delivery/event-message.ts';
import { type EventFace, faceOf } from '#domain/event/event-face.ts';
import { LANGUAGES } from '#domain/language.ts';
import { DIRECTIONS, LEVELS, RUNGS } from '#domain/level.ts';
import { EVENT_NEWS, type EventNews, isOver } from '#domain/notification/event-news.ts';
import { present } from '#domain/present.ts';
import { runsOf } from '#support/seeds.ts';
import { anAlert, anEpisode, someEvidence } from '#support/small-city.ts';
import { STORM_MORNING, STORM_WARDS, toldStorm } from '#support/storm-news.ts';

const PAGES = 'https://binh-on.example';

const name = fc.oneof(
  fc.constantFrom('Rau ăn lá', 'Thịt lợn nạc thăn loại một đóng gói hút chân không', 'Phường Văn Miếu - Quốc Tử Giám'),
  fc.string({ unit: 'grapheme', maxLength: 120 }),
);
const evidence = fc
  .record({
    rung: fc.constantFrom(...RUNGS),
    changePct: fc.double({ min: -95, max: 900, noNaN: true }),
    agreeing: fc.nat(400),
    reporting: fc.integer({ min: 1, max: 400 }),
    retailers: fc.integer({ min: 1, max: 40 }),
    coverDays: fc.option(fc.double({ min: 0, max: 9, noNaN: true }), { nil: undefined }),
    lagDays: fc.constant(30),
    month: fc.constant('2026-10'),
  })
  .map(({ coverDays, ...members }) => {
    const { coverDays: _cover, ...some } = someEvidence(members);
    return coverDays === undefined ? some : { ...some, coverDays };
  });
const face = fc
  .record({
    goods: fc.uniqueArray(fc.constantFrom('bo.0007', '01.0014', 'bo.0008', 'gone.1', 'gone.2'), { minLength: 1 }),
    wards: fc.uniqueArray(fc.constantFrom(...STORM_WARDS, 'z-trung-tam', 'elsewhere'), { minLength: 1 }),
    level: fc.constantFrom(...LEVELS),
    direction: fc.constantFrom(...DIRECTIONS),
    evidence,
  })
  .map(({ goods, wards, level, direction, evidence: found }): EventFace => {
    const episode = (product: string) => anEpisode({ product, direction, level, evidence: found });
    return faceOf(
      hanoi,
      wards.flatMap((place) => goods.map((product) => anAlert({ place, level, episode: episode(product) }))),
    );
  });
const amounts = fc.array(
  fc.record({ unit: name.map((vi) => ({ vi: vi || 'kg', en: vi || 'kg' })), milli: fc.nat(10_000_000_000) }),
  { maxLength: 4 },
);
const call = fc.record({ name, contact: name, phone: name, amounts });
const news = fc
  .record({
    kind: fc.constantFrom(...EVENT_NEWS),
    event: fc.constantFrom('leaf-vegetables-up-2026-11-29', `${'x'.repeat(90)}-up-2026-11-29-12`),
    strand: fc.constantFrom('leaf-vegetables-up' as const, 'bo.0007-down' as const),
    face,
    toldLevel: fc.option(fc.constantFrom(...LEVELS), { nil: undefined }),
    owner: fc.option(fc.record({ name, since: fc.constant(STORM_MORNING) }), { nil: undefined }),
    supply: fc.option(fc.record({ missing: amounts, covered: amounts, calls: fc.array(call, { maxLength: 6 }) }), {
      nil: undefined,
    }),
    ending: fc.option(
      fc.record({
        on: fc.constant('2026-12-03'),
        by: name,
        note: name,
        resolution: fc.constantFrom('calm' as const, 'new-level' as const),
      }),
      { nil: undefined },
    ),
  })
  .map((members) => present<EventNews>(members));
const told = fc
  .record({
    news,
    language: fc.constantFrom(...LANGUAGES),
    goods: name,
    place: name,
  })
  .map(({ news: of, language, goods, place }): ToldEvent => {
    const both = (words: string) => ({ vi: words, en: words });
    return {
      ...toldStorm(),
      news: of,
      language,
      catalogue: {
        products: new Map([...hanoi.products].map(([id, product]) => [id, { ...product, name: both(goods) }])),
        places: new Map([...hanoi.places].map(([id, each]) => [id, { ...each, name: both(place) }])),
        eventGroups: new Map([['leaf-vegetables', both(goods)]]),
      },
    };
  });
const publicUrl = fc.constantFrom(
  undefined,
  PAGES,
  'https://theo-doi-binh-on-thi-truong.socongthuong.hanoi.example.gov.vn/~{a}',
  'https://giá.example.vn',
);

describe('whatever the facts and names are', () => {
  test('a subject has at most 70 characters, on one line, and begins with its tag', () => {
    fc.assert(
      fc.property(told, publicUrl, (of, url) => {
        const { subject } = writeEventMessage(of, url);
        expect(subject.length).toBeLessThanOrEqual(LONGEST_SUBJECT);
        expect(subject).toMatch(/^\[[^\]\n]+\]/);
        expect(subject).not.toMatch(/[\n\r\u00a0]|undefined|NaN/);
        expect(subject.isWellFormed()).toBe(true);
      }),
      { numRuns: runsOf({ few: 150, all: 1000 }) },
    );
  });

  test('a text message has at most 160 letters of the alphabet of GSM, and only crises have one', () => {
    fc.assert(
      fc.property(told, publicUrl, (of, url) => {
        const { sms } = writeEventMessage(of, url);
        const isCrisis = of.news.face.level === 'crisis' || (isOver(of.news.kind) && of.news.toldLevel === 'crisis');
        expect(sms !== undefined).toBe(isCrisis);
        if (sms === undefined) return;
        expect(gsmLength(sms)).toBeLessThanOrEqual(LONGEST_SMS);
        expect(sms).toMatch(/^[\n\r !-Z_a-z]+$/);
      }),
      { numRuns: runsOf({ few: 150, all: 1000 }) },
    );
  });

  test('the same news gives the same message', () => {
    fc.assert(
      fc.property(told, (of) => {
        expect(writeEventMessage(of, PAGES)).toEqual(writeEventMessage(of, PAGES));
      }),
      { numRuns: runsOf({ few: 20, all: 200 }) },
    );
  });
});
