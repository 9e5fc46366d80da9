import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { drawStory } from './draw-story.ts';
import { replayStory, STORIES } from './story-replay.ts';

describe('the pictures of docs/detection.md', () => {
  test.each(STORIES)('$name is what the fold makes of its story today', async (story) => {
    const kept = await readFile(`docs/pictures/${story.name}.svg`, 'utf8');
    expect(drawStory(replayStory(story)), 'draw them anew with test/detection/draw-pictures.ts').toBe(kept);
  });

  test('show an alert that ends, one that becomes the new level, and none', () => {
    const lives = STORIES.map((story) =>
      replayStory(story).episodes.map(({ level, resolution }) => `${level} ${resolution}`),
    );
    expect(lives).toEqual([['alert calm'], ['alert new-level'], []]);
  });
});
