import { access, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';

let writings = 0;

/**
 * Writes a message as a file, unless it is there: complete or absent, whatever happens. So a machine without a mail
 * service sends mails, as `<id>.eml`, and text messages, as `<id>.sms`.
 */
export async function writeToOutbox(
  directory: string,
  name: string,
  message: () => Promise<Uint8Array | string>,
): Promise<void> {
  const path = join(directory, name);
  if (await exists(path)) return;
  await mkdir(directory, { recursive: true });
  writings += 1;
  const unfinished = `${path}.${process.pid}-${writings}.part`;
  const file = await open(unfinished, 'w');
  try {
    await file.writeFile(await message());
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
