import type { Direction, Level } from '#domain/level.ts';
import { Chevrons } from '#web/components/chevron/chevrons.tsx';
import { useWords } from '#web/language/language.tsx';
import './level-tag.css';
import { LEVEL_WORDS } from './words.ts';

const STEPS = { watch: 1, alert: 2, crisis: 3 } as const;

interface LevelTagProps {
  readonly level: Level | 'no-data';
  readonly direction?: Direction;
  /** Prices over a ceiling of the state. */
  readonly isOverCeiling?: boolean;
}

/** How bad it is, as a word with its mark: text first, shape second, colour third. */
export function LevelTag({ level, direction = 'up', isOverCeiling = false }: LevelTagProps) {
  const words = useWords(LEVEL_WORDS);
  if (level === 'no-data' || level === 'normal') {
    return <span class={`level-tag level-${level}`}>{words.levels[level]}</span>;
  }
  const step = STEPS[level];
  const word = isOverCeiling ? words.overCeiling : words.levels[level];
  return (
    <span class={`level-tag level-${direction === 'up' ? 'u' : 'd'}${step}`}>
      <Chevrons count={step} direction={direction} />
      {direction === 'down' && !isOverCeiling ? words.falling(word) : word}
    </span>
  );
}
