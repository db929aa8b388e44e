import { useEffect, useState } from 'preact/hooks';
import { Refused, SignedOut, Unreachable } from '../../care/errors';
import type { Care } from '../../care/types';
import { useStore } from '../../care/use';
import type { PatientContacts, PatientResults } from '../../care/wire';

/** What the clinic's record holds of an alert's patient: undefined while it is asked for, null when it is not to be had. */
export interface Facts {
  readonly contacts: PatientContacts | null | undefined;
  readonly results: PatientResults | null | undefined;
}

/** Asks once, and again with the next connection when there was none. */
export function useFacts(care: Care, record: string): Facts {
  return { contacts: useAnswer(care, record, care.api.contacts), results: useAnswer(care, record, care.api.results) };
}

function useAnswer<T>(care: Care, record: string, ask: (record: string) => Promise<T>): T | null | undefined {
  const [answer, setAnswer] = useState<T | null | undefined>(undefined);
  const connection = useStore(care.hub.connection);
  useEffect(() => {
    if (answer !== undefined) return;
    let over = false;
    ask(record).then(
      (found) => {
        if (!over) setAnswer(found);
      },
      (error: unknown) => {
        if (error instanceof Refused && !over) setAnswer(null);
        else if (!(error instanceof Refused || error instanceof Unreachable || error instanceof SignedOut)) throw error;
      },
    );
    return () => {
      over = true;
    };
  }, [record, ask, connection, answer]);
  return answer;
}
