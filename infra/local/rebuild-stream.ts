import type { ServerResponse } from 'node:http';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import * as z from 'zod';
import type { Rebuild } from './rebuild-on-machine.ts';
import { RebuildRefused } from './rebuilds-wanted.ts';

const asked = z.strictObject({ place: z.optional(z.string()), from: z.optional(z.string()) });

/** A line of the answer: how far it is, and in the end either what was done or why it was not. */
const line = z.union([
  z.object({ progress: z.string() }),
  z.object({ done: z.string() }),
  z.object({ refused: z.string() }),
]);
type Line = z.infer<typeof line>;

/** Answers `POST /rebuild` of one machine by lines of JSON while places are folded anew. Who hangs up stops nothing. */
export async function streamRebuild(rebuild: Rebuild, body: Buffer, response: ServerResponse): Promise<void> {
  const wanted = asked.safeParse(parsed(body));
  if (!wanted.success) {
    response.writeHead(400, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ message: 'The body is {"place":"…","from":"YYYY-MM-DD"}, both as you like.' }));
    return;
  }
  response.writeHead(200, { 'content-type': 'application/x-ndjson', 'cache-control': 'no-store' });
  const say = (told: Line) => void response.write(`${JSON.stringify(told)}\n`);
  try {
    say({ done: await rebuild(wanted.data, (progress) => say({ progress })) });
  } catch (error) {
    if (!(error instanceof RebuildRefused)) throw error;
    say({ refused: error.message });
  }
  response.end();
}

/** What was done, from such an answer. Raises `RebuildRefused`, also where the machine has ended before. */
export async function followStream(answer: Readable, tell: (text: string) => void): Promise<string> {
  try {
    for await (const text of createInterface({ input: answer })) {
      const told = line.parse(JSON.parse(text));
      if ('done' in told) return told.done;
      if ('refused' in told) throw new RebuildRefused(told.refused);
      tell(told.progress);
    }
  } catch (error) {
    if (error instanceof RebuildRefused) throw error;
  }
  throw new RebuildRefused('The machine ended before it was done: it goes on with it at its next start.');
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.length === 0 ? '{}' : body.toString('utf8'));
  } catch {
    return undefined;
  }
}
