/** How bad a move is. `normal` < `watch` (theo dõi) < `alert` (cảnh báo) < `crisis` (khẩn cấp). */
export const LEVELS = ['normal', 'watch', 'alert', 'crisis'] as const;
export type Level = (typeof LEVELS)[number];

export const DIRECTIONS = ['up', 'down'] as const;
export type Direction = (typeof DIRECTIONS)[number];

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
