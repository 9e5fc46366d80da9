import * as z from 'zod';
import { canonicalise, isReadable } from '#domain/reading/canonical.ts';
import { parseJsonLines } from './json-lines.ts';
import { readText, UnusableFile } from './read-table.ts';

const quantity = z.int().nonnegative();
/** One spelling of an id, so that an arc finds its ends however they are written. */
const id = z.string().refine(isReadable, 'a name that can be read').overwrite(canonicalise);
const end = z.strictObject({
  id,
  quantity,
  lat: z.number().min(-90).max(90).optional(),
  lon: z.number().min(-180).max(180).optional(),
});
const arc = z.strictObject({
  from: z.string().overwrite(canonicalise),
  to: z.string().overwrite(canonicalise),
  unitCost: z.int().nonnegative(),
  capacity: quantity.optional(),
});
const problem = z.strictObject({
  id,
  fair: z.boolean(),
  unmetCost: z.int().nonnegative(),
  sources: z.array(end),
  sinks: z.array(end),
  arcs: z.array(arc).optional(),
});
const matchFile = z.strictObject({ problems: z.array(problem) });

export type FiledProblem = z.output<typeof problem>;

/** What is wrong in a file, and where. */
interface Fault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
}

export interface MatchFile {
  readonly problems: readonly FiledProblem[];
  /** The error that names these faults with their lines. */
  readonly refuse: (faults: readonly Fault[]) => UnusableFile;
}

const FAULTS_TOLD = 10;

/** Reads a file of transport problems. Raises `UnusableFile`, which names the line and the field of each fault. */
export async function readMatchFile(file: string): Promise<MatchFile> {
  const text = await readText(file);
  const json = parseJsonLines(text);
  if ('fault' in json) {
    const { line, column, message } = json.fault;
    throw new UnusableFile(`${file}, line ${line}, column ${column}: ${message}`);
  }
  const refuse = (faults: readonly Fault[]): UnusableFile => {
    const lineOf = json.findLines();
    const listed = faults.slice(0, FAULTS_TOLD).map(({ path, message }) => {
      return `${file}, line ${lineOf(path)}, ${fieldOf(path)}: ${message}`;
    });
    if (faults.length > listed.length) listed.push(`and ${faults.length - listed.length} more`);
    return new UnusableFile(listed.join('\n'));
  };
  const parsed = matchFile.safeParse(json.value);
  if (!parsed.success) throw refuse(parsed.error.issues.flatMap(faultsOf));
  const { problems } = parsed.data;
  const faults = [...repeated(problems, ['problems']), ...problems.flatMap(findFaults)];
  if (faults.length > 0) throw refuse(faults);
  return { problems, refuse };
}

/** What a schema cannot see: ids that repeat or are unknown, and ends without a place where distances are needed. */
function findFaults({ sources, sinks, arcs }: FiledProblem, index: number): Fault[] {
  const path = ['problems', index];
  const faults = [...repeated(sources, [...path, 'sources']), ...repeated(sinks, [...path, 'sinks'])];
  if (!arcs)
    return [...faults, ...withoutPlace(sources, [...path, 'sources']), ...withoutPlace(sinks, [...path, 'sinks'])];
  const known = { from: new Set(sources.map(({ id }) => id)), to: new Set(sinks.map(({ id }) => id)) };
  for (const [at, arc] of arcs.entries()) {
    if (!known.from.has(arc.from)) {
      faults.push({ path: [...path, 'arcs', at, 'from'], message: `there is no source "${arc.from}"` });
    }
    if (!known.to.has(arc.to)) {
      faults.push({ path: [...path, 'arcs', at, 'to'], message: `there is no sink "${arc.to}"` });
    }
  }
  return faults;
}

function repeated(items: readonly { readonly id: string }[], path: readonly PropertyKey[]): Fault[] {
  const seen = new Set<string>();
  return items.flatMap(({ id }, at) => {
    if (seen.has(id)) return [{ path: [...path, at, 'id'], message: `"${id}" is there before` }];
    seen.add(id);
    return [];
  });
}

function withoutPlace(ends: FiledProblem['sources'], path: readonly PropertyKey[]): Fault[] {
  return ends.flatMap(({ lat, lon }, at) =>
    lat === undefined || lon === undefined
      ? [
          {
            path: [...path, at],
            message: 'needs lat and lon, since the problem has no arcs and costs follow distances',
          },
        ]
      : [],
  );
}

/** An unknown field is told where it stands, not where the object around it begins. */
function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  if (issue.code !== 'unrecognized_keys') return [issue];
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'is no field of the format' }));
}

/** As one would write it: `problems[0].sinks[3].quantity`. */
function fieldOf(path: readonly PropertyKey[]): string {
  const parts = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`));
  return parts.join('').replace(/^\./, '') || 'the whole file';
}
