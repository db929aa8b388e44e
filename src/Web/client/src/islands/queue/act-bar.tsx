import type { Care } from '../../care/types';
import type { QueueRow } from '../../care/wire';
import { lowerThan } from './lower';
import { queueWords } from './queue-words';
import { isOpen, isUncovered } from './rows';

/** What can be done with an open row, each by a key too. */
export interface RowActs {
  claim: () => void;
  release: () => void;
  reroute: () => void;
  hand: () => void;
  lower: () => void;
  raise: () => void;
  close: () => void;
}

/** Whether this person may take the row: it is their team's, or no team sees it. Who only covers joins the team first. */
export const canTake = (care: Care, row: QueueRow): boolean =>
  row.team === null || row.uncovered === 'no-team' || (care.directory.team(row.team)?.mine ?? null) !== null;

export function ActBar({ care, row, on }: { care: Care; row: QueueRow; on: RowActs }) {
  const say = queueWords();
  const open = isOpen(row);
  const mine = row.owner === care.person;
  const free = isUncovered(row) && !mine;
  return (
    <div class="keys small" role="group" aria-label={say('actions')}>
      {open && free && canTake(care, row) ? <ActKey words={say('act.claim')} letter="C" onPress={on.claim} /> : null}
      {open && mine ? <ActKey words={say('act.release')} onPress={on.release} /> : null}
      {open ? <ActKey words={say('act.hand')} letter="H" onPress={on.hand} /> : null}
      {open ? <ActKey words={say('act.reroute')} letter="E" onPress={on.reroute} /> : null}
      {open && (mine || free) && lowerThan(row.level).length > 0 ? <ActKey words={say('act.lower')} letter="L" onPress={on.lower} /> : null}
      <ActKey words={say('act.raise')} onPress={on.raise} />
      <ActKey words={say('act.close')} letter="X" onPress={on.close} />
    </div>
  );
}

export function ActKey({ words, letter, onPress }: { words: string; letter?: string; onPress: () => void }) {
  return (
    <button type="button" class="btn btn--bar" onClick={onPress} aria-keyshortcuts={letter?.toLowerCase()}>
      {words}
      {letter === undefined ? null : <kbd aria-hidden="true">{letter}</kbd>}
    </button>
  );
}
