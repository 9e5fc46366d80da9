import type { ComponentChildren } from 'preact';

/** A name, or words that somebody said: Vietnamese whatever the page speaks, and read aloud as such. */
export function Name({ children }: { readonly children: ComponentChildren }) {
  return <span lang="vi">{children}</span>;
}
