// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, draw, find, message, press, settled, type StagedCare, stagedCare, StagedTalk, textOf, threadReaders, write } from '../../../tests/stage/stage';
import { Unreachable } from '../../care/errors';
import type { AlertRow } from '../../care/wire';
import { Board } from './board';
import { again } from './sound';

const night = new Date(2026, 10, 24, 3, 4).getTime();
const minute = 60_000;
const luis = 'person Luis Herrera';

const alert = (name: string, more: Partial<AlertRow> = {}): AlertRow => ({
  alert: `alert ${name}`,
  patient: `record ${name}`,
  patientName: name,
  patientPerson: `person ${name}`,
  cause: 'help-button',
  raisedAt: night - 6 * minute,
  state: 'paged',
  owner: null,
  room: null,
  pages: [],
  contactBy: null,
  next: null,
  events: [
    { kind: 'raised', at: night - 6 * minute, by: `person ${name}`, detail: 'help-button' },
    { kind: 'paged', at: night - 6 * minute, by: null, detail: luis },
  ],
  ...more,
});

const maya = alert('Maya Torres');
const jerome = alert('Jerome Baptiste', { raisedAt: night - 23 * minute, state: 'acknowledged', owner: luis, events: [{ kind: 'acknowledged', at: night - 6 * minute, by: luis, detail: '' }] });

/** A browser's sound: suspended until somebody acts; counts the tones. */
class Speaker extends EventTarget {
  static last: Speaker;
  static startsAs: AudioContextState = 'running';
  state = Speaker.startsAs;
  currentTime = 0;
  tones = 0;
  destination = {};
  constructor() {
    super();
    Speaker.last = this;
  }
  resume(): Promise<void> {
    this.state = 'running';
    this.dispatchEvent(new Event('statechange'));
    return Promise.resolve();
  }
  close = (): Promise<void> => Promise.resolve();
  createOscillator = () => ({ frequency: { value: 0 }, connect: (next: unknown) => next, start: () => this.tones++, stop: () => undefined });
  createGain = () => ({ gain: { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined }, connect: (next: unknown) => next });
}

let care: StagedCare;
let talk: StagedTalk;
let board: AlertRow[];
let here: string[] = [];

async function show(...alerts: AlertRow[]): Promise<HTMLElement> {
  board = alerts;
  talk = new StagedTalk({ circle: null, readers: threadReaders(false) });
  care = stagedCare(talk);
  care.hub.answers.Board = () => ({ error: null, alerts: board, here });
  const drawn = await draw(<Board care={care} page={{ lines: [{ name: 'On-call desk', number: '+13035550187' }] }} />);
  await settled();
  return drawn;
}

const card = (name: string): HTMLElement => {
  const found = [...document.querySelectorAll<HTMLElement>('.alert')].find((each) => textOf(each.querySelector('h2')) === name);
  if (found === undefined) throw new Error(`No alert of ${name} on the board`);
  return found;
};
const names = (): string[] => [...document.querySelectorAll('.alert h2')].map(textOf);
const toast = (): string => textOf(document.querySelector('.toast'));
const asked = (method: string): unknown[][] => care.hub.asked.filter(([name]) => name === method);
const wait = async (milliseconds: number): Promise<void> => {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(milliseconds);
  });
};

beforeEach(() => {
  vi.useFakeTimers({ now: night, toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  vi.stubGlobal('AudioContext', Speaker);
  Speaker.startsAs = 'running';
  document.documentElement.lang = 'en';
  localStorage.clear();
});
afterEach(() => {
  clear();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('An alert that nobody has', () => {
  it('says which responders are in CareConnect now, and nothing of those who are not', async () => {
    here = [luis, 'person Nobody Listed'];
    const page = await show(maya);
    here = [];
    expect(textOf(page)).toContain('In CareConnect now: Luis Herrera');
    expect(textOf(page)).not.toContain('Nobody Listed');
    expect(textOf(await show(maya))).not.toContain('In CareConnect now');
  });

  it('says who, why, how long, and who was paged', async () => {
    await show(maya);
    const text = textOf(card('Maya Torres'));
    expect(text).toContain('Crisis');
    expect(text).toContain('Pressed “I need help now”');
    expect(text).toContain('Raised at 2:58 am.');
    expect(text).toContain('6minutes open');
    expect(text).toContain('Luis Herrera was told2:58 am');
    expect(textOf(document.querySelector('h1'))).toBe('Crisis board: 1 open');
  });

  it('interrupts who hears the page', async () => {
    await show(maya);
    expect(textOf(document.querySelector('p[role="alert"]'))).toMatch(/^New crisis alert: Maya Torres, open for .+, nobody has it yet\.$/);
  });

  it('is on the board with its push', async () => {
    await show();
    expect(textOf(document.querySelector('.empty'))).toContain('Nobody has asked for help');
    await care.hub.tell('AlertChanged', maya);
    expect(names()).toEqual(['Maya Torres']);
  });

  it('is on the board within a second without any push', async () => {
    await show();
    board = [maya];
    await wait(1_000);
    expect(names()).toEqual(['Maya Torres']);
  });

  it('stands above those that somebody has', async () => {
    await show(jerome, maya);
    expect(names()).toEqual(['Maya Torres', 'Jerome Baptiste']);
  });

  it('was paged to me is said so', async () => {
    await show(alert('Maya Torres', { events: [{ kind: 'paged', at: night, by: null, detail: 'person Dana Okafor' }] }));
    expect(textOf(document.querySelector('.trail'))).toContain('You were told');
  });

  it('shows where they are and what is happening, and tells them that it was opened', async () => {
    await show(alert('Maya Torres', { room: 'room' }));
    await talk.change({ lines: [message('', { content: { type: 'details', where: '2210 Larimer Street', text: 'I can’t stop shaking' } })], last: 2 });
    expect(textOf(card('Maya Torres').querySelector('dl'))).toContain('Where they are2210 Larimer StreetConfirmed 3:04 am, by Dana Okafor.What is happeningI can’t stop shaking');
    expect(talk.opened).toHaveBeenCalledWith(2);
    expect(care.opened).toContainEqual({ roomFor: { alert: maya.alert, patient: 'person Maya Torres', room: 'room' } });
  });
});

describe('I have this', () => {
  it('makes it mine, and starts the clock to contact', async () => {
    await show(maya);
    await press(/^I have this/);
    expect(asked('TakeAlert')).toEqual([['TakeAlert', maya.alert]]);
    expect(textOf(card('Maya Torres'))).toContain('You have this');
    expect(textOf(card('Maya Torres'))).toContain('15 min to reach them');
    expect(toast()).toBe('You have this: Maya Torres.');
  });

  it('is had by exactly one: the other is told who', async () => {
    await show(maya);
    care.hub.answers.TakeAlert = () => ({ error: 'AlreadyTaken', by: luis });
    await press(/^I have this/);
    expect(toast()).toBe('Luis Herrera has it already.');
    expect(textOf(card('Maya Torres'))).toContain('Luis Herrera has this');
    expect(document.querySelector('.btn--crisis.btn--big')).toBeNull();
  });

  it('is not taken back by an answer that was on its way', async () => {
    await show(maya);
    let answer: (reply: { error: null; alerts: AlertRow[] }) => void = () => undefined;
    care.hub.answers.Board = () => new Promise((resolve) => (answer = resolve));
    await wait(1_000);
    await press(/^I have this/);
    await act(async () => answer({ error: null, alerts: [maya] }));
    await settled();
    expect(textOf(card('Maya Torres'))).toContain('You have this');
  });

  it('stays free when the call does not get through, and says so', async () => {
    await show(maya);
    care.hub.answers.TakeAlert = () => Promise.reject(new Unreachable('away'));
    await press(/^I have this/);
    expect(toast()).toContain('No connection, so nothing was changed.');
    expect(find(/^I have this/)).not.toBeNull();
  });
});

describe('An alert of my own', () => {
  const mine = alert('Maya Torres', { state: 'acknowledged', owner: 'person Dana Okafor', events: [{ kind: 'acknowledged', at: night - 2 * minute, by: 'person Dana Okafor', detail: '' }] });

  it('opens the crisis room with the first message, when the patient’s device has not', async () => {
    await show(mine);
    expect(care.opened).toEqual([{ roomFor: { alert: mine.alert, patient: 'person Maya Torres', room: null } }]);
    expect(textOf(card('Maya Torres'))).toContain('Your first message opens the crisis room');
    await write('I am here. Where are you?');
    await press('Send');
    expect(talk.send).toHaveBeenCalledExactlyOnceWith({ type: 'text', text: 'I am here. Where are you?' }, undefined);
  });

  it('says when the patient has no keys to seal to', async () => {
    await show({ ...mine, patientPerson: null });
    expect(textOf(card('Maya Torres'))).toContain('no keys yet');
    expect(document.querySelector('textarea')).toBeNull();
  });

  it('goes from contact to a close with what came of it, an owner and a day', async () => {
    await show(mine);
    board = [{ ...mine, state: 'contact-made' }];
    await press('I reached them');
    expect(asked('ContactMade')).toEqual([['ContactMade', mine.alert]]);
    await press('Close with what came of it');
    await press('Close the alert');
    expect(textOf(document.querySelector('dialog .error'))).toContain('Choose what came of it, a person, and a day');
    await press('Safe, with their safety plan');
    const select = document.querySelector('select') as HTMLSelectElement;
    await act(async () => {
      select.value = luis;
      select.dispatchEvent(new Event('change', { bubbles: true }));
    });
    expect(document.querySelector<HTMLInputElement>('input[type="date"]')?.value).toBe('2026-11-25');
    await press('Close the alert');
    expect(asked('CloseAlert')).toEqual([['CloseAlert', mine.alert, 'safe-with-plan', luis, Date.UTC(2026, 10, 25, 12)]]);
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('says when the quarter of an hour is over', async () => {
    await show({ ...mine, events: [{ kind: 'acknowledged', at: night - 20 * minute, by: mine.owner, detail: '' }] });
    expect(textOf(document.querySelector('.clock--over'))).toBe('15 minutes are over: 5 min');
  });
});

it('My own alert stands above those of colleagues', async () => {
  await show(jerome, alert('Maya Torres', { state: 'acknowledged', owner: 'person Dana Okafor' }));
  expect(names()).toEqual(['Maya Torres', 'Jerome Baptiste']);
});

it('What was said when help was asked for again stands beside the first cause', async () => {
  await show(alert('Maya Torres', { events: [{ kind: 'repeated', at: night, by: null, detail: 'not-safe' }] }));
  expect(textOf(card('Maya Torres').querySelector('.big'))).toBe('Pressed “I need help now”. Said: I am not safe right now');
});

describe('When something fails', () => {
  it('an alert stays, and the board says that it is not connected and whom to call', async () => {
    await show(maya);
    await care.hub.connect('waiting');
    expect(names()).toEqual(['Maya Torres']);
    const banner = document.querySelector('.banner--crisis');
    expect(textOf(banner)).toContain('Not connected. What you see may be old.');
    expect(banner?.querySelector('a[href="tel:+13035550187"]')).not.toBeNull();
  });

  it('an alert stays when the board is refused or answers fail, and the age is told', async () => {
    await show(maya);
    care.hub.answers.Board = () => Promise.reject(new Unreachable('away'));
    await wait(11_000);
    expect(names()).toEqual(['Maya Torres']);
    expect(textOf(document.querySelector('.banner--crisis'))).toContain('Last seen at 3:04 am.');
  });

  it('says so when the session has ended', async () => {
    await show(maya);
    await care.hub.connect('ended');
    expect(names()).toEqual(['Maya Torres']);
    expect(textOf(document.querySelector('.banner--crisis'))).toContain('This board does not get alerts.');
  });
});

describe('The sound', () => {
  it('calls until somebody has the alert', async () => {
    await show(maya);
    expect(Speaker.last.tones).toBe(4);
    await wait(again);
    expect(Speaker.last.tones).toBe(8);
    board = [{ ...maya, state: 'acknowledged', owner: luis }];
    await wait(1_000);
    await wait(5 * again);
    expect(Speaker.last.tones).toBe(8);
  });

  it('can be turned off, which is remembered', async () => {
    await show(maya);
    await press('Sound on');
    await wait(5 * again);
    expect(Speaker.last.tones).toBe(4);
    expect(find('Sound off').getAttribute('aria-pressed')).toBe('false');
    await show(maya);
    expect(Speaker.last.tones).toBe(0);
  });

  it('says that the browser keeps it off until a click, and then calls', async () => {
    Speaker.startsAs = 'suspended';
    await show(maya);
    expect(textOf(document.querySelector('.banner--heed'))).toContain('keeps the sound off until you click');
    expect(Speaker.last.tones).toBe(0);
    await press('Let it sound');
    expect(Speaker.last.tones).toBe(4);
    expect(document.querySelector('.banner--heed')).toBeNull();
  });
});

it('An alert that a colleague has is one line, with messages and history one tap away', async () => {
  await show(jerome);
  expect(card('Jerome Baptiste').classList).toContain('alert--had');
  expect(textOf(card('Jerome Baptiste'))).toContain('Luis Herrera has this');
  expect(textOf(card('Jerome Baptiste'))).toContain('9 min to reach them');
  expect(card('Jerome Baptiste').querySelector('.trail')).toBeNull();
});

it('Closed alerts of the last day keep what came of them', async () => {
  await show(alert('Sam Whitfield', { state: 'closed', owner: luis, events: [{ kind: 'closed', at: night - minute, by: luis, detail: 'seen-soon' }] }));
  expect(names()).toEqual([]);
  expect(textOf(document.querySelector('details li'))).toBe('Sam Whitfield: Seen or to be seen today or tomorrow, closed at 3:03 am');
});
