import { useMemo, useRef } from 'preact/hooks';
import type { Care, Conversation } from '../care/types';
import { useStore } from '../care/use';
import type { AlertRow, Id } from '../care/wire';

/**
 * The crisis room of an alert: the one that is there, or the one that this device makes with the first message.
 * Should somebody else's room come first, what was being written goes along. Null when the patient has no keys.
 */
export function useRoom(care: Care, alert: Pick<AlertRow, 'alert' | 'room'>, patient: Id | null): Conversation | null {
  const started = useMemo(
    () => (patient === null || alert.room !== null ? null : care.conversation({ roomFor: { alert: alert.alert, patient, room: null } })),
    // The room that this device began stays the one it writes in, also once the board knows its id.
    [care, alert.alert, patient],
  );
  const made = useStore(started?.state ?? nothing)?.circle ?? null;
  const known = useMemo(() => (alert.room === null ? null : care.conversation({ circle: alert.room })), [care, alert.room]);
  const carried = useRef(false);
  if (started === null || (alert.room !== null && made !== alert.room)) {
    if (started !== null && known !== null && !carried.current) {
      carried.current = true;
      if (started.draft.get() !== '' && known.draft.get() === '') known.keep(started.draft.get());
    }
    return known;
  }
  return started;
}

const nothing = { get: () => null, subscribe: () => () => undefined };
