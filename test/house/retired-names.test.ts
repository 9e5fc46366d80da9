import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

/** Words of the house that gave way to the field's (docs/glossary.md). Attributes of what is kept never had them. */
const RETIRED = [
  'pricesTold',
  'ToldSeries',
  'timesTold',
  'askedQuiet',
  'lastWords',
  'isOnItsWay',
  'handedOn',
  'hadEpisodes',
  'standingOf',
  'restless',
  'isRestless',
  'believed',
];

const SOURCES = ['functions', 'shared', 'infra', 'web', 'test', ':!test/house/retired-names.test.ts'];

test('no retired name comes back', () => {
  const word = new RegExp(`\\b(${RETIRED.join('|')})\\b`);
  const files = execFileSync('git', ['ls-files', '-z', ...SOURCES], {
    encoding: 'utf8',
  })
    .split('\0')
    .filter((file) => /\.tsx?$/.test(file) && existsSync(file));
  expect(files.length).toBeGreaterThan(100);
  const found = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, index) => (word.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
  );
  expect(found).toEqual([]);
});
