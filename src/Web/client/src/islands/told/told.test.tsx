// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, draw, find, message, press, settled, type StagedCare, stagedCare, StagedTalk, textOf, write } from '../../../tests/stage/stage';
import type { AlertRow } from '../../care/wire';
import { Told, ToldLocked } from './told';

const night = new Date(2026, 10, 24, 2, 58).getTime();
const minute = 60_000;
const luis = 'person Luis Herrera';

const alert = (more: Partial<AlertRow> = {}): AlertRow => ({
  alert: 'alert',
  patient: 'record',
  patientName: 'Maya Torres',
  patientPerson: 'person Maya Torres',
  cause: 'help-button',
  raisedAt: night,
  state: 'paged',
  owner: null,
  room: null,
  pages: [],
  contactBy: null,
  next: null,
  events: [
    { kind: 'raised', at: night, by: null, detail: 'help-button' },
    { kind: 'paged', at: night, by: null, detail: luis },
    { kind: 'paged', at: night, by: null, detail: 'person Mina Park' },
  ],
  ...more,
});

let care: StagedCare;
let talk: StagedTalk;
let mine: AlertRow | null;

async function show(now: AlertRow | null, state: ConstructorParameters<typeof StagedTalk>[0] = {}): Promise<HTMLElement> {
  mine = now;
  talk = new StagedTalk({ circle: null, kind: 5, ...state });
  care = stagedCare(talk, 'person Maya Torres');
  care.hub.answers.MyAlert = () => ({ error: null, alert: mine });
  const drawn = await draw(<Told care={care} page={{ alert: 'alert', lines: [{ name: 'Warm line', number: '+13035550142' }] }} />);
  await settled();
  return drawn;
}

const standing = (): string => textOf(document.querySelector('section[role="status"]'));

beforeEach(() => {
  vi.useFakeTimers({ now: night + 30_000, toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  document.documentElement.lang = 'en';
});
afterEach(() => {
  clear();
  vi.useRealTimers();
});

describe('After telling my team', () => {
  it('says when they were told and how many', async () => {
    await show(alert());
    expect(standing()).toContain('Your team was told at 2:58 am.');
    expect(standing()).toContain('2 people have the alert on their screens.');
  });

  it('says who has it as soon as somebody has', async () => {
    await show(alert());
    await care.hub.tell('AlertChanged', alert({ state: 'acknowledged', owner: luis }));
    expect(standing()).toContain('Luis Herrera has this.');
  });

  it('asks by itself, for a push can be lost', async () => {
    await show(alert());
    mine = alert({ state: 'acknowledged', owner: luis });
    await act(async () => {
      await vi.advanceTimersByTimeAsync(3_000);
    });
    expect(standing()).toContain('Luis Herrera has this.');
  });

  it('says to call when nobody has answered in five minutes', async () => {
    await show(alert());
    await act(async () => {
      await vi.advanceTimersByTimeAsync(5 * minute);
    });
    expect(standing()).toContain('Nobody has answered yet.');
    expect(document.querySelector('section[role="status"] a[href="tel:988"]')).not.toBeNull();
  });

  it('says to call, and not that they were told, when nobody could be told', async () => {
    await show(alert({ state: 'raised', events: [] }));
    expect(standing()).toContain('Nobody of your team could be told yet.');
    expect(standing()).not.toContain('was told');
    expect(document.querySelector('section[role="status"] a[href="tel:988"]')).not.toBeNull();
  });

  it('stands in the place of what the server wrote, once it is known', async () => {
    await show(alert());
    await draw(
      <>
        <div id="told-state">Nobody has answered yet.</div>
        <Told care={care} page={{ alert: 'alert' }} />
      </>,
    );
    await settled();
    expect(textOf(document.querySelector('#told-state'))).toContain('Your team was told at 2:58 am.');
    expect(document.body.textContent).not.toContain('Nobody has answered yet.');
    expect(document.querySelectorAll('section[role="status"]')).toHaveLength(1);
  });

  it('says plainly when no alert is open, and how to tell them', async () => {
    await show(null);
    expect(standing()).toContain('Your team has not been told.');
    expect(document.querySelector('section[role="status"] form')?.getAttribute('action')).toBe('/help/tell');
  });

  it('stays to be read when it was closed', async () => {
    await show(alert({ state: 'contact-made', owner: luis }));
    mine = null;
    await act(async () => {
      await vi.advanceTimersByTimeAsync(3_000);
    });
    expect(standing()).toContain('This is closed.');
  });

  it('says that it is not connected, with numbers to call, and keeps what was seen', async () => {
    await show(alert());
    await care.hub.connect('waiting');
    expect(textOf(document.querySelector('.banner--crisis'))).toContain('No connection.');
    expect(document.querySelector('.banner--crisis a[href="tel:+13035550142"]')).not.toBeNull();
    expect(standing()).toContain('Your team was told');
  });
});

describe('Telling them more', () => {
  it('opens the crisis room with where they are and what is happening', async () => {
    await show(alert());
    expect(care.opened).toEqual([{ roomFor: { alert: 'alert', patient: 'person Maya Torres', room: null } }]);
    await write('2210 Larimer Street', document.querySelector('input'));
    await write('I can’t stop shaking');
    await press('Send it to my team');
    expect(talk.send).toHaveBeenCalledExactlyOnceWith({ type: 'details', where: '2210 Larimer Street', text: 'I can’t stop shaking' });
  });

  it('needs only one of the two, and says so when both are empty', async () => {
    await show(alert());
    await press('Send it to my team');
    expect(talk.send).not.toHaveBeenCalled();
    expect(textOf(document.querySelector('.error'))).toBe('Write in one of the two, then send.');
    await write('At home', document.querySelector('input'));
    await press('Send it to my team');
    expect(talk.send).toHaveBeenCalledOnce();
  });

  it('goes on as messages once they wrote, and shows what the team writes from the start', async () => {
    await show(alert({ room: 'room' }), { circle: 'room', lines: [message('I am Luis. I call you now.', { name: 'Luis Herrera' })] });
    expect(care.opened).toEqual([{ roomFor: { alert: 'alert', patient: 'person Maya Torres', room: 'room' } }]);
    expect(textOf(document.querySelector('[role="log"]'))).toContain('I am Luis. I call you now.');
    expect(document.querySelectorAll('textarea')).toHaveLength(1);
    await talk.change({ lines: [message('Help', { own: true, state: { is: 'sent', at: night } })] });
    expect(() => find('Send it to my team')).toThrow();
    await write('Thank you');
    await press('Send');
    expect(talk.send).toHaveBeenCalledExactlyOnceWith({ type: 'text', text: 'Thank you' }, undefined);
  });

  it('takes a new place once something was said', async () => {
    await show(alert({ room: 'room' }), { circle: 'room', lines: [message('Help', { own: true, state: { is: 'sent', at: night } })] });
    await write('  At the bus stop ', document.querySelector('input'));
    await press('Tell my team where I am');
    expect(talk.send).toHaveBeenCalledExactlyOnceWith({ type: 'location', where: 'At the bus stop' });
  });

  it('tells the room that the team opened first to the conversation that is being written in', async () => {
    await show(alert());
    await write('I can’t');
    await care.hub.tell('AlertChanged', alert({ room: 'room' }));
    expect(care.opened.at(-1)).toEqual({ roomFor: { alert: 'alert', patient: 'person Maya Torres', room: 'room' } });
    expect(document.querySelector('textarea')?.value).toBe('I can’t');
  });
});

it('On a device without keys it says that the alert went out, and how to write', async () => {
  const drawn = await draw(<ToldLocked />);
  expect(textOf(drawn)).toContain('Your team was told all the same.');
  expect(drawn.querySelector('a')?.getAttribute('href')).toBe('/unlock?next=%2Fhelp%2Ftold');
});
