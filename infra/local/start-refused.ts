/** Raised where a machine cannot start or go on; its message says in one sentence why, and what to do. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}

/** What somebody was about when it failed: what to do then is said in its words. */
export interface Attempt {
  /** What to do once the cause is gone. */
  readonly again: string;
  /** How to name something else. */
  readonly another: string;
}

const STARTING: Attempt = {
  again: 'start again; what was acknowledged is kept',
  another: 'name another folder by --data',
};

/** A failed call of the system, or of the database, which hides the former in its cause or its message. */
interface Failure {
  readonly code?: unknown;
  readonly message?: string;
  readonly path?: string;
  readonly syscall?: string;
  readonly cause?: unknown;
}

/** What the system's own errors mean to whoever runs the machine; undefined for those that say nothing. */
export function refusalOf(error: unknown, what: string, attempt = STARTING): StartRefused | undefined {
  if (error instanceof StartRefused) return error;
  if (typeof error !== 'object' || error === null) return undefined;
  const words = wordsOf(error, what, attempt);
  return words === undefined ? refusalOf((error as Failure).cause, what, attempt) : new StartRefused(words);
}

function wordsOf(failure: Failure, what: string, { again, another }: Attempt): string | undefined {
  const { code, message = '', path = what, syscall } = failure;
  const isOne = (name: string, words: string) => code === name || message.includes(words);
  if (isOne('ENOSPC', 'No space left on device') || isOne('EDQUOT', 'Disk quota exceeded')) {
    return `The disk that holds ${what} is full: make room and ${again}.`;
  }
  if (isOne('EROFS', 'Read-only file system') || isOne('EACCES', 'Permission denied') || code === 'EPERM') {
    return `${what} cannot be written: give its owner the right to write there, or ${another}.`;
  }
  if (isOne('EMFILE', 'Too many open files') || code === 'ENFILE') {
    return `Too many files are open: raise the limit (ulimit -n 4096) and ${again}.`;
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') return `${path} is no folder: move it away, or ${another}.`;
  if (code === 'EISDIR') return `${path} is a folder, where a file is kept: move it away, or ${another}.`;
  if (code === 'ENOENT' && syscall === 'mkdir') return `${what} cannot be made there: ${another}.`;
  if (code === 'ENOENT') return `The folder that is to hold ${what} is not there: make it first, or ${another}.`;
  if (isOne('EIO', 'Input/output error')) return `The disk that holds ${what} fails (${message}): ${another}.`;
  if (code === 'ENAMETOOLONG' || code === 'ELOOP') {
    return `${what} is no usable path (${code}): ${another}.`;
  }
  return undefined;
}
