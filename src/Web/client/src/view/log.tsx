import { Fragment } from 'preact';
import type { Line as CareLine, MarkName, MessageLine, PlaceholderLine, SystemLine } from '../care/types';
import { Icon } from './icons';
import { State, type Voice } from './state';
import { clock, dayNumber } from '../words/dates';
import { dayName, fullTime } from './times';
import { view } from './view-words';

export interface LogProps {
  label: string;
  lines: readonly CareLine[];
  now: number;
  voice: Voice;
  connected: boolean;
  /** The server has no time for what waits. */
  busy?: boolean | undefined;
  /** Who is writing now, by name. */
  writing: readonly string[];
  onRetry: () => void;
}

/**
 * A conversation by days. New lines are said aloud as they come; what becomes of one's own messages
 * is said by the toast, so the log tells of additions only.
 */
export function Log(props: LogProps) {
  const { label, lines, now } = props;
  let day = Number.NaN;
  return (
    <>
      <div class="log" role="log" aria-label={label} aria-relevant="additions" tabIndex={0}>
        {lines.length === 0 ? <p class="sys">{view()('log.empty')}</p> : null}
        {lines.map((line) => {
          const begins = dayNumber(line.at) !== day;
          day = dayNumber(line.at);
          return (
            <Fragment key={line.key}>
              {begins ? <p class="day">{dayName(line.at, now)}</p> : null}
              {line.is === 'message' ? <Message line={line} {...props} /> : <Note line={line} />}
            </Fragment>
          );
        })}
      </div>
      <Writing {...props} />
    </>
  );
}

/** Of the writing, only what no state line says already. */
function Writing({ lines, writing }: LogProps) {
  const said = lines.some((line) => line.is === 'message' && line.state?.is === 'answering');
  const name = writing[0];
  if (said || name === undefined) return null;
  return (
    <p class="state state--start">
      <Icon name="write" />
      {view()('writing', { name })}
    </p>
  );
}

function Note({ line }: { line: SystemLine | PlaceholderLine }) {
  if (line.is === 'system') return <p class="sys">{changeWords(line)}</p>;
  return (
    <p class="sys sys--heed">
      <Icon name="warn" />
      <span>{view()(line.refusal === 'DoesNotOpen' ? 'refused.DoesNotOpen' : 'log.unchecked')}</span>
    </p>
  );
}

/** What happened to the circle, in words: who came, who left, whose keys changed. */
export function changeWords({ change, by, own, at }: SystemLine): string {
  const say = view();
  switch (change.what) {
    case 'started':
      return own ? say('sys.started.you') : say('sys.started', { name: by });
    case 'added':
      return say(`sys.joined.${histories[change.history]}`, { name: change.who });
    case 'removed':
      return say('sys.left', { name: change.who });
    case 'joined':
      return say(`sys.joined.team.${histories[change.history]}`, { name: change.who, team: change.team });
    case 'left':
      return say('sys.left.team', { name: change.who, team: change.team });
    case 'keys':
      return say('sys.keys', { name: change.who, at: fullTime(at) });
  }
}

const histories = { all: 'all', none: 'now', some: 'some' } as const;

function Message({ line, voice, connected, busy, onRetry }: LogProps & { line: MessageLine }) {
  const { content, state } = line;
  const kept = state?.is === 'saved' || state?.is === 'failed';
  return (
    <article class={`msg${line.own ? ' msg--mine' : ''}${kept ? ' msg--kept' : ''}`}>
      {line.own && voice.to === 'patient' ? (
        <p class="vh">{view()('you')}</p>
      ) : (
        <p class="msg__by">
          <b>{line.own ? view()('you') : line.name}</b>
          {`, ${clock(line.at)}`}
        </p>
      )}
      <div class="bubble">
        {content.type === 'newer' ? view()('log.newer') : null}
        {(content.type === 'details' || content.type === 'location') && content.where !== '' ? (
          <p class="bubble__where">
            <b>{view()(content.type === 'location' ? 'where.confirmed' : 'where')}</b>
            {`: ${content.where}`}
          </p>
        ) : null}
        {content.type === 'plan' ? view()('log.plan') : null}
        {content.type === 'text' || content.type === 'details' ? content.text : null}
      </div>
      {line.marks.map((mark) => (
        <p class="state" key={mark}>
          <span class="state__line">
            <Icon name="warn" />
            <span>{markWords(mark, line)}</span>
          </span>
        </p>
      ))}
      {state === null ? null : <State state={state} voice={voice} connected={connected} busy={busy} onRetry={onRetry} />}
    </article>
  );
}

function markWords(mark: MarkName, line: MessageLine): string {
  const say = view();
  if (mark === 'removed-device') return say('mark.device');
  if (mark === 'other-version') return say('mark.views', { name: line.name });
  return say('mark.time', { at: fullTime(line.at) });
}
