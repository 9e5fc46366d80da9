import type { Line } from './line.ts';
import { freightPerKm, type MatchSettings } from './match-settings.ts';

/** As many lines as an event's search proposes: what is kept of it must fit an item, and a person must read it. */
export const MOST_LINES = 500;

/** The lines of the biggest loads, by whole trips, so that no trip is shown as less than it is worth driving for. */
export function linesWithin(most: number, lines: readonly Line[], settings: MatchSettings): ReadonlySet<Line> {
  const loadOf = (line: Line) => line.quantity * freightPerKm(line.giverOf(line.from).product, settings);
  const trips = [...Map.groupBy(lines, ({ trip }) => trip)]
    .map(([trip, carried]) => ({ trip, carried, load: carried.reduce((sum, line) => sum + loadOf(line), 0) }))
    .sort((a, b) => b.load - a.load || (a.trip < b.trip ? -1 : 1));
  const shown = new Set<Line>();
  for (const { carried } of trips) {
    if (shown.size + carried.length > most && shown.size > 0) break;
    for (const line of carried.toSorted(biggestFirst).slice(0, most)) shown.add(line);
  }
  return shown;
}

export function biggestFirst(a: Line, b: Line): number {
  return b.quantity - a.quantity || a.unitCost - b.unitCost || (a.from + a.to < b.from + b.to ? -1 : 1);
}
