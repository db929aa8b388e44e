// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, danasTeam, draw, key, press, settled, type StagedCare, stagedCare, StagedTalk, team, textOf, threadReaders } from '../../../tests/stage/stage';
import { Unreachable } from '../../care/errors';
import type { Clinic } from '../../care/types';
import type { QueueRow } from '../../care/wire';
import { Queue } from './queue';
import { maya, theo, tuesday } from './rows.fixture';

let care: StagedCare;
let talk: StagedTalk;
const add = vi.fn(async () => undefined);

async function show(row: QueueRow, more: Partial<Clinic> = {}): Promise<void> {
  talk = new StagedTalk({ readers: threadReaders(false) });
  care = { ...stagedCare(talk, undefined, more), circles: { addToTeam: add } as unknown as StagedCare['circles'] };
  care.hub.answers.Queue = () => ({ error: null, rows: [row] });
  await draw(<Queue care={care} page={{}} />);
  await settled();
  await press(/^Wrote and chose/);
}

const dialog = (): HTMLElement => document.querySelector('dialog') as HTMLElement;
const toast = (): string => textOf(document.querySelector('.toast'));
const asked = (method: string): unknown[][] => care.hub.asked.filter(([name]) => name === method);

beforeEach(() => {
  vi.useFakeTimers({ now: tuesday, toFake: ['Date', 'requestAnimationFrame'] });
  document.documentElement.lang = 'en';
  localStorage.clear();
  add.mockClear();
  history.replaceState(null, '', '/queue');
});
afterEach(() => {
  clear();
  vi.useRealTimers();
});

describe('Lowering', () => {
  it('takes a level below and a reason', async () => {
    await show(theo);
    await press(/^Lower/);
    expect([...dialog().querySelectorAll('input[name="level"]')].map((input) => (input as HTMLInputElement).value)).toEqual(['today', 'routine']);
    await press('Lower it', dialog());
    expect(textOf(dialog().querySelector('.error'))).toBe('Choose a level and a reason.');
    await press(/^Today/, dialog());
    await press('I spoke with the patient about risk', dialog());
    care.hub.answers.Queue = () => ({ error: null, rows: [{ ...theo, level: 'today' }] });
    await press('Lower it', dialog());
    expect(asked('LowerLevel')).toEqual([['LowerLevel', theo.item, 'today', 'spoke-with-patient']]);
    expect(document.querySelector('dialog')).toBeNull();
    expect(toast()).toBe('Theo Lindqvist is now today.');
    expect(textOf(document.querySelector('.qrow'))).toContain('Today');
  });

  it('says why it cannot be while an alert is open', async () => {
    await show(theo);
    care.hub.answers.LowerLevel = () => ({ error: 'WrongState', retryAfter: 0 });
    await press(/^Lower/);
    await press(/^Routine/, dialog());
    await press('The patient said it can wait', dialog());
    await press('Lower it', dialog());
    expect(textOf(dialog())).toContain('While a crisis alert of the patient is open, the level stays.');
    expect(textOf(document.querySelector('.qrow'))).toContain('Urgent');
  });

  it('has nothing to offer for what is routine, nor for what a colleague has', async () => {
    await show({ ...theo, level: 'routine' });
    expect([...document.querySelectorAll('.keys button')].map(textOf)).not.toContain('LowerL');
    await key('l', document.body);
    expect(document.querySelector('dialog')).toBeNull();
    await show({ ...theo, owner: 'person Luis Herrera', state: 'claimed' });
    await key('l', document.body);
    expect(document.querySelector('dialog')).toBeNull();
  });

  it('opens by its key', async () => {
    await show(theo);
    await key('l', document.body);
    expect(textOf(dialog().querySelector('h2'))).toBe('Lower the level of Theo Lindqvist');
  });
});

describe('Handing over', () => {
  it('gives the row to a colleague of the team', async () => {
    await show(maya);
    await key('h', document.body);
    await press('Luis Herrera', dialog());
    await press('Hand over', dialog());
    expect(add).not.toHaveBeenCalled();
    expect(asked('HandOver')).toEqual([['HandOver', maya.item, 'person Luis Herrera']]);
    expect(toast()).toBe('Luis Herrera has Maya Torres now.');
    expect(textOf(document.querySelector('.qrow'))).toContain('Luis Herrera');
  });

  it('lets a colleague into the team first, with what was written before', async () => {
    await show(maya);
    add.mockImplementationOnce(async () => expect(asked('HandOver')).toEqual([]) as never);
    await press(/^Hand over/);
    await press(/^Mina Park/, dialog());
    expect(textOf(dialog())).toContain('Mina Park joins Dana’s team and can read what the team can. Maya Torres sees that they joined.');
    await press('Hand over', dialog());
    expect(add).toHaveBeenCalledExactlyOnceWith(danasTeam.team, 'person Mina Park', { history: true });
    expect(asked('HandOver')).toEqual([['HandOver', maya.item, 'person Mina Park']]);
  });

  it('says who can add somebody when this person can not', async () => {
    const theirs = team('Dana’s team', ['Dana Okafor', 'Luis Herrera'], { mine: 'member', members: [{ person: 'person Luis Herrera', name: 'Luis Herrera', lead: true }] });
    const staff = [
      { person: 'person Dana Okafor', name: 'Dana Okafor', steward: false },
      { person: 'person Mina Park', name: 'Mina Park', steward: false },
      { person: 'person Priya Nair', name: 'Priya Nair', steward: true },
    ];
    await show(maya, { teams: [theirs], staff });
    await press(/^Hand over/);
    await press(/^Mina Park/, dialog());
    expect(textOf(dialog())).toContain('Mina Park is not in Dana’s team. Luis Herrera or Priya Nair can add them.');
    await press('Hand over', dialog());
    expect(add).not.toHaveBeenCalled();
    expect(asked('HandOver')).toEqual([]);
    expect(textOf(dialog().querySelector('.error'))).toContain('You can’t add somebody to this team.');
  });
});

describe('Templates', () => {
  const items = [{ id: '1', titleEn: 'Tomorrow', textEn: 'Hello {name}, I answer tomorrow.', titleEs: 'Mañana', textEs: 'Hola, {name}. Le respondo mañana.' }];

  it('puts one into the message with the first name in it, and sends nothing', async () => {
    await show(maya);
    (care.api as unknown as { replyTemplates: unknown }).replyTemplates = vi.fn(async () => ({ items }));
    await key('t', document.body);
    await settled();
    await press(/^Tomorrow/, dialog());
    expect(talk.draft.get()).toBe('Hello Maya, I answer tomorrow.');
    expect(talk.send).not.toHaveBeenCalled();
    expect(document.querySelector('dialog')).toBeNull();
    expect(toast()).toBe('The template is in your message. Nothing was sent.');
    vi.advanceTimersByTime(50);
    expect(document.activeElement).toBe(document.querySelector('textarea'));
  });

  it('keeps what was written, and speaks the other language', async () => {
    await show(maya);
    (care.api as unknown as { replyTemplates: unknown }).replyTemplates = vi.fn(async () => ({ items }));
    talk.keep('Dear Maya.');
    await press(/^Templates/);
    await press('Español', dialog());
    expect(dialog().querySelector('ul')?.lang).toBe('es');
    await press(/^Mañana/, dialog());
    expect(talk.draft.get()).toBe('Dear Maya.\n\nHola, Maya. Le respondo mañana.');
  });

  it('says when there are none', async () => {
    await show(maya);
    await press(/^Templates/);
    expect(textOf(dialog())).toContain('The clinic has no templates yet.');
  });
});

describe('Raising an alert', () => {
  it('asks first, pages for the patient of the row, and says so', async () => {
    await show(theo);
    await press('Raise an alert');
    expect(asked('RaiseFor')).toEqual([]);
    await press('Raise the alert', dialog());
    expect(asked('RaiseFor')).toEqual([['RaiseFor', expect.stringMatching(/^[0-9a-f-]{36}$/), theo.patient]]);
    expect(dialog()).toBeNull();
    expect(toast()).toBe('The alert for Theo Lindqvist is raised. The crisis team is paged.');
  });

  it('that got no answer is tried again as the same alert', async () => {
    await show(theo);
    await press('Raise an alert');
    care.hub.answers.RaiseFor = () => Promise.reject(new Unreachable('away'));
    await press('Raise the alert', dialog());
    expect(textOf(dialog().querySelector('.error'))).toContain('nothing was changed');
    care.hub.answers.RaiseFor = () => ({ error: null, alert: 'a', repeated: false });
    await press('Raise the alert', dialog());
    const [first, second] = asked('RaiseFor');
    expect(second).toEqual(first);
  });
});
