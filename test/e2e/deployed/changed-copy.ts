import assert from 'node:assert/strict';
import { cp, mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a deployment is made from. */
const SOURCES = ['infra', 'functions', 'shared', 'package.json', 'package-lock.json', 'cdk.json', 'tsconfig.json'];

const CHANGED = 'functions/describe-api/handler.ts';
const BEFORE = "{ status: 'ok' }";
const AFTER = "{ status: 'ok', release: 'second' }";

/** A copy of the project in which one function answers something new: the next release, without touching this one. */
export async function changedCopy(folder: string): Promise<string> {
  const copy = join(folder, 'next-release');
  await mkdir(copy);
  for (const source of SOURCES) await cp(source, join(copy, source), { recursive: true });
  await symlink(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));

  const code = await readFile(join(copy, CHANGED), 'utf8');
  assert.equal(code.split(BEFORE).length, 2, `${CHANGED} no longer answers ${BEFORE}: name another change here`);
  await writeFile(join(copy, CHANGED), code.replace(BEFORE, AFTER));
  return copy;
}
