import { describe } from 'vitest';
import { testRulesIn } from './in-any-schedule.ts';
import { tellSupplyStory } from './supply-story.ts';

describe('from supply to suggestions, in any schedule', () => testRulesIn({ few: 100, all: 1000 }, tellSupplyStory));
