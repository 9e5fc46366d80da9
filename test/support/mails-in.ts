import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ReadMail, readMail } from './read-mail.ts';

/** The mails of an outbox in the order of their files; reminders are left out: they follow from the time that has passed. */
export async function mailsIn(outbox: string): Promise<(ReadMail & { readonly file: string })[]> {
  const files = (await readdir(outbox)).filter((file) => file.endsWith('.eml')).sort();
  const mails = files.map(async (file) => ({ file, ...readMail(await readFile(join(outbox, file))) }));
  return (await Promise.all(mails)).filter(({ headers }) => headers['x-event-news'] !== 'reminder');
}
