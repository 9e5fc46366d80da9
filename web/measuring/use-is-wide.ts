import { useEffect, useState } from 'preact/hooks';

/** From here on a page has two columns, as in its styles. */
const WIDE = matchMedia('(min-width: 900px)');

/** True where a page has two columns; follows the window. */
export function useIsWide(): boolean {
  const [isWide, setIsWide] = useState(WIDE.matches);
  useEffect(() => {
    const follow = () => setIsWide(WIDE.matches);
    WIDE.addEventListener('change', follow);
    return () => WIDE.removeEventListener('change', follow);
  }, []);
  return isWide;
}
