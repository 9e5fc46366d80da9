/**
 * `node --disable-warning=ExperimentalWarning test/storage/write-forms.ts`: writes the forms in which items are kept today
 * beside those of before. A file that is there and differs is never written over: raise the version of its kind first.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { FORMS, formsIn, tablesOfToday } from './forms-of-today.ts';

for (const [name, items] of formsIn(await tablesOfToday())) {
  const text = `${JSON.stringify(items, undefined, 2)}\n`;
  const kept = await readFile(new URL(name, FORMS), 'utf8').catch(() => undefined);
  if (kept === undefined) await writeFile(new URL(name, FORMS), text);
  else if (JSON.stringify(JSON.parse(kept)) !== JSON.stringify(items))
    throw new Error(`${name} holds another form: raise its version in shared/storage/kinds.ts`);
}
