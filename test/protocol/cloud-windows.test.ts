import { expect, test } from 'vitest';
import { seedsOf } from '#support/seeds.ts';
import { SMALL_CITY } from '#support/small-city.ts';
import { waitsOf } from '#telling/readers.ts';
import { inCloud, morning, onOneMachine } from './morning-settings.ts';
import { type MorningSettings, playMorning } from './stormy-morning.ts';

const told = async (settings: MorningSettings) => {
  const { sent, events } = await playMorning(settings);
  return { events, messages: sent.map(({ reader, kind }) => `${reader} ${kind}`).toSorted() };
};

const SEEDS = { few: 1, all: 6 };

test('a storm over a zone is one event and one message to each reader, in the cloud as on one machine, in any lanes', async () => {
  for (const seed of seedsOf(SEEDS, 1)) {
    const gatherMs = waitsOf({ OUTBOX_DIR: 'outbox' }, SMALL_CITY).gatherMs;
    const here = await told(morning({ seed, lanes: onOneMachine, gatherMs }));
    expect(here).toEqual({ events: 1, messages: ['p-aaaaaaaaaaaaaaaa opened', 'p-bbbbbbbbbbbbbbbb opened'] });
    for (const lanes of [1, 3]) expect(await told(morning({ seed, lanes: inCloud(lanes) }))).toEqual(here);
  }
});

test('the first message leaves within a minute of the report that made its event', async () => {
  for (const seed of seedsOf(SEEDS, 1)) {
    const { sent } = await playMorning(morning({ seed }));
    expect(sent[0]?.afterMs).toBeLessThan(60_000);
    // Not before the wider judgement can be in.
    expect(sent[0]?.afterMs).toBeGreaterThan(waitsOf({}, SMALL_CITY).gatherMs);
  }
});
