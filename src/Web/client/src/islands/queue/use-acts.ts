import { Refused } from '../../care/errors';
import type { Care } from '../../care/types';
import type { QueueRow, TakeReply } from '../../care/wire';
import { attempt } from '../../view/failures';
import { queueWords } from './queue-words';

export interface Acts {
  claim: (row: QueueRow) => Promise<void>;
  release: (row: QueueRow) => Promise<boolean>;
}

/** What needs no dialog: taking a row, and giving it back. Each is shown before the push says so. */
export function actsOf(care: Care, change: (row: QueueRow) => void, tell: (words: string) => void): Acts {
  const say = queueWords();
  return {
    claim: async (row) => {
      try {
        await care.hub.ask('Claim', row.item);
        change({ ...row, state: 'claimed', owner: care.person, uncovered: row.uncovered === 'owner-away' ? '' : row.uncovered, coveredBy: null });
        tell(say('said.claimed', { name: row.patientName }));
      } catch (error) {
        const by = error instanceof Refused && error.reason === 'AlreadyTaken' ? (error.reply as TakeReply).by : null;
        if (by === null) {
          await attempt(() => Promise.reject(error as Error), tell);
          return;
        }
        change({ ...row, state: 'claimed', owner: by });
        tell(say('said.taken', { owner: care.directory.nameOf(by) ?? say('someone') }));
      }
    },
    release: (row) =>
      attempt(async () => {
        await care.hub.ask('Release', row.item);
        change({ ...row, state: 'waiting', owner: null, uncovered: row.uncovered === 'owner-away' ? '' : row.uncovered, coveredBy: null });
        tell(say('said.released', { name: row.patientName }));
      }, tell),
  };
}
