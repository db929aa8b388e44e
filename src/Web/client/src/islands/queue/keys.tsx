import { useEffect, useRef, useState } from 'preact/hooks';
import { Dialog } from '../../view/dialog';
import { view } from '../../view/view-words';
import { queueWords } from './queue-words';

export type Act = 'next' | 'previous' | 'claim' | 'reply' | 'reroute' | 'hand' | 'lower' | 'templates' | 'close' | 'sheet';

const acts: Readonly<Record<string, Act>> = { j: 'next', k: 'previous', c: 'claim', r: 'reply', e: 'reroute', h: 'hand', l: 'lower', t: 'templates', x: 'close', '?': 'sheet' };

const remembered = 'queue-keys';

/** Whether single keys act, as this browser remembers it (WCAG 2.1.4: they can be turned off). */
export function useKeysOn(): [on: boolean, set: (on: boolean) => void] {
  const [on, setOn] = useState(() => localStorage.getItem(remembered) !== 'off');
  return [
    on,
    (next) => {
      localStorage.setItem(remembered, next ? 'on' : 'off');
      setOn(next);
    },
  ];
}

/** Single keys act when nobody is typing, no dialog is open, and no other key is held. `?` always opens the sheet. */
export function useKeys(on: boolean, act: (act: Act) => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const found = acts[event.key.toLowerCase()];
      if (found === undefined || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!on && found !== 'sheet') return;
      const target = event.target;
      if (target instanceof Element && target.closest('input:not([type="radio"], [type="checkbox"]), textarea, select, [contenteditable], dialog') !== null) return;
      event.preventDefault();
      latest.current(found);
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [on]);
}

const sheet = [
  ['J', 'keys.next'],
  ['K', 'keys.previous'],
  ['Enter', 'keys.open'],
  ['C', 'keys.claim'],
  ['R', 'keys.reply'],
  ['E', 'keys.reroute'],
  ['H', 'keys.hand'],
  ['L', 'keys.lower'],
  ['T', 'keys.templates'],
  ['X', 'keys.close'],
  ['Ctrl Enter', 'keys.send'],
  ['?', 'keys.sheet'],
] as const;

export function KeySheet({ on, onTurn, onClose }: { on: boolean; onTurn: (on: boolean) => void; onClose: () => void }) {
  const say = queueWords();
  return (
    <Dialog title={say('keys.title')} onClose={onClose}>
      <dl class="dl dl--side">
        {sheet.map(([key, words]) => [
          <dt key={`${key}t`}>
            <kbd>{key}</kbd>
          </dt>,
          <dd key={`${key}d`}>{say(words)}</dd>,
        ])}
      </dl>
      <label class="choice">
        <input type="checkbox" checked={on} onChange={(event) => onTurn(event.currentTarget.checked)} />
        <span>
          <strong>{say('keys.use')}</strong>
          <span class="hint">{say('keys.use.hint')}</span>
        </span>
      </label>
      <button type="button" class="btn btn--main" onClick={onClose}>
        {view()('close')}
      </button>
    </Dialog>
  );
}
