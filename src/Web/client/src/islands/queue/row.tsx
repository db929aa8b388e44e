import type { Directory } from '../../care/types';
import type { Id, QueueRow, Reason } from '../../care/wire';
import { Clock } from '../../view/clock';
import { Level } from '../../view/level';
import { Owner } from '../../view/owner';
import { dayAndTime, span } from '../../view/times';
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
  row: QueueRow;
  open: boolean;
  now: number;
  me: Id;
  directory: Directory;
  onOpen: (item: string) => void;
}

/** One waiting patient: how urgent, why first, whose, and until when. */
export function Row({ row, open, now, me, directory, onOpen }: RowProps) {
  const say = queueWords();
  const [first] = row.reasons;
  const name = row.owner === null ? null : (directory.nameOf(row.owner) ?? say('someone'));
  return (
    <li class={open ? 'qrow qrow--open' : 'qrow'}>
      <div class="row row--apart">
        <Level level={row.shared ? row.level : 'unknown'} />
        <RowClock row={row} now={now} />
      </div>
      <h2 class="why">
        <a
          href="#thread"
          data-item={row.item}
          aria-current={open ? 'true' : undefined}
          onClick={(event) => {
            event.preventDefault();
            onOpen(row.item);
          }}
        >
          {first === undefined ? say('why.waiting') : whyWords(first)}
        </a>
      </h2>
      <div class="row row--apart">
        <span>{row.patientName}</span>
        <Owner name={name} you={row.owner === me} />
      </div>
    </li>
  );
}

/** Why nobody may be looking after a row, in words. */
export function uncoveredWords({ directory }: { readonly directory: Directory }, row: QueueRow): string {
  const say = queueWords();
  const name = (id: Id | null): string => (id === null ? null : directory.nameOf(id)) ?? say('someone');
  if (row.uncovered === 'no-team') return row.team === null ? say('pane.uncovered.no-team.none') : say('pane.uncovered.no-team', { team: name(row.team) });
  return row.coveredBy === null ? say('pane.uncovered.owner-away', { owner: name(row.owner) }) : say('pane.uncovered.covered', { owner: name(row.owner), cover: name(row.coveredBy) });
}
