import { useEffect, useState } from 'preact/hooks';

/** True once something has been so for a while: what passes at once moves nothing under the reader's finger. */
export function useLasting(isSo: boolean, ms: number): boolean {
  const [lasts, setLasts] = useState(false);
  useEffect(() => {
    if (!isSo) return setLasts(false);
    const timer = setTimeout(() => setLasts(true), ms);
    return () => clearTimeout(timer);
  }, [isSo]);
  return isSo && lasts;
}
