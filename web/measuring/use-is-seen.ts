import { useEffect, useState } from 'preact/hooks';

/** Whether an element has come near enough to be looked at; once true it stays so. */
export function useIsSeen(): readonly [boolean, (element: Element | null) => void] {
  const [isSeen, setIsSeen] = useState(false);
  const [element, setElement] = useState<Element | null>(null);
  useEffect(() => {
    if (!element || isSeen) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) setIsSeen(true);
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [element, isSeen]);
  return [isSeen, setElement];
}
