/** `node --disable-warning=ExperimentalWarning test/detection/draw-pictures.ts`: draws the pictures of docs/detection.md anew. */
import { mkdir, writeFile } from 'node:fs/promises';
import { drawStory } from './draw-story.ts';
import { STORIES, tellStory } from './story-replay.ts';

const FOLDER = 'docs/pictures';
await mkdir(FOLDER, { recursive: true });
for (const story of STORIES) {
  const told = tellStory(story);
  await writeFile(`${FOLDER}/${story.name}.svg`, drawStory(told));
  process.stdout.write(`${FOLDER}/${story.name}.svg: ${told.episodes.length} episodes\n`);
}
