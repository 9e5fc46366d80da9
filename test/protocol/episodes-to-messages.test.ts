import { describe } from 'vitest';
import { tellDeskStory } from './desk-story.ts';
import { testRulesIn } from './in-any-schedule.ts';

const SCHEDULES = 2000;

describe(`from episodes to messages, in each of ${SCHEDULES} schedules`, () => testRulesIn(SCHEDULES, tellDeskStory));
