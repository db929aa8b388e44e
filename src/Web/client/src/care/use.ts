import { useEffect, useState } from 'preact/hooks';
import type { Readable } from './store';

/** A store's value in a component, drawn again at each change. */
export function useStore<T>(store: Readable<T>): T {
  const [value, set] = useState(() => store.get());
  useEffect(() => {
    set(() => store.get());
    return store.subscribe(() => set(() => store.get()));
  }, [store]);
  return value;
}
