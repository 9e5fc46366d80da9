import type { ComponentChildren } from 'preact';
import './button.css';

interface ButtonProps {
  readonly children: ComponentChildren;
  /** `first` is what one came for; at most one on a card. */
  readonly kind?: 'first' | 'second' | 'plain';
  readonly type?: 'button' | 'submit';
  readonly isBusy?: boolean;
  readonly onClick?: () => void;
  readonly label?: string;
  /** Of a choice that can be made by it: whether it is made. */
  readonly isPressed?: boolean;
  readonly class?: string;
}

/** Something that can be pressed and does something. */
export function Button({ kind = 'second', type = 'button', isBusy = false, label, isPressed, ...props }: ButtonProps) {
  return (
    <button
      type={type}
      class={`button button-${kind} ${props.class ?? ''}`}
      aria-disabled={isBusy}
      aria-busy={isBusy}
      aria-label={label}
      aria-pressed={isPressed}
      onClick={(event) => {
        // Pressed twice while it runs, it does nothing; disabled it would lose the focus.
        if (isBusy) event.preventDefault();
        else props.onClick?.();
      }}
    >
      {props.children}
    </button>
  );
}

interface ButtonLinkProps extends Pick<ButtonProps, 'children' | 'kind' | 'class'> {
  readonly href: string;
  /** The name of the file that it leads to. */
  readonly download?: string;
}

/** Something that can be pressed and leads somewhere. */
export function ButtonLink({ kind = 'second', href, children, ...props }: ButtonLinkProps) {
  return (
    <a class={`button button-${kind} ${props.class ?? ''}`} href={href} download={props.download}>
      {children}
    </a>
  );
}
