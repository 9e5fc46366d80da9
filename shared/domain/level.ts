/** How bad a move is. `normal` < `watch` (theo dõi) < `alert` (cảnh báo) < `crisis` (khẩn cấp). */
export const LEVELS = ['normal', 'watch', 'alert', 'crisis'] as const;
export type Level = (typeof LEVELS)[number];

export const DIRECTIONS = ['up', 'down'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const RUNGS = ['ceiling', 'trailing', 'drift', 'season', 'cover', 'alps', 'ifpa'] as const;
/** The step of the detection ladder on which a signal stands. `peers` gives store checks, never a signal. */
export type Rung = (typeof RUNGS)[number];

export function rankOf(level: Level): number {
  return LEVELS.indexOf(level);
}

export function worse(a: Level, b: Level): Level {
  return rankOf(a) >= rankOf(b) ? a : b;
}

export function milder(a: Level, b: Level): Level {
  return rankOf(a) <= rankOf(b) ? a : b;
}

export function atLeast(level: Level, floor: Level): boolean {
  return rankOf(level) >= rankOf(floor);
}
