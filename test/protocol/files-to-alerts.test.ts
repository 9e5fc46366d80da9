import { describe } from 'vitest';
import { testRulesIn } from './in-any-schedule.ts';
import { tellRebuildStory } from './rebuild-story.ts';

// What files tell of is told to nobody, so that nobody's beliefs follow from it.
describe('from files of past days to alerts, in any schedule', () =>
  testRulesIn({ few: 20, all: 300 }, tellRebuildStory, ['beliefs']));
