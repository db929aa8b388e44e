import { useEffect, useRef } from 'preact/hooks';
import type { Care } from '../../care/types';
import type { AlertRow } from '../../care/wire';

/** Says for each alert that this person is paged for that their board shows it, once the board can be seen. */
export function useShown(care: Care, alerts: ReadonlyMap<string, AlertRow> | null): void {
  const said = useRef(new Set<string>());
  useEffect(() => {
    const say = async (alert: string, page: string): Promise<void> => {
      said.current.add(page);
      try {
        await care.hub.ask('AlertShown', alert);
      } catch {
        // Said again with the board's next look: nobody waits for it.
        said.current.delete(page);
      }
    };
    const look = (): void => {
      if (document.visibilityState !== 'visible') return;
      for (const { alert, pages } of alerts?.values() ?? []) {
        const mine = pages.find((page) => page.person === care.person && page.way === 'board' && page.state === 'waiting');
        const page = `${alert} ${mine?.at}`;
        if (mine !== undefined && !said.current.has(page)) void say(alert, page);
      }
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [care, alerts]);
}
