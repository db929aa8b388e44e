import { useEffect, useState } from 'preact/hooks';

/** The time, told again every `every` milliseconds, for clocks that run on the page. */
export function useNow(every: number): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), every);
    return () => clearInterval(timer);
  }, [every]);
  return now;
}
