/** A pattern repeats after so many pixels. */
const STEP = 5;

/** Dots for watch, hatches for alert; crisis is solid: a level is seen without its colour. */
export function TilePatterns({ id }: { readonly id: string }) {
  return (
    <defs>
      {(['u', 'd'] as const).map((side) => (
        <pattern key={side} id={`${id}-${side}1`} width={STEP} height={STEP} patternUnits="userSpaceOnUse">
          <circle class={`tile-dot tile-dot-${side}`} cx={STEP / 2} cy={STEP / 2} r={0.75} />
        </pattern>
      ))}
      {(['u', 'd'] as const).map((side) => (
        <pattern
          key={side}
          id={`${id}-${side}2`}
          width={STEP}
          height={STEP}
          patternUnits="userSpaceOnUse"
          patternTransform={`rotate(${side === 'u' ? -45 : 45})`}
        >
          <line class={`tile-hatch tile-hatch-${side}`} x1={0} x2={STEP} y1={STEP / 2} y2={STEP / 2} stroke-width={1} />
        </pattern>
      ))}
    </defs>
  );
}
