import { useEffect, useState } from 'preact/hooks';
import type { Care } from '../../care/types';
import type { DrillRow } from '../../care/wire';
import { Ask } from '../../view/ask';
import { attempt } from '../../view/failures';
import { dayAndTime, span } from '../../view/times';
import { boardWords } from './board-words';

/** Asks before it pages everybody, then starts a drill. */
export function StartDrill({ care, onDone, onClose }: { care: Care; onDone: () => void; onClose: () => void }) {
  const say = boardWords();
  return (
    <Ask
      title={say('drill.start.title')}
      act={say('drill.start')}
      missing=""
      onClose={onClose}
      onAct={async () => {
        await care.hub.ask('StartDrill', crypto.randomUUID());
        onDone();
      }}
    >
      <p>{say('drill.start.about')}</p>
    </Ask>
  );
}

/** Drills that are over, read when the list is opened. */
export function PastDrills({ care, now }: { care: Care; now: number }) {
  const say = boardWords();
  const [open, setOpen] = useState(false);
  const [drills, setDrills] = useState<readonly DrillRow[] | null>(null);
  const [trouble, setTrouble] = useState('');
  useEffect(() => {
    if (open) void attempt(async () => setDrills((await care.hub.ask('Drills')).drills), setTrouble);
  }, [care, open]);
  return (
    <details class="fold" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say('drills')}</summary>
      {trouble === '' ? null : <p role="alert">{trouble}</p>}
      {drills === null ? null : drills.length === 0 ? (
        <p class="muted">{say('drills.none')}</p>
      ) : (
        <ul class="stack-s">
          {drills.map((drill) => (
            <li key={drill.drill}>
              {say('drills.row', {
                at: dayAndTime(drill.startedAt, now),
                name: care.directory.nameOf(drill.takenBy) ?? say('someone'),
                span: span(Math.max(60_000, drill.takenAfter)),
              })}{' '}
              {say.count('drills.steps', drill.steps)}{' '}
              <span class="muted">
                {drill.ways.map((way) => say('drills.way', { way: say(`way.${way.way}`), arrived: way.arrived, paged: way.paged })).join(' ')}
              </span>
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}
