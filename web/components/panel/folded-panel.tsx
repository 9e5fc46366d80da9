import type { ComponentChildren } from 'preact';
import { useIsWide } from '#web/measuring/use-is-wide.ts';
import { Panel } from './panel.tsx';

interface FoldedPanelProps {
  readonly title: string;
  readonly aside?: ComponentChildren;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** A panel that is read later: on a phone its title alone, until it is pressed. */
export function FoldedPanel({ title, aside, children, ...props }: FoldedPanelProps) {
  const isWide = useIsWide();
  if (isWide) {
    return (
      <Panel title={title} aside={aside} {...props}>
        {children}
      </Panel>
    );
  }
  return (
    <details class={`panel panel-folded ${props.class ?? ''}`}>
      <summary>
        <h2>{title}</h2>
      </summary>
      {aside !== undefined && <div class="note">{aside}</div>}
      {children}
    </details>
  );
}
