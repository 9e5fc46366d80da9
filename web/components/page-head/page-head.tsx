import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Unbroken } from '#web/components/unbroken/unbroken.tsx';
import { useTitle } from '#web/routing/use-title.ts';
import './page-head.css';

interface PageHeadProps {
  readonly title: string;
  /** Beside the title: the day, the place. */
  readonly aside?: ComponentChildren;
  /** Where one came from. */
  readonly back?: { readonly href: string; readonly name: string };
  /** Between the way back and the title: how bad it is, who is on it. */
  readonly above?: ComponentChildren;
  /** Under the title: what the page says in a sentence or two. */
  readonly children?: ComponentChildren;
}

let isFirstPage = true;

/** The one h1 of a page. After going to a page the focus stands there, so that who listens hears where they are. */
export function PageHead({ title, aside, back, above, children }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useTitle(title);
  useEffect(() => {
    if (!isFirstPage) heading.current?.focus({ preventScroll: true });
    isFirstPage = false;
  }, []);
  return (
    <div class="page-head">
      {back && (
        <a class="page-back" href={back.href}>
          ‹ {back.name}
        </a>
      )}
      {above}
      <div class="page-title">
        <h1 ref={heading} tabIndex={-1}>
          <Unbroken text={title} />
        </h1>
        {aside !== undefined && <p class="page-aside">{aside}</p>}
      </div>
      {children}
    </div>
  );
}
