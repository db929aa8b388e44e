import { useMemo } from 'preact/hooks';
import type { Care, Conversation } from '../care/types';
import type { AlertRow, Id } from '../care/wire';

/**
 * The crisis room of an alert: the one that is there, or the one that this device makes with the first words.
 * One conversation for the alert, whoever's room comes first. Null when the patient has no keys, so that there can be none.
 */
export function useRoom(care: Care, { alert, room }: Pick<AlertRow, 'alert' | 'room'>, patient: Id | null): Conversation | null {
  return useMemo(() => {
    if (patient !== null) return care.conversation({ roomFor: { alert, patient, room } });
    return room === null ? null : care.conversation({ circle: room });
  }, [care, alert, room, patient]);
}
