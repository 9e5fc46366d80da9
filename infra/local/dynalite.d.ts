/** The part of dynalite that is used here: an HTTP server that speaks DynamoDB over LevelDB, in memory or in a folder. */
declare module 'dynalite' {
  import type { Server } from 'node:http';

  interface Options {
    readonly path?: string;
    readonly createTableMs?: number;
    readonly maxItemSizeKb?: number;
  }
  export default function dynalite(options?: Options): Server;
}
