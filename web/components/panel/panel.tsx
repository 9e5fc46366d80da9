import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './panel.css';

interface PanelProps {
  readonly title: string;
  /** What stands at the right of the title: of which day the figures are, how many there are, a link. */
  readonly aside?: ComponentChildren;
  readonly id?: string;
  readonly class?: string;
  readonly children: ComponentChildren;
}

/** One question of a page with its answer: a section with its own heading, which fails by itself. */
export function Panel({ title, aside, id, children, ...props }: PanelProps) {
  const heading = useId();
  return (
    <section class={`panel ${props.class ?? ''}`} id={id} aria-labelledby={heading}>
      <div class="panel-head">
        <h2 id={heading}>{title}</h2>
        {aside !== undefined && <div class="panel-aside note">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
