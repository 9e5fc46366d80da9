import { useEffect, useRef, useState } from 'preact/hooks';

/** How wide an element is drawn, in pixels; follows it when the window or the type changes. */
export function useWidth<Shown extends Element>(atFirst: number) {
  const shown = useRef<Shown>(null);
  const [width, setWidth] = useState(atFirst);
  useEffect(() => {
    if (!shown.current) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(Math.floor(entry.contentRect.width)));
    observer.observe(shown.current);
    return () => observer.disconnect();
  }, []);
  return { shown, width } as const;
}
