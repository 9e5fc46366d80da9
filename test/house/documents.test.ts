import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const ROOTS = ['shared', 'functions', 'infra', 'test', 'web', 'docs', '.ci', '.github'];

/** Files that a document names as code ("`shared/domain/level.ts`"), with `*` and `<...>` for a part that varies. */
function namedFiles(text: string): string[] {
  const names = [...text.matchAll(/`((?:[\w.-]+\/)+[\w.*<>{},-]*)`/g)].map((match) => match[1] as string);
  return names.filter((name) => ROOTS.includes(name.split('/')[0] as string));
}

function linkedFiles(text: string): string[] {
  return [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map((match) => match[1] as string)
    .filter((link) => !/^[a-z]+:/.test(link));
}

const documents = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard', '*.md'], {
  encoding: 'utf8',
})
  .split('\0')
  .filter((file) => file !== '' && existsSync(file));

test('no document speaks of a file that is not there', () => {
  const missing = documents.flatMap((document) => {
    const text = readFileSync(document, 'utf8');
    const named = namedFiles(text).filter((name) => !/[*<>{}]/.test(name));
    const linked = linkedFiles(text).map((link) => join(dirname(document), link));
    return [...named, ...linked].filter((file) => !existsSync(file)).map((file) => `${document}: ${file}`);
  });
  expect(missing).toEqual([]);
});

test('every decision is on the list of its number', () => {
  const numbers = documents.filter((file) => file.startsWith('docs/decisions/')).map((file) => file.slice(15, 18));
  expect(numbers).toEqual([...new Set(numbers)]);
});
