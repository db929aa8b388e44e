import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

/**
 * A modal question. The browser keeps the focus inside; it goes back to where it was, or to `returnTo`.
 *
 * Escape and the browser's own close call `onClose`.
 */
export function Dialog(props: { title: string; onClose: () => void; returnTo?: RefObject<HTMLElement | null>; children?: ComponentChildren }) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const dialog = box.current;
    const before = document.activeElement;
    if (dialog !== null && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      const back = props.returnTo?.current ?? before;
      if (back instanceof HTMLElement && back.isConnected) back.focus();
    };
  }, []);

  return (
    <dialog
      ref={box}
      class="stack"
      aria-labelledby={id}
      onCancel={(event: Event) => {
        event.preventDefault();
        props.onClose();
      }}
    >
      <h2 id={id} class="big">
        {props.title}
      </h2>
      {props.children}
    </dialog>
  );
}
