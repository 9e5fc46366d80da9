import { describe, expect, test } from 'vitest';
import { HANOI_DESK } from '#domain/duty/desk-settings.ts';
import { seedsOf } from '#support/seeds.ts';
import { ASSUMED, EVERYBODY } from './desk-people.ts';
import { calmWeek, messagesByDay, type Night, playNight, SETTINGS, stormWeek, summaryOf } from './duty-nights.ts';

const NIGHTS = { few: 60, all: 1000 };

describe.each(Object.entries(SETTINGS))('a duty night, %s', (_name, settings) => {
  const nights: Night[] = [];

  test('tells nobody twice, nobody who has no address that works, and nothing before the crisis', () => {
    for (const seed of seedsOf(NIGHTS)) {
      const night = playNight(settings, seed);
      nights.push(night);
      const told = night.sent.flatMap(({ reader, steps }) => steps.map((step) => `${reader} ${step}`));
      expect(new Set(told).size).toBe(told.length);
      const messages = night.sent.map(({ reader, n }) => `${reader} ${n}`);
      expect(new Set(messages).size).toBe(messages.length);
      expect(night.sent.length).toBeGreaterThan(0);
      for (const { at, reader } of night.sent) {
        expect(at).toBeGreaterThanOrEqual(night.openedAt);
        expect(EVERYBODY).toContain(reader);
      }
      expect(night.woken.length).toBeLessThanOrEqual(night.sent.length);
    }
  });

  test('tells the lead by his step while nobody is on it, and no further step once somebody is', () => {
    const { escalate } = settings.crisis;
    const lead = escalate.find(({ tell }) => tell === 'lead');
    for (const { sent, acts, openedAt } of nights) {
      const [act] = acts;
      const escalations = sent.filter(({ steps }) => steps.some((step) => step.startsWith('escalation')));
      for (const { at } of escalations) expect(at).toBeLessThanOrEqual(act?.at ?? at);
      const isLate = act === undefined || act.at > openedAt + ((lead?.afterMinutes ?? 0) + 1) * 60_000;
      const toLead = sent.filter(({ steps }) => steps.some((step) => step.endsWith('-lead')));
      const isTried = isLate && toLead.length === 0;
      // Who stands in for the lead may have no address that works: then the next person was told instead.
      if (isTried) expect(sent.some(({ steps }) => steps.some((step) => step.startsWith('instead')))).toBe(true);
    }
  });

  test('is the same night however often it is played, and adds up', () => {
    const [first] = nights;
    expect(playNight(settings, 0)).toEqual(first);
    const { within, never } = summaryOf(nights);
    expect(within[15]).toBeLessThanOrEqual(within[30]);
    expect(within[30]).toBeLessThanOrEqual(within[120]);
    expect(within[120] + never).toBeLessThanOrEqual(100);
    expect(nights.some(({ isDouble }) => isDouble)).toBe(true);
    expect(nights.length).toBeGreaterThan(ASSUMED.twoFailuresEvery);
  });
});

test('a week, calm or of a storm, tells its readers something each day that has news, and ends what it began', () => {
  for (const seed of seedsOf({ few: 5, all: 100 })) {
    const storm = messagesByDay(HANOI_DESK, stormWeek(seed), seed);
    expect(storm.get('p-an 0')).toBeGreaterThan(0);
    expect(storm.get('p-an 5')).toBeGreaterThan(0);
    for (const story of calmWeek(seed)) {
      const counts = [...messagesByDay(HANOI_DESK, story, seed).values()];
      expect(counts.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(2);
    }
  }
});
