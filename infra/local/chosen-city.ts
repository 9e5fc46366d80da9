import { resolve } from 'node:path';
import { StartRefused } from './start-refused.ts';

/** The catalogue in the folder that `--catalog` names, or that of this version. Raises `StartRefused`. */
export async function chosenCity(folder: string | undefined) {
  if (folder === undefined) return (await import('#catalog/city.ts')).catalogue;
  const { readCity } = await import('./read-city.ts');
  const { CatalogueError } = await import('#catalog/load.ts');
  try {
    return await readCity(resolve(folder));
  } catch (error) {
    if (!(error instanceof CatalogueError)) throw error;
    throw new StartRefused(
      `--catalog ${folder} is no usable city: mend what follows, then npm run check-city -- ${folder}\n${error.problems.join('\n')}`,
    );
  }
}
