import { type LogLine, subjectOf } from './audit.ts';

/** Lines that one act has left: what one person did in one minute to many things of one kind. */
export type Fold = readonly [LogLine, ...LogLine[]];

/** Puts lines of one act together, in the order in which they stand. */
export function foldsOf(lines: readonly LogLine[]): readonly Fold[] {
  const folds: [LogLine, ...LogLine[]][] = [];
  for (const line of lines) {
    const last = folds.at(-1);
    if (last && actOf(last[0]) === actOf(line)) last.push(line);
    else folds.push([line]);
  }
  return folds;
}

/** The same for lines of one act. What was said in words of one's own is an act of its own. */
function actOf(line: LogLine): string {
  const { at, by, action, group, giver, note } = line;
  const [kind, id] = subjectOf(line);
  const of = kind === 'event' ? id : (group ?? '');
  return JSON.stringify([at.slice(0, 16), by, action, kind, of, giver, note]);
}
