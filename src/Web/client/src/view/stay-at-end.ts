import { useLayoutEffect, useRef } from 'preact/hooks';

/** How far below the window the composer may lie and still count as being looked at, in CSS pixels. */
const near = 480;

/**
 * Keeps the newest message and the composer in the window: once when the log is there, and whenever a line comes
 * while the person is at the end. Somebody reading further up is left where they are.
 */
export function useStayAtEnd(loading: boolean, lines: number): void {
  const begun = useRef(false);
  useLayoutEffect(() => {
    if (loading || lines === 0) return;
    const end = document.querySelector('.composer');
    if (end === null) return;
    const below = end.getBoundingClientRect().bottom - window.innerHeight;
    if (below > 0 && (!begun.current || below < near)) end.scrollIntoView({ block: 'end' });
    begun.current = true;
  }, [loading, lines]);
}
