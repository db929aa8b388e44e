import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

/**
 * A modal question. The browser keeps the focus inside and gives it back to where it was;
 * Escape and the browser's own close call `onClose`.
 */
export function Dialog(props: { title: string; onClose: () => void; children?: ComponentChildren }) {
  const id = useId();
  const box = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const dialog = box.current;
    const before = document.activeElement;
    if (dialog !== null && !dialog.open) dialog.showModal();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
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
