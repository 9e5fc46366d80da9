import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runsOf } from '#support/seeds.ts';
import { type PreparedCity, prepareCity } from './convergence-city.ts';
import { plan, sendAsPlanned, sendInOrder } from './convergence-plan.ts';

let city: PreparedCity;

beforeAll(async () => {
  city = await prepareCity();
});
afterAll(() => city?.remove());

/** What the runs have gone through, so that the comparison is no comparison of nothing. */
const seen = { created: 0, corrected: 0, superseded: 0, episodes: 0, liveAlerts: 0 };

test('any order, repetition and interleaving of the same reports ends as their order does', async () => {
  await fc.assert(
    fc.asyncProperty(plan, async (planned) => {
      const [asPlanned, inOrder] = [await city.start(), await city.start()];
      const answers = await sendAsPlanned(asPlanned, planned);
      const answersInOrder = await sendInOrder(inOrder, planned);
      const [kept, expected] = [await asPlanned.finish(), await inOrder.finish()];
      expect(answers.filter(({ status, code }) => status > 201 && code !== 'superseded')).toEqual([]);
      expect(answersInOrder.filter(({ status }) => status > 201)).toEqual([]);
      expect(kept).toEqual(expected);
      expect(kept.pending).toBe(0);
      seen.created += answers.filter(({ status }) => status === 201).length;
      seen.corrected += answers.filter(({ status }) => status === 200).length;
      seen.superseded += answers.filter(({ status }) => status === 409).length;
      seen.episodes += Object.keys(kept.episodes).length > 0 ? 1 : 0;
      seen.liveAlerts += kept.liveAlerts.length > 0 ? 1 : 0;
    }),
    { numRuns: runsOf({ few: 2, all: 15 }) },
  );
  expect(Object.entries(seen).filter(([, count]) => count === 0)).toEqual([]);
});
