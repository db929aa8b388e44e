import { useEffect, useRef, useState } from 'preact/hooks';

/** The pause between two calls, in milliseconds. */
export const again = 4_000;

/** Two rising pairs, in Hz; each tone lasts 0.18 s. Made here, so that no file has to arrive before an alert can be heard. */
const tones = [660, 880, 660, 880];

const remembered = 'board-sound';

export interface Sound {
  on: boolean;
  turn: (on: boolean) => void;
  /** The browser lets nothing be heard before a click. */
  blocked: boolean;
  unblock: () => void;
}

/** Calls while `calling`, unless it is turned off; which is remembered on this device. */
export function useSound(calling: boolean): Sound {
  const [on, setOn] = useState(() => localStorage.getItem(remembered) !== 'off');
  const [state, setState] = useState<AudioContextState>('suspended');
  const audio = useRef<AudioContext | null>(null);

  useEffect(() => {
    if (typeof AudioContext === 'undefined') return;
    const context = new AudioContext();
    audio.current = context;
    const told = (): void => setState(context.state);
    context.addEventListener('statechange', told);
    told();
    // Any act on the page is the click that the browser waits for.
    const wake = (): void => void context.resume();
    addEventListener('pointerdown', wake);
    addEventListener('keydown', wake);
    return () => {
      removeEventListener('pointerdown', wake);
      removeEventListener('keydown', wake);
      void context.close();
    };
  }, []);

  useEffect(() => {
    const context = audio.current;
    if (!calling || !on || context === null || state !== 'running') return;
    call(context);
    const timer = setInterval(() => call(context), again);
    return () => clearInterval(timer);
  }, [calling, on, state]);

  return {
    on,
    turn: (next) => {
      localStorage.setItem(remembered, next ? 'on' : 'off');
      setOn(next);
    },
    blocked: on && audio.current !== null && state !== 'running',
    unblock: () => void audio.current?.resume(),
  };
}

function call(context: AudioContext): void {
  tones.forEach((frequency, place) => {
    const start = context.currentTime + place * 0.22;
    const tone = context.createOscillator();
    const loudness = context.createGain();
    tone.frequency.value = frequency;
    // Fades in and out within a hundredth of a second, so that it does not crack.
    loudness.gain.setValueAtTime(0, start);
    loudness.gain.linearRampToValueAtTime(0.3, start + 0.01);
    loudness.gain.setValueAtTime(0.3, start + 0.17);
    loudness.gain.linearRampToValueAtTime(0, start + 0.18);
    tone.connect(loudness).connect(context.destination);
    tone.start(start);
    tone.stop(start + 0.19);
  });
}
