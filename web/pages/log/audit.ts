import type { ReceivedFrom } from '#contract/client.ts';

export type Audit = ReceivedFrom<'GET /v1/audit'>;
export type LogLine = Audit['items'][number];

/** By what one line is told from another. */
export function keyOf({ at, by, action, subject }: LogLine): string {
  return `${at} ${by} ${action} ${subject}`;
}

/** What a line was done to: its kind and its id. */
export function subjectOf({ subject }: LogLine): readonly [kind: string, id: string] {
  const cut = subject.indexOf('/');
  return [subject.slice(0, cut), subject.slice(cut + 1)];
}

/** A text that what was kept has under a name. */
export function textIn(kept: unknown, name: string): string | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined;
  const value: unknown = Object.entries(kept).find(([member]) => member === name)?.[1];
  return typeof value === 'string' ? value : undefined;
}
