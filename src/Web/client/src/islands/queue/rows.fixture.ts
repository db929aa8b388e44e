import { danasTeam } from '../../../tests/stage/stage';
import type { QueueRow } from '../../care/wire';

/** Rows for the queue's tests, as they stand on a Tuesday at eleven. */
export const tuesday = new Date(2026, 10, 24, 11, 0).getTime();
export const minute = 60_000;

export const row = (patient: string, more: Partial<QueueRow> = {}): QueueRow => ({
  item: `item ${patient}`,
  circle: `circle ${patient}`,
  team: danasTeam.team,
  patient: `record ${patient}`,
  patientName: patient,
  confirmed: true,
  level: 'urgent',
  shared: true,
  reasons: [{ code: 'chose-now', at: tuesday - 18 * minute, detail: '' }],
  waitingSince: tuesday - 18 * minute,
  claimBy: tuesday + 12 * minute,
  dueBy: tuesday + 102 * minute,
  owner: null,
  state: 'waiting',
  packVersion: 'default-1',
  uncovered: '',
  coveredBy: null,
  elsewhere: null,
  patientPerson: `person ${patient}`,
  ...more,
});

export const theo = row('Theo Lindqvist');
export const rosa = row('Rosa Delgado', { level: 'today', claimBy: tuesday - 25 * minute, reasons: [{ code: 'chose-today', at: tuesday, detail: '' }] });
export const maya = row('Maya Torres', { owner: 'person Dana Okafor', state: 'claimed' });
export const hal = row('Hal Brennan', { level: 'routine', shared: false, claimBy: tuesday + 26 * 60 * minute, reasons: [{ code: 'nothing-shared', at: tuesday, detail: '' }] });
