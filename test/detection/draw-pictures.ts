/** `node --disable-warning=ExperimentalWarning test/detection/draw-pictures.ts`: draws the pictures of docs/detection.md anew. */
import { mkdir, writeFile } from 'node:fs/promises';
import { drawStory } from './draw-story.ts';
import { replayStory, STORIES } from './story-replay.ts';

const FOLDER = 'docs/pictures';
await mkdir(FOLDER, { recursive: true });
for (const story of STORIES) {
  const replayed = replayStory(story);
  await writeFile(`${FOLDER}/${story.name}.svg`, drawStory(replayed));
  process.stdout.write(`${FOLDER}/${story.name}.svg: ${replayed.episodes.length} episodes\n`);
}
