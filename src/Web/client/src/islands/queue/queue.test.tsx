// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, draw, find, key, message, press, settled, type StagedCare, stagedCare, StagedTalk, textOf, threadReaders, write } from '../../../tests/stage/stage';
import { Unreachable } from '../../care/errors';
import type { QueueRow } from '../../care/wire';
import { Queue } from './queue';
import { hal, maya, rosa, row, theo, tuesday } from './rows.fixture';

let care: StagedCare;
let talk: StagedTalk;

async function show(...rows: QueueRow[]): Promise<HTMLElement> {
  talk = new StagedTalk({ lines: [message('Could we talk?', { name: 'Maya Torres' })], readers: threadReaders(false), last: 4, openedByMe: 0 });
  care = stagedCare(talk);
  care.hub.answers.Queue = () => ({ error: null, rows });
  const drawn = await draw(<Queue care={care} page={{}} />);
  await settled();
  return drawn;
}

const names = (): string[] => [...document.querySelectorAll('.qrow')].map((each) => textOf(each.querySelector('.row--apart:last-child > span')));
const words = (name: string): string => textOf([...document.querySelectorAll('.qrow')].find((each) => textOf(each).includes(name)) ?? null);
const toast = (): string => textOf(document.querySelector('.toast'));
const spoken = (): string => textOf(document.querySelector('p.vh[role="status"]'));
const asked = (method: string): unknown[][] => care.hub.asked.filter(([name]) => name === method);

beforeEach(() => {
  vi.useFakeTimers({ now: tuesday, toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'requestAnimationFrame'] });
  document.documentElement.lang = 'en';
  localStorage.clear();
  history.replaceState(null, '', '/queue');
});
afterEach(() => {
  clear();
  vi.useRealTimers();
});

describe('The queue', () => {
  it('stands in the order of level, clock and age, answered ones last', async () => {
    await show(hal, row('Answered', { level: 'crisis', state: 'answered', owner: 'person Dana Okafor' }), rosa, maya, theo);
    expect(names()).toEqual(['Theo Lindqvist', 'Maya Torres', 'Rosa Delgado', 'Hal Brennan', 'Answered']);
  });

  it('counts and filters: overdue, due in an hour, mine, uncovered', async () => {
    await show(theo, maya, rosa, hal);
    expect([...document.querySelectorAll('.strip a')].map(textOf)).toEqual(['1 overdue', '1 due in an hour', '1 mine', '3 uncovered', '4 all']);
    await press('1 overdue');
    expect(names()).toEqual(['Rosa Delgado']);
    expect(find('1 overdue').getAttribute('aria-current')).toBe('page');
    await press('1 mine');
    expect(names()).toEqual(['Maya Torres']);
  });

  it('shows a new row by itself and says so aloud', async () => {
    await show(maya);
    await care.hub.tell('QueueChanged', theo);
    expect(names()).toEqual(['Theo Lindqvist', 'Maya Torres']);
    expect(spoken()).toBe('New in the queue: Theo Lindqvist, urgent.');
  });

  it('says aloud when a row rises', async () => {
    await show(hal);
    await care.hub.tell('QueueChanged', { ...hal, level: 'today' });
    expect(spoken()).toBe('Hal Brennan is now today.');
  });

  it('lets go of a row that was closed, or moved to a team of others', async () => {
    await show(theo, rosa, maya);
    await care.hub.tell('QueueChanged', { ...theo, state: 'closed' });
    await care.hub.tell('QueueChanged', { ...rosa, team: 'team of others' });
    expect(names()).toEqual(['Maya Torres']);
  });

  it('asks again when the connection comes back, for a push can be lost', async () => {
    await show(maya);
    care.hub.answers.Queue = () => ({ error: null, rows: [maya, theo] });
    await care.hub.connect('waiting');
    await care.hub.connect('connected');
    await settled();
    expect(names()).toEqual(['Theo Lindqvist', 'Maya Torres']);
  });

  it('keeps its rows and says so while there is no connection', async () => {
    await show(maya);
    await care.hub.connect('waiting');
    await vi.advanceTimersByTimeAsync(2_000);
    await settled();
    expect(names()).toEqual(['Maya Torres']);
    expect(textOf(document.querySelector('.banner'))).toContain('No connection.');
  });

  it('has words when nothing waits', async () => {
    await show();
    expect(textOf(document.querySelector('.queue .empty'))).toContain('Nothing waits for you');
  });
});

describe('Opening a row', () => {
  it('opens nothing by itself, since opening is told to the patient', async () => {
    await show(theo);
    expect(talk.opened).not.toHaveBeenCalled();
    expect(textOf(document.querySelector('#thread'))).toContain('Nothing is open');
  });

  it('shows the thread, and beside it why it stands here', async () => {
    await show(theo);
    await press('Wrote and chose “now”');
    await settled();
    expect(care.opened).toContainEqual({ circle: 'circle Theo Lindqvist' });
    expect(talk.opened).toHaveBeenCalledWith(4);
    expect(textOf(document.querySelector('#pt'))).toBe('Theo Lindqvist');
    expect(document.querySelector('#thread [role="log"]')).not.toBeNull();
    expect(textOf(document.querySelector('#about'))).toContain('Wrote and chose “now”, 10:42 am');
    expect(textOf(document.querySelector('#about'))).toContain('Rules: default-1');
    expect(new URLSearchParams(location.search).get('item')).toBe('item Theo Lindqvist');
    expect(location.hash).toBe('#thread');
  });

  it('keeps the thread that is read when its row leaves the queue', async () => {
    await show(theo);
    await press('Wrote and chose “now”');
    await care.hub.tell('QueueChanged', { ...theo, state: 'closed' });
    expect(names()).toEqual([]);
    expect(textOf(document.querySelector('#pt'))).toBe('Theo Lindqvist');
  });

  it('says when the patient’s keys are not confirmed', async () => {
    await show(row('Sam', { confirmed: false }));
    await press('Wrote and chose “now”');
    expect(textOf(document.querySelector('#about'))).toContain('Keys not yet confirmed by staff');
  });

  it('sends a reply', async () => {
    await show(theo);
    await press('Wrote and chose “now”');
    await write('I call you at 11.');
    await press(/^Send/);
    expect(talk.send).toHaveBeenCalledExactlyOnceWith({ type: 'text', text: 'I call you at 11.' }, undefined);
  });
});

describe('Claiming', () => {
  it('makes it mine', async () => {
    await show(theo);
    await press('Wrote and chose “now”');
    await press(/^Claim/);
    expect(asked('Claim')).toEqual([['Claim', theo.item]]);
    expect(words('Theo')).toContain('You');
    expect(toast()).toBe('Theo Lindqvist is yours.');
  });

  it('tells who was faster, and shows it at once', async () => {
    await show(theo);
    care.hub.answers.Claim = () => ({ error: 'AlreadyTaken', by: 'person Luis Herrera' });
    await press('Wrote and chose “now”');
    await press(/^Claim/);
    expect(toast()).toBe('Luis Herrera has it already.');
    expect(words('Theo')).toContain('Luis Herrera');
    expect(textOf(document.querySelector('#thread'))).toContain('Luis Herrera has this.');
  });

  it('can be taken back', async () => {
    await show(maya);
    await press('Wrote and chose “now”');
    await press('Give back');
    expect(asked('Release')).toEqual([['Release', maya.item]]);
    expect(words('Maya')).toContain('No owner');
  });

  it('says in words what went wrong, and changes nothing', async () => {
    await show(theo);
    care.hub.answers.Claim = () => ({ error: 'WrongState', by: null });
    await press('Wrote and chose “now”');
    await press(/^Claim/);
    expect(toast()).toBe('It changed meanwhile, so nothing was done. Look again.');
    expect(words('Theo')).toContain('No owner');
  });
});

describe('Rerouting', () => {
  it('lets the other team read first, then moves the row with its reason', async () => {
    await show(maya);
    talk.addMember.mockImplementationOnce(async () => expect(asked('Reroute')).toEqual([]));
    await press('Wrote and chose “now”');
    await press(/^Reroute/);
    await press('Front desk');
    expect(textOf(document.querySelector('dialog'))).toContain('Front desk can then read this conversation from its start');
    await press('The front desk is needed');
    await press('Reroute', document.querySelector('dialog') as HTMLElement);
    await settled();
    expect(talk.addMember).toHaveBeenCalledExactlyOnceWith('team of Front desk', true);
    expect(asked('Reroute')).toEqual([['Reroute', maya.item, 'team of Front desk', 'needs-front-desk']]);
    expect(document.querySelector('dialog')).toBeNull();
    expect(names()).toEqual([]);
    expect(toast()).toBe('Maya Torres now waits for Front desk.');
  });

  it('asks for what is missing', async () => {
    await show(maya);
    await press('Wrote and chose “now”');
    await press(/^Reroute/);
    await press('Reroute', document.querySelector('dialog') as HTMLElement);
    expect(textOf(document.querySelector('dialog .error'))).toBe('Choose a team and a reason.');
    expect(asked('Reroute')).toEqual([]);
  });

  it('does not move the row when the team could not be let in', async () => {
    await show(maya);
    talk.addMember.mockRejectedValueOnce(new Unreachable('away'));
    await press('Wrote and chose “now”');
    await press(/^Reroute/);
    await press('Front desk');
    await press('We need cover');
    await press('Reroute', document.querySelector('dialog') as HTMLElement);
    await settled();
    expect(asked('Reroute')).toEqual([]);
    expect(textOf(document.querySelector('dialog .error'))).toContain('No connection, so nothing was changed.');
  });
});

describe('Closing', () => {
  it('takes an outcome', async () => {
    await show(maya);
    await press('Wrote and chose “now”');
    await press(/^Close/, document.querySelector('.keys') as HTMLElement);
    await press('Spoke with the patient');
    await press('Close', document.querySelector('dialog') as HTMLElement);
    await settled();
    expect(asked('Close')).toEqual([['Close', maya.item, 'spoke-with-patient']]);
    expect(names()).toEqual([]);
  });
});

describe('Keys', () => {
  const focused = (): string | undefined => (document.activeElement as HTMLElement).dataset['item'];

  it('J and K move among the rows without opening one', async () => {
    await show(theo, maya);
    await key('j');
    expect(focused()).toBe(theo.item);
    await key('j');
    expect(focused()).toBe(maya.item);
    await key('j');
    expect(focused()).toBe(maya.item);
    await key('k');
    expect(focused()).toBe(theo.item);
    expect(care.opened).toEqual([]);
  });

  it('C claims the row that has the focus', async () => {
    await show(theo, maya);
    await key('j');
    await key('c');
    await settled();
    expect(asked('Claim')).toEqual([['Claim', theo.item]]);
  });

  it('R opens the row and goes into the field', async () => {
    await show(theo);
    await key('j');
    await key('r');
    await vi.advanceTimersByTimeAsync(50);
    await settled();
    expect(document.activeElement).toBe(document.querySelector('textarea'));
  });

  it('E and X open their questions', async () => {
    await show(theo);
    await key('j');
    await key('e');
    expect(textOf(document.querySelector('dialog h2'))).toBe('Reroute Theo Lindqvist');
    await press('Go back');
    await key('x', document.body);
    expect(textOf(document.querySelector('dialog h2'))).toBe('Close Theo Lindqvist');
  });

  it('? shows them all, and they can be turned off for good', async () => {
    await show(theo);
    await key('?');
    expect(textOf(document.querySelector('dialog h2'))).toBe('Keys');
    await press(/^Use single keys/);
    await press('Close');
    await key('j', document.body);
    expect(focused()).toBeUndefined();
    expect(localStorage.getItem('queue-keys')).toBe('off');
    await key('?', document.body);
    expect(document.querySelector('dialog')).not.toBeNull();
  });

  it('are letters while somebody writes', async () => {
    await show(theo);
    await press('Wrote and chose “now”');
    await key('c', document.querySelector('textarea') as HTMLElement);
    await settled();
    expect(asked('Claim')).toEqual([]);
  });
});
