import type { ComponentChildren } from 'preact';
import type { Directory } from '../../care/types';
import type { Id, QueueRow, Reason } from '../../care/wire';
import { Clock } from '../../view/clock';
import { Level } from '../../view/level';
import { Owner } from '../../view/owner';
import { dayAndTime, span } from '../../view/times';
import type { PatientInQueue } from './patients';
import { queueWords } from './queue-words';
import { clockOf, dueOf, isOpen, isUncovered } from './rows';

/** From here on a day and time says more than hours do. Milliseconds. */
const far = 12 * 3_600_000;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Why a rule put a row where it stands, in words. */
export function whyWords(reason: Reason): string {
  const say = queueWords();
  const level = `level.${reason.detail}`;
  const reroute = `reason.${reason.detail}`;
  const key = `why.${reason.code}`;
  if (!say.has(key)) return say('why.other', { code: reason.code });
  return say(key, { level: say.has(level) ? say(level) : reason.detail, reason: say.has(reroute) ? say(reroute) : reason.detail });
}

/** The row's clock: a ring and its time in words. */
export function RowClock({ row, now }: { row: QueueRow; now: number }) {
  const say = queueWords();
  if (!isOpen(row)) return <span class="clock">{say('clock.answered')}</span>;
  const { left, tone } = clockOf(row, now);
  const away = dueOf(row) - now;
  const words =
    tone === 'over'
      ? say('clock.over', { span: span(-away) })
      : away > far
        ? say('clock.at', { when: capital(dayAndTime(dueOf(row), now)) })
        : say(isUncovered(row) ? 'clock.claim' : 'clock.answer', { span: span(away) });
  return (
    <Clock left={left} tone={tone}>
      {words}
    </Clock>
  );
}

export interface RowProps {
  patient: PatientInQueue;
  /** The open item. */
  open: string | null;
  now: number;
  me: Id;
  directory: Directory;
  onOpen: (item: string) => void;
}

/** One waiting patient: how urgent, why first, whose, and until when; below it what else of theirs waits. */
export function Row({ patient, open, now, me, directory, onOpen }: RowProps) {
  const say = queueWords();
  const { lead: row, others, elsewhere } = patient;
  const [first] = row.reasons;
  const name = row.owner === null ? null : (directory.nameOf(row.owner) ?? say('someone'));
  const isHere = open === row.item;
  return (
    <li class={isHere || others.some((each) => each.item === open) ? 'qrow qrow--open' : 'qrow'}>
      <div class="row row--apart">
        <Level level={row.shared ? row.level : 'unknown'} />
        <RowClock row={row} now={now} />
      </div>
      <h2 class="why">
        <RowLink row={row} open={isHere} onOpen={onOpen}>
          {first === undefined ? say('why.waiting') : whyWords(first)}
        </RowLink>
      </h2>
      <div class="row row--apart">
        <span>{row.patientName}</span>
        <Owner name={name} you={row.owner === me} />
      </div>
      {row.uncovered === '' ? null : <p class="muted">{shortUncovered(directory, row, me)}</p>}
      {others.length === 0 && elsewhere.length === 0 ? null : (
        <ul role="list" class="qrow__also">
          {others.map((other) => (
            <li key={other.item} class="row row--apart">
              <RowLink row={other} open={open === other.item} onOpen={onOpen}>
                {say(isOpen(other) ? 'also' : 'also.answered', { team: teamName(directory, other), level: other.shared ? say(`level.${other.level}`) : say('level.unknown') })}
              </RowLink>
              <RowClock row={other} now={now} />
            </li>
          ))}
          {elsewhere.map((team) => (
            <li key={team} class="muted">
              {say('elsewhere', { team: directory.nameOf(team) ?? say('elsewhere.team') })}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function RowLink({ row, open, onOpen, children }: { row: QueueRow; open: boolean; onOpen: (item: string) => void; children: ComponentChildren }) {
  return (
    <a
      href="#thread"
      data-item={row.item}
      aria-current={open ? 'true' : undefined}
      onClick={(event) => {
        event.preventDefault();
        onOpen(row.item);
      }}
    >
      {children}
    </a>
  );
}

const teamName = (directory: Directory, row: QueueRow): string => (row.team === null ? null : directory.nameOf(row.team)) ?? queueWords()('elsewhere.team');

/** In a few words, for the row: why nobody may be looking after it. */
function shortUncovered(directory: Directory, row: QueueRow, me: Id): string {
  const say = queueWords();
  if (row.uncovered === 'no-team') return say('row.no-team');
  if (row.coveredBy === me) return say('row.cover.you', { name: (row.owner === null ? null : directory.nameOf(row.owner)) ?? say('someone') });
  return row.coveredBy === null ? say('row.away') : say('row.cover', { name: directory.nameOf(row.coveredBy) ?? say('someone') });
}

/** Why nobody may be looking after a row, in words. */
export function uncoveredWords({ directory }: { readonly directory: Directory }, row: QueueRow): string {
  const say = queueWords();
  const name = (id: Id | null): string => (id === null ? null : directory.nameOf(id)) ?? say('someone');
  if (row.uncovered === 'no-team') return row.team === null ? say('pane.uncovered.no-team.none') : say('pane.uncovered.no-team', { team: name(row.team) });
  return row.coveredBy === null ? say('pane.uncovered.owner-away', { owner: name(row.owner) }) : say('pane.uncovered.covered', { owner: name(row.owner), cover: name(row.coveredBy) });
}
