// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, draw, find, press, settled, type StagedCare, stagedCare, StagedTalk, textOf, write } from '../../../tests/stage/stage';
import * as cues from '../../cues';
import { Thread, type ThreadPage } from './thread';

const page: ThreadPage = { circle: 'circle', team: null, replyTimes: null, lines: [{ name: 'Warm line', number: '+1 303 555 0142' }] };
const crisis = 'I want to kill myself tonight';
const urgent = 'I feel completely hopeless';
const asked = (care: StagedCare): unknown[][] => care.hub.asked.filter(([method]) => method === 'RaiseAlert');
const dialog = (): Element | null => document.querySelector('dialog');
const offered = (): Promise<void> => vi.waitFor(() => expect(dialog()).not.toBeNull());

let talk: StagedTalk;
let care: StagedCare;
beforeEach(async () => {
  document.documentElement.lang = 'en';
  HTMLDialogElement.prototype.showModal ??= function () { this.open = true; };
  talk = new StagedTalk();
  care = stagedCare(talk, 'person Maya Torres');
  care.hub.answers = { RaiseAlert: (alert) => ({ error: null, retryAfter: 0, alert, repeated: false }) };
  await draw(<Thread care={care} page={page} />);
});
afterEach(() => {
  clear();
  vi.restoreAllMocks();
});

const say = async (words: string): Promise<void> => {
  await write(words);
  await press('Send');
};

describe('Words that sound heavy', () => {
  it('wait for an answer before anything leaves the device', async () => {
    await say(crisis);
    await offered();
    expect(talk.send).not.toHaveBeenCalled();
    expect(asked(care)).toEqual([]);
    expect(textOf(dialog())).toContain('Some of this sounds heavy.');
  });

  it('of a crisis: shared, the alert is raised first, and the message names it, with the level and the version', async () => {
    await say(crisis);
    await offered();
    await press('Share it');
    await vi.waitFor(() => expect(talk.send).toHaveBeenCalledOnce());
    const [[, alert, cause]] = asked(care) as [[string, string, string]];
    expect(cause).toBe('risk-cue');
    expect(talk.send).toHaveBeenCalledWith({ type: 'text', text: crisis }, { soon: 'week', alert, cue: { level: 'crisis', version: cues.cueVersion } });
    await settled();
    expect(textOf(document.querySelector('.composer .banner'))).toContain('Your crisis team is being told.');
  });

  it('of a crisis: show who answers now before they are answered', async () => {
    await say(crisis);
    await offered();
    const links = [...(dialog()?.querySelectorAll('a') ?? [])].map((link) => link.getAttribute('href'));
    expect(links).toEqual(['tel:988', 'sms:988', '/help']);
  });

  it('that are urgent: shared with the message alone, and nobody is paged', async () => {
    await say(urgent);
    await offered();
    expect(dialog()?.querySelector('a')).toBeNull();
    await press('Share it');
    await vi.waitFor(() => expect(talk.send).toHaveBeenCalledExactlyOnceWith({ type: 'text', text: urgent }, { soon: 'week', cue: { level: 'urgent', version: cues.cueVersion } }));
    expect(asked(care)).toEqual([]);
  });

  it.each([['Not now', () => press('Not now')], ['closing', () => dialog()?.dispatchEvent(new Event('cancel', { cancelable: true }))]])(
    'not shared, by %s: the message goes alone', async (_, refuse) => {
      await say(crisis);
      await offered();
      await refuse();
      await vi.waitFor(() => expect(talk.send).toHaveBeenCalledExactlyOnceWith({ type: 'text', text: crisis }, { soon: 'week' }));
      expect(asked(care)).toEqual([]);
    });

  it('are not asked about twice, whatever was answered', async () => {
    await say(crisis);
    await offered();
    await press('Not now');
    await vi.waitFor(() => expect(talk.send).toHaveBeenCalledOnce());
    await say(crisis);
    await vi.waitFor(() => expect(talk.send).toHaveBeenCalledTimes(2));
    expect(dialog()).toBeNull();
    await say(`${crisis}. I mean it`);
    await offered();
  });

  it('go out with the alert’s name when the call for it got lost, and the page says that nobody was told yet', async () => {
    care.hub.answers = { RaiseAlert: () => { throw new Error('away'); } };
    await say(crisis);
    await offered();
    await press('Share it');
    await vi.waitFor(() => expect(talk.send).toHaveBeenCalledOnce());
    expect(talk.send.mock.calls[0]?.[1]?.alert).toMatch(/^[0-9a-f-]{36}$/);
    await settled();
    expect(textOf(document.querySelector('.composer .banner'))).toContain('has not been told yet');
  });
});

describe('A message', () => {
  it('that sounds like any other is sent without a question', async () => {
    await say('Can I move my visit to Thursday?');
    await vi.waitFor(() => expect(talk.send).toHaveBeenCalledOnce());
    expect(dialog()).toBeNull();
  });

  it('is never stopped by rules that fail', async () => {
    const logged = vi.spyOn(console, 'error').mockReturnValue();
    vi.spyOn(cues, 'readCues').mockImplementation(() => { throw new TypeError(crisis); });
    await say(crisis);
    await vi.waitFor(() => expect(talk.send).toHaveBeenCalledExactlyOnceWith({ type: 'text', text: crisis }, { soon: 'week' }));
    expect(logged.mock.calls.flat().join(' ')).not.toContain(crisis);
    expect(find('Send')).toBeTruthy();
  });
});
