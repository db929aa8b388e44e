import type { RefObject } from 'preact';
import type { Care, Conversation } from '../../care/types';
import type { QueueRow } from '../../care/wire';
import { CloseItem } from './close-item';
import { HandOver } from './hand-over';
import { KeySheet } from './keys';
import { Lower } from './lower';
import { queueWords } from './queue-words';
import { Raise } from './raise';
import { Reroute } from './reroute';
import { Templates, under } from './templates';

export type AboutRow = 'reroute' | 'close' | 'lower' | 'raise' | 'hand' | 'templates';

/** Which question is open, and about which row. */
export type Question = { dialog: AboutRow; item: string } | { dialog: 'sheet' };

export interface DialogsProps {
  care: Care;
  question: Question | null;
  /** The open row. */
  row: QueueRow | null;
  talk: Conversation | null;
  keysOn: boolean;
  onKeys: (on: boolean) => void;
  tell: (words: string) => void;
  change: (row: QueueRow) => void;
  /** Asks for all rows again. */
  look: () => void;
  /** Where the message is written. */
  field: RefObject<HTMLTextAreaElement | null>;
  onClose: () => void;
}

/** The questions that the queue asks before it does something with a row. Each change shows before the push says so. */
export function Dialogs({ care, question, row, talk, keysOn, onKeys, tell, change, look, field, onClose }: DialogsProps) {
  const say = queueWords();
  if (question === null) return null;
  if (question.dialog === 'sheet') return <KeySheet on={keysOn} onTurn={onKeys} onClose={onClose} />;
  if (row?.item !== question.item) return null;
  const name = row.patientName;
  switch (question.dialog) {
    case 'reroute':
      return (
        <Reroute
          care={care}
          row={row}
          talk={row.circle === null ? null : talk}
          onClose={onClose}
          onDone={(team) => {
            tell(say('said.rerouted', { name, team: team.name }));
            change({ ...row, team: team.team, owner: null, state: 'waiting', uncovered: '', coveredBy: null });
          }}
        />
      );
    case 'close':
      return (
        <CloseItem
          care={care}
          row={row}
          onClose={onClose}
          onDone={() => {
            tell(say('said.closed', { name }));
            change({ ...row, state: 'closed' });
          }}
        />
      );
    case 'lower':
      return (
        <Lower
          care={care}
          row={row}
          onClose={onClose}
          onDone={(level) => {
            tell(say('said.lowered', { name, level: say(`level.${level}`) }));
            // Its clocks and reasons are the hub's to say.
            look();
          }}
        />
      );
    case 'raise':
      return <Raise care={care} row={row} onClose={onClose} onDone={() => tell(say('said.raised', { name }))} />;
    case 'hand':
      return (
        <HandOver
          care={care}
          row={row}
          onClose={onClose}
          onDone={(person) => {
            tell(person === care.person ? say('said.claimed', { name }) : say('said.handed', { name, who: care.directory.nameOf(person) ?? say('someone') }));
            change({ ...row, owner: person, state: 'claimed', uncovered: row.uncovered === 'no-team' ? 'no-team' : '', coveredBy: null });
          }}
        />
      );
    case 'templates':
      return talk === null ? null : (
        <Templates
          care={care}
          firstName={name.split(' ')[0] ?? name}
          field={field}
          onClose={onClose}
          onChoose={(text) => {
            talk.keep(under(talk.draft.get(), text));
            tell(say('templates.put'));
            onClose();
          }}
        />
      );
  }
}
