import { describe } from 'vitest';
import { testRulesIn } from './in-any-schedule.ts';
import { tellMarketStory } from './market-story.ts';

describe('from reports to messages, in any schedule', () => testRulesIn({ few: 30, all: 400 }, tellMarketStory));
