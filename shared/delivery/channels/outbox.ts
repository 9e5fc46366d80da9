import { access, mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { Channel } from '../channel.ts';
import { composeMail } from '../compose-mail.ts';

/**
 * E-mail as files `<delivery id>.eml` in a directory, each complete or absent, and there once however often it is
 * sent: what a machine without a mail service does.
 */
export function outboxChannel(directory: string, sender: string): Channel {
  return {
    name: 'mail',
    audience: 'mailboxes',
    // A second sending changes nothing here, so a crash need not be waited out for long.
    leaseMs: 2_000,
    async send(message, recipient) {
      const to = recipient?.email;
      if (to === undefined) return;
      await writeToOutbox(directory, message.news.delivery.id, () => composeMail(message, { from: sender, to }));
    },
  };
}

let writings = 0;

/** Writes a mail as the file `<id>.eml`, unless it is there: complete or absent, whatever happens. */
export async function writeToOutbox(directory: string, id: string, mail: () => Promise<Uint8Array>): Promise<void> {
  const path = join(directory, `${id}.eml`);
  if (await exists(path)) return;
  await mkdir(directory, { recursive: true });
  writings += 1;
  const unfinished = `${path}.${process.pid}-${writings}.part`;
  const file = await open(unfinished, 'w');
  try {
    await file.writeFile(await mail());
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
