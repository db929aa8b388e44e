import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Care, Conversation } from '../../care/types';
import { useStore } from '../../care/use';
import type { QueueRow } from '../../care/wire';
import { Banner } from '../../view/banner';
import { Icon } from '../../view/icons';
import { readersLine } from '../../view/readers';
import { Talk } from '../../view/talk';
import { ActBar, ActKey, canTake, type RowActs } from './act-bar';
import { queueWords } from './queue-words';
import { RowClock, uncoveredWords } from './row';
import { isOpen } from './rows';

export interface PaneProps {
  care: Care;
  row: QueueRow;
  /** Where they can be written to; null when nowhere. */
  talk: Conversation | null;
  /** The row's own thread cannot be read here, and another one can begin. */
  onApart: (() => void) | null;
  now: number;
  field: RefObject<HTMLTextAreaElement | null>;
  heading: RefObject<HTMLHeadingElement | null>;
  tell: (words: string) => void;
  on: RowActs;
  onTemplates: () => void;
}

/** The thread of one row, and what can be done with the row. */
export function Pane(props: PaneProps) {
  const { care, row, talk, now } = props;
  const say = queueWords();
  const mine = row.owner === care.person;
  const owner = row.owner === null || mine ? null : (care.directory.nameOf(row.owner) ?? say('someone'));

  // A phone shows the pane in the place of the list: what reads it aloud must follow.
  useEffect(() => {
    if (location.hash === '#thread') props.heading.current?.focus({ preventScroll: true });
  }, [row.item]);

  return (
    <>
      <header class="stack-s">
        <div class="row row--apart">
          <h2 id="pt" ref={props.heading} tabIndex={-1}>
            {row.patientName}
          </h2>
          <span class="small">
            <RowClock row={row} now={now} />
          </span>
        </div>
        <p class="small muted">
          {row.team === null ? say('pane.noTeam') : say(row.circle === null ? 'pane.waitsFor' : 'pane.team', { team: care.directory.nameOf(row.team) ?? '' })}{' '}
          <a class="pane__link" href="#about">
            {say('pane.about.link')}
          </a>
        </p>
        <ActBar care={care} row={row} on={props.on} />
      </header>
      {row.level === 'crisis' ? (
        <Banner tone="crisis" title={say('pane.crisis')}>
          <p>
            <a href="/crisis">{say('pane.crisis.link')}</a>
          </p>
        </Banner>
      ) : null}
      {owner === null || !isOpen(row) || row.uncovered === 'owner-away' ? null : (
        <p class="next small">
          <Icon name="people" />
          <span>{say('pane.owned', { name: owner })}</span>
        </p>
      )}
      {row.uncovered === '' ? null : (
        <p class="next small">
          <Icon name="info" />
          <span>
            {uncoveredWords(care, row)}
            {canTake(care, row) ? null : ` ${say('pane.cover.join', { team: care.directory.nameOf(row.team ?? '') ?? '' })}`}
          </span>
        </p>
      )}
      {talk === null ? (
        <div class="next">
          <Icon name="info" />
          <p>{say(row.patientPerson === null ? 'pane.unreachable' : 'pane.noTeamOfMine', { name: row.patientName })}</p>
        </div>
      ) : (
        <Words {...props} talk={talk} />
      )}
    </>
  );
}

/** The conversation: the row's thread, or one that begins with the first words. */
function Words({ row, talk, field, tell, onApart, onTemplates }: PaneProps & { talk: Conversation }) {
  const say = queueWords();
  const state = useStore(talk.state);
  const firstName = row.patientName.split(' ')[0] ?? row.patientName;
  return (
    <>
      {state.circle === null && !state.loading ? <p class="small muted">{say('pane.begin', { name: row.patientName })}</p> : null}
      <Talk
        talk={talk}
        voice={{ to: 'staff' }}
        label={say('log', { name: row.patientName })}
        tell={tell}
        field={field}
        sentWords={say('said.sent', { name: row.patientName })}
        scroll
        connectionShown
        composer={{
          rows: 2,
          label: say(state.circle === null ? 'write' : 'reply', { name: firstName }),
          placeholder: say(state.circle === null ? 'write' : 'reply', { name: firstName }),
          shortcut: 'r',
          showKeys: true,
          note: readersLine(state.readers),
          children: (
            <div class="keys small">
              <ActKey words={say('templates')} letter="T" onPress={onTemplates} />
            </div>
          ),
        }}
      />
      {state.gone === null || onApart === null ? null : (
        <button type="button" class="btn" onClick={onApart}>
          {say('pane.apart', { name: row.patientName })}
        </button>
      )}
    </>
  );
}
