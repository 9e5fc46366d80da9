import './unit-bar.css';

interface UnitBarProps {
  readonly label: string;
  /** From 0 to 1. */
  readonly share: number;
  /** The same in words: the bar is for the eye alone. */
  readonly text: string;
  readonly isQuiet?: boolean;
}

/** A share of a whole, as a bar with its numbers beside it. */
export function UnitBar({ label, share, text, isQuiet = false }: UnitBarProps) {
  const width = `${100 * Math.min(1, Math.max(0, share))}%`;
  return (
    <div class="unit-bar">
      <span class="note">{label}</span>
      <span class={`unit-bar-whole ${isQuiet ? 'unit-bar-quiet' : ''}`} aria-hidden="true">
        <span style={{ width }} />
      </span>
      <span class="unit-bar-text">{text}</span>
    </div>
  );
}
