import type { ComponentChildren } from 'preact';
import { useId, useState } from 'preact/hooks';
import type { Care } from '../../care/types';
import type { AlertRow } from '../../care/wire';
import { Clock } from '../../view/clock';
import { Icon } from '../../view/icons';
import { Level } from '../../view/level';
import { Owner } from '../../view/owner';
import { span } from '../../view/times';
import { clock } from '../../words/dates';
import { causesOf, expiredFrom, isDrill, isFree, lastOf, minutesOpen, reachWithin } from './alerts';
import { boardWords } from './board-words';
import { Room } from './room';
import { causeWords, Trail } from './trail';

export interface AlertProps {
  care: Care;
  alert: AlertRow;
  now: number;
  tell: (words: string) => void;
  onTake: () => void;
  onContact: () => void;
  onGiveBack: () => void;
  onClose: () => void;
}

/** One open alert. Large while nobody has it and while it is one's own; a line while a colleague has it. */
export function Alert(props: AlertProps) {
  const { care, alert } = props;
  const say = boardWords();
  if (isFree(alert)) {
    return (
      <Card {...props} kind="open">
        <button type="button" class={`btn ${isDrill(alert) ? 'btn--main' : 'btn--crisis'} btn--big btn--wide`} onClick={props.onTake}>
          {say('take')}
          <span class="vh">: {titleOf(alert)}</span>
        </button>
        <Next words={say(isDrill(alert) ? 'drill.take' : 'take.next')} />
        {isDrill(alert) ? null : <Room care={care} alert={alert} writes={false} tell={props.tell} />}
      </Card>
    );
  }
  if (alert.owner === care.person) {
    return (
      <Card {...props} kind="open">
        {alert.state === 'contact-made' ? (
          <>
            <button type="button" class="btn btn--main btn--big btn--wide" onClick={props.onClose}>
              {say(isDrill(alert) ? 'drill.end' : 'close')}
            </button>
            <Next words={say(isDrill(alert) ? 'drill.end.next' : 'close.next')} />
          </>
        ) : (
          <>
            <button type="button" class="btn btn--main btn--big btn--wide" onClick={props.onContact}>
              {say(isDrill(alert) ? 'drill.contact' : 'contact')}
            </button>
            <Next words={say(isDrill(alert) ? 'drill.contact.next' : 'contact.next')} />
            <p>
              <button type="button" class="btn" onClick={props.onGiveBack}>
                {say('giveBack')}
              </button>
            </p>
          </>
        )}
        {isDrill(alert) ? null : <Room care={care} alert={alert} writes tell={props.tell} />}
      </Card>
    );
  }
  return (
    <Card {...props} kind="had">
      {isDrill(alert) ? null : <Room care={care} alert={alert} writes={false} tell={props.tell} />}
      {alert.state === 'contact-made' ? (
        <button type="button" class="btn" onClick={props.onClose}>
          {say(isDrill(alert) ? 'drill.end' : 'close')}
        </button>
      ) : null}
    </Card>
  );
}

const Next = ({ words }: { words: string }) => (
  <p class="next">
    <Icon name="clock" />
    <span>{words}</span>
  </p>
);

function Card({ care, alert, now, kind, children }: AlertProps & { kind: 'open' | 'had'; children: ComponentChildren }) {
  const say = boardWords();
  const id = useId();
  const repeats = alert.events.filter((event) => event.kind === 'repeated').length;
  const [looking, setLooking] = useState(false);
  const body = (
    <div class="alert__body">
      <div class="stack">{children}</div>
      <Trail care={care} alert={alert} now={now} />
    </div>
  );
  return (
    <article class={`alert alert--${kind}${isDrill(alert) ? ' alert--drill' : ''}`} aria-labelledby={id}>
      <div class="alert__head">
        {isDrill(alert) ? <span class="level">{say('drill')}</span> : <Level level="crisis" />}
        <div class="stack-s">
          <h2 id={id}>{titleOf(alert)}</h2>
          <p class={kind === 'open' ? 'big' : undefined}>{causesOf(alert).map(causeWords).join('. ')}</p>
          <p class="muted">
            {say('raised', { at: clock(alert.raisedAt) })} {repeats === 0 ? null : say.count('repeated', repeats, { at: clock(lastOf(alert, 'repeated')) })}
          </p>
          <Expired care={care} alert={alert} />
          {kind === 'open' && !isFree(alert) ? <Had care={care} alert={alert} now={now} /> : null}
        </div>
        {kind === 'had' ? (
          <div class="stack-s alert__own">
            <Had care={care} alert={alert} now={now} />
          </div>
        ) : null}
        <p class="alert__min">
          <b>{minutesOpen(alert, now)}</b>
          {say.count('minutes', minutesOpen(alert, now))}
        </p>
      </div>
      {kind === 'open' ? (
        body
      ) : (
        <details class="fold alert__fold" onToggle={(event) => setLooking(event.currentTarget.open)}>
          <summary>{say('look')}</summary>
          {looking ? body : null}
        </details>
      )}
    </article>
  );
}

/** What the board calls it: the patient, or that it is a drill. */
export const titleOf = (alert: AlertRow): string => (isDrill(alert) ? boardWords()('drill') : alert.patientName);

/** Somebody had it and did not reach the patient in time. */
function Expired({ care, alert }: { care: Care; alert: AlertRow }) {
  const say = boardWords();
  const who = expiredFrom(alert);
  if (who === null) return null;
  return (
    <p class="state state--heed">
      <Icon name="warn" />
      <span>{who === care.person ? say('expired.you') : say('expired', { name: care.directory.nameOf(who) ?? say('someone') })}</span>
    </p>
  );
}

/** Who has it, and the clock to contact. */
function Had({ care, alert, now }: { care: Care; alert: AlertRow; now: number }) {
  const say = boardWords();
  const you = alert.owner === care.person;
  const name = alert.owner === null ? null : (care.directory.nameOf(alert.owner) ?? say('someone'));
  const left = (alert.contactBy ?? lastOf(alert, 'acknowledged') + reachWithin) - now;
  return (
    <>
      <p>
        <Owner name={name} you={you}>
          {you ? say('you.have') : say('has', { name: name ?? '' })}
        </Owner>
      </p>
      <p>
        {alert.state === 'contact-made' ? (
          <span class="row">
            <Icon name="check" />
            {say('reached')}, {clock(lastOf(alert, 'contact-made'))}
          </span>
        ) : (
          <Clock left={left / reachWithin} tone={left <= 0 ? 'over' : left < 5 * 60_000 ? 'soon' : 'calm'}>
            {left <= 0 ? say('reach.over', { span: span(-left) }) : say('reach', { span: span(left) })}
          </Clock>
        )}
      </p>
    </>
  );
}
