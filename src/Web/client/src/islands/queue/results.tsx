import { useEffect, useState } from 'preact/hooks';
import { Refused } from '../../care/errors';
import type { Care } from '../../care/types';
import type { PatientResults, QueueRow, ScoreResult, ScreeningResult } from '../../care/wire';
import { Ask } from '../../view/ask';
import { dayName } from '../../view/times';
import { queueWords } from './queue-words';
import { StepDown } from './step-down';
import { isScored, type Scored, Trend } from './trend';

type Found = PatientResults | 'looking' | 'hidden' | 'unreachable';

/** What the patient answered, beside the thread: the screener first, then each score with its trend. */
export function Results({ care, row, now }: { care: Care; row: QueueRow; now: number }) {
  const say = queueWords();
  const [asked, setAsked] = useState(0);
  const [stepping, setStepping] = useState(false);
  const [missed, setMissed] = useState(false);
  const found = useResults(care, row, asked);
  if (typeof found === 'string') {
    return (
      <section class="stack-s">
        <h2>{say('results.title')}</h2>
        <p class="muted">{say(`results.${found}`)}</p>
      </section>
    );
  }
  const { scores, screenings, risk } = found;
  return (
    <>
      <section class="stack-s">
        <h2>{say('results.screener')}</h2>
        <Screening latest={screenings[screenings.length - 1]} now={now} />
        {risk === null ? null : <p>{say('risk.inForce', { level: say(`risk.${risk.level}`), day: dayName(risk.since, now) })}</p>}
        {risk === null || risk.level === 'none' ? null : (
          <div class="row">
            <button type="button" class="btn btn--bar" onClick={() => setStepping(true)}>
              {say('risk.step')}
            </button>
            {risk.level === 'high' ? (
              <button type="button" class="btn btn--bar" onClick={() => setMissed(true)}>
                {say('risk.missed')}
              </button>
            ) : null}
          </div>
        )}
        {missed ? (
          <Ask
            title={say('risk.missed.title', { name: row.patientName })}
            act={say('risk.missed.do')}
            missing=""
            onClose={() => setMissed(false)}
            onAct={async () => {
              await care.hub.ask('RecordNoShow', row.patient);
              setMissed(false);
            }}
          >
            <p>{say('risk.missed.what')}</p>
          </Ask>
        ) : null}
        {risk !== null && stepping ? (
          <StepDown
            care={care}
            row={row}
            risk={risk}
            onClose={() => setStepping(false)}
            onDone={() => {
              setStepping(false);
              setAsked(asked + 1);
            }}
          />
        ) : null}
      </section>
      <Scores name="phq9" scores={scores} reliable={found.phq9ReliableChange} now={now} />
      <Scores name="gad7" scores={scores} reliable={found.gad7ReliableChange} now={now} />
    </>
  );
}

function useResults(care: Care, row: QueueRow, asked: number): Found {
  const [found, setFound] = useState<Found>('looking');
  // What the patient shares comes to the row as a reason: then there may be more to show.
  const shared = row.reasons.map((reason) => `${reason.code}${reason.at}`).join();
  useEffect(() => {
    let here = true;
    const show = (next: Found): void => {
      if (here) setFound(next);
    };
    care.api.results(row.patient).then(show, (error: unknown) => show(error instanceof Refused ? 'hidden' : 'unreachable'));
    return () => {
      here = false;
    };
  }, [care, row.patient, shared, asked]);
  return found;
}

function Screening({ latest, now }: { latest: ScreeningResult | undefined; now: number }) {
  const say = queueWords();
  if (latest === undefined) return <p class="muted">{say('results.screener.none')}</p>;
  const level = say(`risk.${latest.level}`);
  const key = latest.complete || latest.level === 'high' ? 'results.screener.done' : latest.asHigh ? 'results.screener.asHigh' : 'results.screener.left';
  return <p>{say(key, { level, day: dayName(latest.at, now) })}</p>;
}

function Scores({ name, scores, reliable, now }: { name: 'phq9' | 'gad7'; scores: readonly ScoreResult[]; reliable: number; now: number }) {
  const say = queueWords();
  const own = scores.filter((score) => score.instrument === name);
  if (own.length === 0) return null;
  const scored = own.filter(isScored);
  const last = scored[scored.length - 1];
  return (
    <section class="stack-s">
      <h2>{say(`results.${name}`)}</h2>
      {last === undefined ? <p class="muted">{say('results.unscored')}</p> : <p>{changeWords(scored, last, reliable, now)}</p>}
      {last === undefined || last.course === null ? null : <p>{say(`results.course.${last.course}`)}</p>}
      {last === undefined ? null : <Trend scores={scored} reliable={reliable} now={now} />}
      <details class="fold">
        <summary>{say('results.all')}</summary>
        <ul role="list" class="facts">
          {[...own].reverse().map((score) => (
            <li key={score.at}>
              {dayName(score.at, now)}: {isScored(score) ? say('results.score', { total: score.total, band: say(`band.${score.band}`) }) : say('results.unfinished')}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function changeWords(scored: readonly Scored[], last: Scored, reliable: number, now: number): string {
  const say = queueWords();
  const score = say('results.score', { total: last.total, band: say(`band.${last.band}`) });
  const before = scored[scored.length - 2];
  if (before === undefined) return say('results.first', { score, day: dayName(last.at, now) });
  const by = last.total - before.total;
  const day = dayName(before.at, now);
  if (by === 0) return say('results.same', { score, day });
  const change = say(by > 0 ? 'results.up' : 'results.down', { score, by: Math.abs(by), day });
  return Math.abs(by) >= reliable ? `${change} ${say('results.real')}` : change;
}
