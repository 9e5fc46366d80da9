import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, for their owner alone; the topmost that was made, or nothing where all are there.
 * Node's own way never ends in a file system like `/proc`, where a folder that is there cannot hold another.
 */
export async function makeFolders(folder: string): Promise<string | undefined> {
  try {
    await mkdir(folder, { mode: 0o700 });
    return folder;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && (await isFolder(folder))) return undefined;
    if (code !== 'ENOENT' || dirname(folder) === folder) throw error;
    const made = await makeFolders(dirname(folder));
    await mkdir(folder, { mode: 0o700 });
    return made ?? folder;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path)).isDirectory();
}
