// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, draw, press, settled, type StagedCare, stagedCare, StagedTalk, textOf, threadReaders } from '../../../tests/stage/stage';
import type { AlertRow } from '../../care/wire';
import { Board } from './board';

const night = new Date(2026, 10, 24, 3, 4).getTime();
const minute = 60_000;
const luis = 'person Luis Herrera';
const dana = 'person Dana Okafor';

const alert = (name: string, more: Partial<AlertRow> = {}): AlertRow => ({
  alert: `alert ${name}`, patient: `record ${name}`, patientName: name, patientPerson: `person ${name}`, cause: 'help-button',
  raisedAt: night - 6 * minute, state: 'paged', owner: null, room: null, pages: [], contactBy: null, next: null,
  events: [
    { kind: 'raised', at: night - 6 * minute, by: `person ${name}`, detail: 'help-button' },
    { kind: 'paged', at: night - 6 * minute, by: null, detail: luis },
  ],
  ...more,
});
const drill = (more: Partial<AlertRow> = {}): AlertRow =>
  alert('', { alert: 'drill', patient: '', patientPerson: null, cause: 'drill', events: [{ kind: 'raised', at: night - 8 * minute, by: luis, detail: 'drill' }], raisedAt: night - 8 * minute, ...more });

let care: StagedCare;

async function show(...alerts: AlertRow[]): Promise<HTMLElement> {
  care = stagedCare(new StagedTalk({ circle: null, readers: threadReaders(false) }));
  care.hub.answers.Board = () => ({ error: null, alerts });
  const drawn = await draw(<Board care={care} page={{}} />);
  await settled();
  return drawn;
}
const asked = (method: string): unknown[][] => care.hub.asked.filter(([name]) => name === method);
const trail = (): string => textOf(document.querySelector('.trail'));
const names = (): string[] => [...document.querySelectorAll('.alert h2')].map(textOf);
const toast = (): string => textOf(document.querySelector('.toast'));

beforeEach(() => {
  vi.useFakeTimers({ now: night, toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  document.documentElement.lang = 'en';
  localStorage.clear();
});
afterEach(() => {
  clear();
  vi.useRealTimers();
});

describe('Who was paged', () => {
  it('is said with each way and how far it came', async () => {
    await show(alert('Maya Torres', {
      pages: [
        { person: luis, way: 'board', state: 'waiting', at: night, attempts: 0, error: null },
        { person: luis, way: 'push', state: 'delivered', at: night, attempts: 1, error: null },
        { person: luis, way: 'sms', state: 'sent', at: night, attempts: 1, error: null },
        { person: luis, way: 'voice', state: 'waiting', at: night, attempts: 2, error: 'timed-out' },
        { person: luis, way: 'email', state: 'failed', at: night, attempts: 3, error: 'refused' },
      ],
    }));
    expect(trail()).toContain('Board: not seen yet. Push: arrived. Text: sent. Call: failed, is tried again. E-mail: did not arrive.');
  });

  it('is one line for a person who was paged again and again', async () => {
    const pages = [6, 4, 2].map((ago) => ({ kind: 'paged', at: night - ago * minute, by: null, detail: luis }));
    await show(alert('Maya Torres', { events: pages }));
    expect(document.querySelectorAll('.trail li')).toHaveLength(1);
    expect(trail()).toBe('Luis Herrera was told3:02 amPaged 3 times.');
  });

  it('is followed by who is next, with the time that is left', async () => {
    await show(alert('Maya Torres', { next: { at: night + 4 * minute + 12_000, people: [dana], round: 0 } }));
    expect(textOf(document.querySelector('.trail .todo'))).toContain('You3:08 am');
    expect(textOf(document.querySelector('.due'))).toBe('Next page: you, in4:12');
    await act(async () => {
      await vi.advanceTimersByTimeAsync(2_000);
    });
    expect(textOf(document.querySelector('.count'))).toBe('4:10');
  });

  it('says plainly when there is nobody', async () => {
    await show(alert('Maya Torres', { next: { at: night + 3_000, people: [], round: 0 } }));
    expect(textOf(document.querySelector('.trail .todo'))).toContain('Nobody can be paged now. Call the clinic.');
  });
});

describe('Who has it', () => {
  const mine = alert('Maya Torres', { state: 'acknowledged', owner: dana, contactBy: night + 9 * minute });

  it('sees the time to contact that the clinic keeps', async () => {
    await show(mine);
    expect(textOf(document.querySelector('.alert'))).toContain('9 min to reach them');
  });

  it('can give it back, and is told that others are paged', async () => {
    await show(mine);
    await press(/give it back/);
    expect(asked('GiveBack')).toEqual([['GiveBack', mine.alert]]);
    expect(toast()).toBe('Given back: Maya Torres. The next people are paged now.');
  });

  it('is told when the fifteen minutes ended without contact', async () => {
    const events = [{ kind: 'acknowledged', at: night - 16 * minute, by: dana, detail: '' }, { kind: 'expired', at: night - minute, by: null, detail: dana }];
    await show(alert('Maya Torres', { events }));
    expect(textOf(document.querySelector('.alert__head'))).toContain('You had it for 15 minutes without contact');
    expect(trail()).toContain('You did not reach them in 15 minutes');
  });

  it('is not reminded once somebody has it again', async () => {
    const events = [{ kind: 'expired', at: night - 2 * minute, by: null, detail: dana }, { kind: 'acknowledged', at: night - minute, by: luis, detail: '' }];
    await show(alert('Maya Torres', { state: 'acknowledged', owner: luis, events }));
    expect(textOf(document.querySelector('.alert__head'))).not.toContain('without contact');
  });
});

describe('A drill', () => {
  it('stands after every real alert, and says what it is', async () => {
    await show(drill(), alert('Maya Torres', { raisedAt: night }));
    expect(names()).toEqual(['Maya Torres', 'Drill']);
    expect(textOf(document.querySelectorAll('.alert')[1] ?? null)).toContain('A drill: nobody is in danger');
    // Red is for a crisis.
    expect([...document.querySelectorAll('.alert')].map((each) => each.querySelector('.btn--crisis') !== null)).toEqual([true, false]);
    expect(textOf(document.querySelector('p[role="alert"]'))).toContain('Maya Torres');
  });

  it('is taken, gone through and ended', async () => {
    await show(drill({ state: 'contact-made', owner: dana }));
    expect(document.querySelector('.alert dl')).toBeNull();
    await press('End the drill');
    expect(asked('EndDrill')).toEqual([['EndDrill', 'drill']]);
    expect(asked('CloseAlert')).toEqual([]);
    expect(names()).toEqual([]);
  });

  it('starts only after a question', async () => {
    await show();
    await press('Start a drill');
    expect(asked('StartDrill')).toEqual([]);
    const dialog = document.querySelector('dialog, [role="dialog"]');
    expect(textOf(dialog)).toContain('Each page says that it is a drill');
    await act(async () => {
      dialog?.querySelector('form')?.requestSubmit();
      await vi.advanceTimersByTimeAsync(0);
    });
    expect(asked('StartDrill')).toHaveLength(1);
  });
});
