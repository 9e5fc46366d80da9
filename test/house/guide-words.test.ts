import { glob, readFile, stat } from 'node:fs/promises';
import { expect, test } from 'vitest';

const GUIDES = [
  { guide: 'docs/officers.md', language: 'en' },
  { guide: 'docs/officers.vi.md', language: 'vi' },
];
const LARGEST_PICTURE = 80 * 1024;

/** What the pages say in one language: the part of each file of words that begins with it. */
async function wordsIn(language: string): Promise<string> {
  const texts: string[] = [];
  for await (const file of glob(['web/**/words.ts', 'shared/domain/wording/**/*.ts'])) {
    const text = await readFile(file, 'utf8');
    const [vi = '', en = ''] = text.split(/^const en = /m);
    texts.push(language === 'vi' ? vi : en);
  }
  return texts.join('\n');
}

test.each(GUIDES)('$guide calls what is on the pages by the pages’ own words', async ({ guide, language }) => {
  const words = await wordsIn(language);
  const named = (await readFile(guide, 'utf8')).matchAll(/\*\*([^*]+)\*\*/g);
  const unknown = [...named].map(([, name = '']) => name.replace(/\s+/g, ' ')).filter((name) => !words.includes(name));
  expect(unknown).toEqual([]);
});

test.each(GUIDES)('$guide has its pictures, each small and with a text for who does not see it', async ({ guide }) => {
  const text = await readFile(guide, 'utf8');
  const pictures = [
    ...text.matchAll(/!\[([^\]]+)\]\((pictures\/[^)]+)\)/g),
    ...[...text.matchAll(/<img src="(pictures\/[^"]+)"[^>]* alt="([^"]+)"/g)].map(([, file, alt]) => ['', alt, file]),
  ];
  expect(pictures).toHaveLength(6);
  for (const [, alt = '', file = ''] of pictures) {
    expect(alt.length, file).toBeGreaterThan(20);
    expect((await stat(`docs/${file}`)).size, file).toBeLessThan(LARGEST_PICTURE);
  }
});
