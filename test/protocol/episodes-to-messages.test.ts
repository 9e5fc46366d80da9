import { describe } from 'vitest';
import { tellDeskStory } from './desk-story.ts';
import { testRulesIn } from './in-any-schedule.ts';

describe('from episodes to messages, in any schedule', () => testRulesIn({ few: 100, all: 1000 }, tellDeskStory));
