import { describe } from 'vitest';
import { testRulesIn } from './in-any-schedule.ts';
import { tellMarketStory } from './market-story.ts';

const SCHEDULES = 600;

describe(`from reports to messages, in each of ${SCHEDULES} schedules`, () => testRulesIn(SCHEDULES, tellMarketStory));
