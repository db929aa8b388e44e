import type { LineState } from '../care/types';
import { deviceName } from './device';
import { Icon, type IconName } from './icons';
import { list } from './readers';
import { clock } from '../words/dates';
import { view } from './view-words';

/**
 * Who the state line speaks to: a patient hears of "the team", staff in a thread hear names,
 * and a channel says how many of how many.
 */
export type Voice = { to: 'patient' } | { to: 'staff' } | { to: 'channel'; others: number };

export interface StateProps {
  state: LineState;
  voice: Voice;
  connected: boolean;
  /** The server has no time for it yet. */
  busy?: boolean | undefined;
  onRetry: () => void;
}

/** The one honest line under a message of one's own: where it is now. */
export function State({ state, voice, connected, busy, onRetry }: StateProps) {
  return (
    <p class="state">
      <span class="state__line">
        <Icon name={iconOf(state)} />
        <span>{stateWords(state, voice, connected, busy)}</span>
      </span>
      {state.is === 'failed' ? (
        <button type="button" class="link" onClick={onRetry}>
          {view()('state.again')}
        </button>
      ) : null}
    </p>
  );
}

function iconOf(state: LineState): IconName {
  const icons = { saved: 'kept', sent: 'sent', opened: 'opened', answering: 'write', failed: 'warn' } as const;
  return icons[state.is];
}

export function stateWords(state: LineState, voice: Voice, connected: boolean, busy = false): string {
  const say = view();
  switch (state.is) {
    case 'saved':
      return say(!connected ? 'state.kept' : busy ? 'state.waiting' : 'state.sending', { device: deviceName() });
    case 'sent':
      return say('state.sent', { at: clock(state.at) });
    case 'answering':
      return say('state.answering', { name: state.by });
    case 'failed':
      return say('state.failed');
    case 'opened':
      if (voice.to === 'channel') return say('state.opened.some', { n: state.by.length, of: voice.others });
      if (voice.to === 'patient' || state.by.length === 0) return say('state.opened.team', { at: clock(state.at) });
      return say('state.opened.person', { names: list(state.by), at: clock(state.at) });
  }
}
