import type { Id, QueueRow } from '../../care/wire';
import { type Filter, passes } from './rows';

/** One patient in the queue: what stands first, what else of theirs waits for this person, and for which teams something waits elsewhere. */
export interface PatientInQueue {
  readonly patient: string;
  readonly lead: QueueRow;
  readonly others: readonly QueueRow[];
  /** Teams of others that the patient waits for; nothing else is known of it. */
  readonly elsewhere: readonly Id[];
}

/** Rows in their order as one row a patient, at the place of the patient's first. Each row keeps its own claim. */
export function byPatient(ordered: readonly QueueRow[]): PatientInQueue[] {
  const rows = new Map<string, QueueRow[]>();
  for (const row of ordered) rows.set(row.patient, [...(rows.get(row.patient) ?? []), row]);
  return [...rows].map(([patient, all]) => {
    const [lead, ...others] = all as [QueueRow, ...QueueRow[]];
    const here = new Set(all.map((row) => row.team));
    return { patient, lead, others, elsewhere: [...new Set(all.flatMap((row) => row.elsewhere ?? []))].filter((team) => !here.has(team)) };
  });
}

/** Whether something of the patient's belongs in this view of the queue. */
export const passesAny = ({ lead, others }: PatientInQueue, filter: Filter, me: Id, now: number): boolean =>
  [lead, ...others].some((row) => passes(row, filter, me, now));
