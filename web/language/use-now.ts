import { useEffect, useState } from 'preact/hooks';

const MINUTE_MS = 60_000;

/** The present, to the minute: what says "42 minutes" goes on counting. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}
