import type { FunctionComponent } from 'preact';
import lazy from 'preact-iso/lazy';

const RELOADED_AT = 'reloaded-at';
const APART_MS = 60_000;

/** A page that is loaded when it is opened first. */
export function lazyPage<Props>(
  load: () => Promise<FunctionComponent<Props>>,
): FunctionComponent<Props> & { preload: () => void } {
  return lazy(() => load().catch(afterUpgrade)) as FunctionComponent<Props> & { preload: () => void };
}

/** A tab that was open over an upgrade names files that are gone: the page is loaded anew, once. */
export function afterUpgrade(error: unknown): Promise<never> {
  const last = Number(sessionStorage.getItem(RELOADED_AT) ?? 0);
  if (Date.now() - last < APART_MS || !navigator.onLine) throw error;
  sessionStorage.setItem(RELOADED_AT, String(Date.now()));
  location.reload();
  return new Promise(() => undefined);
}
