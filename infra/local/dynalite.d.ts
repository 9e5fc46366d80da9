/** The part of dynalite that is used here: an HTTP server that speaks DynamoDB over LevelDB, in memory or in a folder. */
declare module 'dynalite' {
  import type { Server } from 'node:http';
  import type { StoreOptions } from 'dynalite/db/index.js';

  export default function dynalite(options?: StoreOptions): Server;
}

/** Its store, which the server keeps to itself. */
declare module 'dynalite/db/index.js' {
  export interface StoreOptions {
    readonly path?: string;
    readonly createTableMs?: number;
    readonly maxItemSizeKb?: number;
  }

  /** Which keys are read, and how many bytes at once. */
  export interface LevelRange {
    readonly highWaterMarkBytes?: number;
  }

  /** An iterator of LevelDB; dynalite ends it by `return`, which LevelDB's own lack. */
  export interface LevelIterator {
    /** The next values, at most so many; none at the end. */
    nextv: (most: number) => Promise<readonly unknown[]>;
    readonly close: () => Promise<void>;
    return?: () => Promise<void>;
  }

  export interface LevelDatabase {
    readonly open: () => Promise<void>;
    readonly close: () => Promise<void>;
    readonly iterator: () => AsyncIterable<[key: string, value: unknown]> & { readonly close: () => Promise<void> };
    readonly batch: (operations: readonly { type: 'put'; key: string; value: unknown }[]) => Promise<void>;
    attachResource: (resource: object) => void;
    detachResource: (resource: object) => void;
    keys: (range?: LevelRange) => LevelIterator;
    values: (range?: LevelRange) => LevelIterator;
    /** The value of a key, undefined where there is none. */
    readonly getSync: (key: string) => unknown;
    get: (key: string, answer: (error: unknown, value?: unknown) => void) => void;
    createValueStream: (range?: LevelRange) => import('node:stream').Readable;
  }

  export interface Store {
    readonly db: LevelDatabase;
  }

  const store: { create: (options?: StoreOptions) => Store };
  export default store;
}
