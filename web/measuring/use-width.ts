import { useLayoutEffect, useState } from 'preact/hooks';

/** What stands beside an element of the page: its panel's padding and the page's. */
const AROUND = 66;

/** How wide an element is drawn, in pixels; follows it when the window or the type changes. */
export function useWidth(atMostAtFirst: number) {
  const [shown, setShown] = useState<Element | null>(null);
  const [width, setWidth] = useState(() => Math.min(atMostAtFirst, document.documentElement.clientWidth - AROUND));
  useLayoutEffect(() => {
    if (!shown) return;
    setWidth(shown.clientWidth);
    const observer = new ResizeObserver(() => setWidth(shown.clientWidth));
    observer.observe(shown);
    return () => observer.disconnect();
  }, [shown]);
  return { setShown, width } as const;
}
