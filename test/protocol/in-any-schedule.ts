import { beforeAll, expect, test } from 'vitest';
import { type Seeds, seedsOf } from '#support/seeds.ts';
import { complaintsOf, RULES, type Rule } from './complaints.ts';
import { play } from './play.ts';
import { faultsOf } from './schedule.ts';
import type { TellStory } from './story.ts';

/** Rules that the product does not keep yet: a test that begins to pass says so, and its rule goes from here. */
const NOT_KEPT_YET: readonly Rule[] = [];

/**
 * Plays a story in so many schedules and tests each rule on how all of them end; a failure names the first schedule.
 *
 * @param without rules that are none of the story's matter.
 */
export function testRulesIn(schedules: Seeds, tellStory: TellStory, without: readonly Rule[] = []): void {
  const broken = new Map<Rule, string[]>();

  beforeAll(async () => {
    for (const seed of seedsOf(schedules)) {
      const complaints = await complaintsOf(await play(seed, { tellStory, faults: faultsOf(seed) }));
      for (const [rule, lines] of Object.entries(complaints) as [Rule, string[]][]) {
        if (lines.length > 0 && !broken.has(rule)) broken.set(rule, [`schedule ${seed}`, ...lines]);
      }
    }
  });

  for (const [rule, inWords] of Object.entries(RULES) as [Rule, string][]) {
    if (without.includes(rule)) continue;
    const testRule = NOT_KEPT_YET.includes(rule) ? test.fails : test;
    testRule(inWords, () => expect(broken.get(rule) ?? []).toEqual([]));
  }
}
