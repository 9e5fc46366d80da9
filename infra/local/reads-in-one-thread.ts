import { Readable } from 'node:stream';
import type { LevelDatabase, LevelIterator } from 'dynalite/db/index.js';

/** Values that are read at once, where their bytes are few enough: most partitions are read in one go. */
const VALUES_AT_ONCE = 1_000;
const BYTES_AT_ONCE = 128 * 1024;

/**
 * Has dynalite read LevelDB with as few changes of thread as it can be done. It asks the pool of threads for each single
 * key and for the first value of each range by itself, and that takes many times as long as the reading. The thread of
 * the database has nothing better to do than to read.
 */
export function readInOneThread(level: LevelDatabase): void {
  level.get = (key, answer) => {
    let value: unknown;
    try {
      value = level.getSync(key);
    } catch (error) {
      queueMicrotask(() => answer(error));
      return;
    }
    queueMicrotask(() => answer(null, value));
  };
  level.createValueStream = (range) => new ValuesOfRange(level.values({ ...range, highWaterMarkBytes: BYTES_AT_ONCE }));
}

/** The values of a range. Its iterator is closed once it ends or is cut short: each holds a snapshot of the database. */
class ValuesOfRange extends Readable {
  private readonly range: LevelIterator;

  constructor(range: LevelIterator) {
    super({ objectMode: true });
    this.range = range;
  }

  override _read(): void {
    this.range.nextv(VALUES_AT_ONCE).then(
      (values) => {
        for (const value of values) this.push(value);
        if (values.length === 0) this.push(null);
      },
      (error: Error) => this.destroy(error),
    );
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    this.range.close().then(() => callback(error), callback);
  }
}
