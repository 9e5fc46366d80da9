/** Raised where a machine cannot start or go on; its message says in one sentence why, and what to do. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

/** What the system's own errors mean to whoever runs the machine; undefined for those that say nothing. */
export function refusalOf(error: unknown, what: string): StartRefused | undefined {
  if (error instanceof StartRefused) return error;
  const { code, message = '' } = (error ?? {}) as { readonly code?: unknown; readonly message?: string };
  const isOne = (name: string, words: string) => code === name || message.includes(words);
  if (isOne('ENOSPC', 'No space left on device')) {
    return new StartRefused(
      `The disk that holds ${what} is full: make room and start again; what was acknowledged is kept.`,
    );
  }
  if (isOne('EROFS', 'Read-only file system') || isOne('EACCES', 'Permission denied') || code === 'EPERM') {
    return new StartRefused(
      `${what} cannot be written: give its owner the right to write there, or name another by --data.`,
    );
  }
  if (isOne('EMFILE', 'Too many open files')) {
    return new StartRefused(`Too many files are open: raise the limit (ulimit -n 4096) and start again.`);
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new StartRefused(`${what} is no folder: name a folder by --data.`);
  }
  return undefined;
}
