import { useCallback, useEffect, useRef, useState } from 'preact/hooks';

/** How long a toast stays to be read, in milliseconds. */
export const toastLength = 6_000;

/** A sentence shown at the foot and said aloud. The same sentence twice is said twice. */
export function useToast(): [text: string, show: (text: string) => void] {
  const [toast, setToast] = useState({ text: '', turn: 0 });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const show = useCallback((text: string) => {
    clearTimeout(timer.current);
    setToast((before) => ({ text, turn: before.turn + 1 }));
    timer.current = setTimeout(() => setToast((before) => ({ text: '', turn: before.turn })), toastLength);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  // A zero-width mark makes a repeated sentence new text for a screen reader.
  return [toast.text === '' ? '' : toast.text + (toast.turn % 2 === 0 ? '\u200b' : ''), show];
}

/** Stands on the page from the start, so that what is put in later is noticed. */
export function Toast({ text }: { text: string }) {
  return (
    <div class="toast" role="status">
      {text}
    </div>
  );
}

/** Said aloud, not shown. `urgent` interrupts; only a crisis alert may. */
export function Spoken({ text, urgent = false }: { text: string; urgent?: boolean }) {
  return (
    <p class="vh" role={urgent ? 'alert' : 'status'}>
      {text}
    </p>
  );
}
