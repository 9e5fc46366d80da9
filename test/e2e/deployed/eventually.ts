import { setTimeout as wait } from 'node:timers/promises';

const PATIENCE_MS = 60_000;
const PAUSE_MS = 250;

/** Looks until something is seen, and raises in words if it is not within a minute: streams take a moment. */
export async function eventually<Seen>(what: string, look: () => Promise<Seen | undefined | false>): Promise<Seen> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const seen = await look();
    if (seen) return seen;
    await wait(PAUSE_MS);
  }
  throw new Error(`Waited ${PATIENCE_MS / 1000} s in vain until ${what}`);
}
