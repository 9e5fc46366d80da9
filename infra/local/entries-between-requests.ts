import type { RequestListener, Server, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LevelDatabase } from 'dynalite/db/index.js';

/** Where all entries of the database are read, a line of JSON each. */
export const ENTRIES_PATH = '/entries';

/**
 * Has the server answer `GET /entries` with the database as it was in one moment between two requests. A request writes
 * an item and its indexes one after the other: so those that come wait, some milliseconds, until those that run have
 * ended and the snapshot is taken. It is sent while the others go on.
 */
export function answerEntries(server: Server, level: LevelDatabase): void {
  const [answer] = server.listeners('request') as RequestListener[];
  if (!answer) throw new Error('The server answers no request');
  const wanted: (() => void)[] = [];
  const held: (() => void)[] = [];
  let underWay = 0;

  const takeWanted = () => {
    if (underWay > 0) return;
    for (const take of wanted.splice(0)) take();
    for (const begin of held.splice(0)) begin();
  };
  server.removeAllListeners('request');
  server.on('request', (request, response) => {
    if (request.method === 'GET' && request.url === ENTRIES_PATH) {
      wanted.push(() => void sendEntries(level, response));
      return takeWanted();
    }
    const begin = () => {
      underWay++;
      response.once('close', () => {
        underWay--;
        takeWanted();
      });
      answer(request, response);
    };
    if (wanted.length > 0) held.push(begin);
    else begin();
  });
}

async function sendEntries(level: LevelDatabase, response: ServerResponse): Promise<void> {
  // The iterator holds the moment in which it is made.
  const snapshot = level.iterator();
  try {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    await pipeline(Readable.from(linesOf(snapshot)), response);
  } catch {
    // Whoever asked sees that the answer breaks off.
    response.destroy();
  } finally {
    await snapshot.close();
  }
}

async function* linesOf(snapshot: AsyncIterable<[key: string, value: unknown]>): AsyncGenerator<string> {
  for await (const entry of snapshot) yield `${JSON.stringify(entry)}\n`;
}
