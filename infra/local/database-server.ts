import type { Server } from 'node:http';
import dynalite from 'dynalite';
import store, { type LevelDatabase } from 'dynalite/db/index.js';
import { present } from '#domain/present.ts';
import { answerEntries } from './entries-between-requests.ts';
import { readInOneThread } from './reads-in-one-thread.ts';

/** Dynalite's server with the LevelDB beneath it, which dynalite keeps to itself. */
export interface DatabaseServer {
  readonly server: Server;
  readonly level: LevelDatabase;
}

/** A server over a folder, or over memory without one; it listens to nobody yet. */
export function databaseServer(folder?: string): DatabaseServer {
  const create = store.create;
  let level: LevelDatabase | undefined;
  store.create = (options) => {
    const created = create(options);
    level = created.db;
    closeIteratorsOfKeys(level);
    readInOneThread(level);
    return created;
  };
  try {
    const server = dynalite(present({ path: folder, createTableMs: 0 }));
    if (!level) throw new Error('dynalite made no store');
    answerEntries(server, level);
    return { server, level };
  } finally {
    store.create = create;
  }
}

/**
 * Has each iterator of keys closed once its stream ends or is cut short. Dynalite calls `return` for that, which LevelDB's
 * iterators lack; each query left one open with its snapshot, and the machine took a gigabyte more in six minutes.
 */
function closeIteratorsOfKeys(level: LevelDatabase): void {
  const open = level.keys.bind(level);
  level.keys = (range) => {
    const iterator = open(range);
    iterator.return = () => iterator.close();
    return iterator;
  };
}
