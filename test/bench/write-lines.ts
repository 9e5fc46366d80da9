import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';

/** Writes a header and lines, part by part, so that memory stays bounded; returns the number of lines below the header. */
export async function writeLines(file: string, header: string, parts: Iterable<readonly string[]>): Promise<number> {
  const out = createWriteStream(file);
  out.write(`${header}\n`);
  let count = 0;
  for (const lines of parts) {
    count += lines.length;
    if (!out.write(lines.map((line) => `${line}\n`).join(''))) await once(out, 'drain');
  }
  out.end();
  await finished(out);
  return count;
}
