// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, danasTeam, draw, find, message, press, settled, type StagedCare, stagedCare, StagedTalk, team, textOf, write } from '../../../tests/stage/stage';
import { forgetPlan, keepPlan } from '../../care/kept';
import { emptyPlan, type PlanSteps, writeDraft } from '../../care/plan';
import { Refused } from '../../care/errors';
import type { Store } from '../../care/store';
import type { CircleInfo } from '../../care/wire';
import { Plan, type PlanPage } from './plan';

vi.mock('../../care/kept', () => ({ keepPlan: vi.fn(async () => undefined), forgetPlan: vi.fn(async () => undefined) }));

const morning = new Date(2026, 10, 24, 9, 0).getTime();
const minute = 60_000;
const maya = 'person Maya Torres';
const line = (text: string, phone = '') => ({ text, phone });
const steps = (...first: string[]): PlanSteps => [first.map((text) => line(text)), [], [], [line('Elena', '303 555 0119')], [], []];
const version = (number: number, base: number, by: string, plan: PlanSteps, own = false) =>
  message('', { key: `v${number}`, number, own, author: `person ${by}`, name: by, at: morning - (10 - number) * minute, content: { type: 'plan', base, steps: plan }, state: own ? { is: 'sent', at: morning } : null });
const circle = (more: Partial<CircleInfo>): CircleInfo => ({
  circle: 'plan', kind: 3, epoch: 0, last: 1, opened: 0, unread: 0, lastMessageAt: 0, stale: false, patient: 'account', patientName: 'Maya Torres', title: '', teams: [], plan: true, ...more,
});
const mine: PlanPage = { record: null, name: '', lines: [{ name: 'Warm line', number: '+13035550142' }] };
const hers: PlanPage = { record: 'record', name: 'Maya Torres' };

let care: StagedCare;
let talk: StagedTalk;

async function show(page: PlanPage, circles: readonly CircleInfo[] = []): Promise<HTMLElement> {
  (care.mine as Store<readonly CircleInfo[]>).set(circles);
  const drawn = await draw(<Plan care={care} page={page} />);
  await settled();
  return drawn;
}

const cards = (): string[] => [...document.querySelectorAll('.plan > li')].map(textOf);

beforeEach(() => {
  vi.useFakeTimers({ now: morning, toFake: ['Date'] });
  localStorage.clear();
  talk = new StagedTalk({ circle: null });
  care = stagedCare(talk, maya, { teams: [danasTeam, team('Pills', ['Tom Reyes'], { care: 'medication' }), team('Front desk', ['Tom Reyes'], { care: 'front-desk' })] });
});
afterEach(() => {
  clear();
  vi.useRealTimers();
  vi.clearAllMocks();
});

describe('A plan that is not there yet', () => {
  it('says what it is for and who can read it before the first word', async () => {
    const drawn = await show(mine);
    expect(textOf(drawn)).toContain('Six short steps for the hard moments');
    expect(textOf(drawn)).toContain('Who can read this: you and 2 people');
    expect(drawn.querySelector('textarea')).toBeNull();
  });

  it('is begun with the teams that the patient writes to', async () => {
    await show(mine, [circle({ circle: 'thread', plan: false, teams: ['team of Pills', 'team of Front desk'] })]);
    expect(care.opened.at(-1)).toEqual({ planOf: { patient: maya, record: 'account', name: 'Dana Okafor', teams: ['team of Pills'] } });
  });

  it('is begun with the therapists by who wrote to nobody yet', async () => {
    await show(mine);
    expect(care.opened.at(-1)).toEqual({ planOf: { patient: maya, record: 'account', name: 'Dana Okafor', teams: [danasTeam.team] } });
  });

  it('is begun by staff with the teams that the record names', async () => {
    vi.mocked(care.api.contacts).mockResolvedValue({ phone: '', address: '', changedAt: 0, contacts: [], teams: [danasTeam.team] });
    const drawn = await show(hers);
    expect(care.opened.at(-1)).toEqual({ planOf: { patient: maya, record: 'record', name: 'Maya Torres', teams: [danasTeam.team] } });
    expect(textOf(drawn)).toContain('Maya Torres has no safety plan yet');
  });

  it('is not begun by staff of another team', async () => {
    vi.mocked(care.api.contacts).mockRejectedValue(new Refused('NotFound'));
    const drawn = await show(hers);
    expect(textOf(drawn)).toContain('Only the patient, the teams they write to and the crisis team can open this plan.');
    expect(care.opened).toEqual([]);
  });
});

describe('A plan', () => {
  it('is six cards with their purpose, numbers to tap, and 988 whatever was written', async () => {
    await show(mine, [circle({})]);
    await talk.change({ circle: 'plan', lines: [version(2, 0, 'Maya Torres', steps('I lie awake'), true)] });
    expect(care.opened.at(-1)).toEqual({ circle: 'plan' });
    expect(cards()).toHaveLength(6);
    expect(cards()[0]).toContain('tell you a crisis may be starting');
    expect(cards()[0]).toContain('I lie awake');
    expect([...document.querySelectorAll('.plan a')].map((link) => link.getAttribute('href'))).toEqual(['tel:3035550119', 'tel:988', 'sms:988', 'tel:+13035550142']);
    expect(textOf(document.querySelector('header'))).toContain('Changed today, 8:52 am by you.');
  });

  it('is kept on the patient’s device, which says so, until they say no', async () => {
    await show(mine, [circle({})]);
    await talk.change({ circle: 'plan', lines: [version(2, 0, 'Maya Torres', steps('I lie awake'), true)] });
    await settled();
    expect(vi.mocked(keepPlan).mock.lastCall).toEqual([maya, { keptAt: morning, versions: [{ at: morning - 8 * minute, name: 'Maya Torres', own: true, steps: steps('I lie awake') }] }]);
    expect(document.body.textContent).toContain('Signing out takes it away.');
    await press('Keep no copy on this computer');
    expect(forgetPlan).toHaveBeenCalled();
    expect(document.body.textContent).toContain('No copy is kept on this computer.');
    vi.mocked(keepPlan).mockClear();
    await show(mine, [circle({})]);
    expect(keepPlan).not.toHaveBeenCalled();
  });

  it('is never kept on a device of staff', async () => {
    await show(hers, [circle({ patient: 'record' })]);
    await talk.change({ circle: 'plan', lines: [version(2, 0, 'Maya Torres', steps('I lie awake'))] });
    await settled();
    expect([cards().length, vi.mocked(keepPlan).mock.calls]).toEqual([6, []]);
  });

  it('shows earlier versions, and one of them can be the plan again', async () => {
    await show(mine, [circle({})]);
    await talk.change({ circle: 'plan', lines: [version(2, 0, 'Maya Torres', steps('one'), true), version(3, 2, 'Dana Okafor', steps('one', 'two'))] });
    expect(textOf(document.querySelector('header'))).toContain('by Dana and you');
    await press('Earlier versions');
    const rows = [...document.querySelectorAll<HTMLElement>('.facts > li')].filter((row) => row.querySelector('[aria-expanded]') !== null);
    expect(rows.map((row) => textOf(row.querySelector('strong')))).toEqual(['The plan now', 'Version of 8:52 am']);
    await press(/^Read/, rows[1]);
    expect(cards()[0]).not.toContain('two');
    await press('Make this the plan again');
    expect(talk.send).toHaveBeenCalledExactlyOnceWith({ type: 'plan', base: 3, steps: steps('one') });
  });

  it('that was saved over another says whose, and where the other one is', async () => {
    await show(mine, [circle({})]);
    const lines = [version(2, 0, 'Maya Torres', steps('one'), true), version(3, 2, 'Dana Okafor', steps('one', 'two')), version(4, 2, 'Maya Torres', steps('three'), true)];
    await talk.change({ circle: 'plan', lines });
    expect(textOf(document.querySelector('.banner--heed'))).toContain('You saved while Dana Okafor changed the plan too. Yours is the plan now.');
    await talk.change({ lines: [...lines, version(5, 4, 'Dana Okafor', steps('three', 'two'))] });
    expect(document.querySelector('.banner--heed')).toBeNull();
  });
});

describe('Writing', () => {
  const field = (): HTMLTextAreaElement | null => document.querySelector('textarea');

  it('goes one step a screen, keeps every letter on the device, and sends the whole at the end', async () => {
    await show(mine);
    await press('Start the plan');
    expect(textOf(document.querySelector('h1'))).toBe('Warning signs');
    expect(document.activeElement?.tagName).toBe('H1');
    await write('I lie awake', field());
    expect(talk.keep.mock.lastCall?.[0]).toBe(writeDraft({ base: 0, steps: [[line('I lie awake')], [], [], [], [], []] }));
    await press('Add another');
    await write('I stop answering', document.querySelectorAll('textarea')[1]);
    for (const next of ['What I can do on my own', 'People and places that take my mind off it', 'People I can ask for help']) {
      await press('Next');
      expect(textOf(document.querySelector('h1'))).toBe(next);
    }
    await write('Elena', field());
    await write('303 555 0119', document.querySelector('input'));
    await press('Next');
    await press('Back');
    expect(field()?.value).toBe('Elena');
    await press('Next');
    await press('Next');
    await press('Save the plan');
    expect(talk.send).toHaveBeenCalledExactlyOnceWith({ type: 'plan', base: 0, steps: [[line('I lie awake'), line('I stop answering')], [], [], [line('Elena', '303 555 0119')], [], []] });
    expect(textOf(document.querySelector('.toast'))).toBe('The plan is saved.');
  });

  it('asks for no phone number where there is nobody to call', async () => {
    await show(mine);
    await press('Start the plan');
    expect(document.querySelector('input')).toBeNull();
  });

  it('goes on where it was left, and can be thrown away', async () => {
    talk.draft.set(writeDraft({ base: 0, steps: steps('half a thought') }));
    await show(mine);
    expect(document.body.textContent).toContain('You began to write.');
    await press('Go on writing');
    expect(field()?.value).toBe('half a thought');
    await press('Leave without saving; go on later');
    expect(talk.send).not.toHaveBeenCalled();
    await press('Throw it away');
    expect(talk.draft.get()).toBe('');
  });

  it('that changed nothing sends nothing', async () => {
    await show(mine, [circle({})]);
    await talk.change({ circle: 'plan', lines: [version(2, 0, 'Maya Torres', steps('one'), true)] });
    await press('Change the plan');
    await write('one ', field());
    await press('Save and stop here');
    expect([talk.send.mock.calls.length, talk.draft.get()]).toEqual([0, '']);
  });

  it('hears at once that somebody else saved meanwhile, shows theirs, and still says what it was written over', async () => {
    await show(mine, [circle({})]);
    await talk.change({ circle: 'plan', lines: [version(2, 0, 'Maya Torres', steps('one'), true)] });
    await press('Change the plan');
    await write('one and more', field());
    await talk.change({ lines: [version(2, 0, 'Maya Torres', steps('one'), true), version(3, 2, 'Dana Okafor', steps('one', 'two'))] });
    expect(textOf(document.querySelector('.banner--heed'))).toContain('Dana Okafor changed the plan at 8:53 am, while you write.');
    expect(field()?.value).toBe('one and more');
    await press('Save and stop here');
    expect(talk.send).toHaveBeenCalledExactlyOnceWith({ type: 'plan', base: 2, steps: steps('one and more') });
  });

  it('says that a line which is no number cannot be called', async () => {
    talk.draft.set(writeDraft({ base: 0, steps: emptyPlan }));
    await show(mine);
    await press('Go on writing');
    for (let i = 0; i < 3; i++) await press('Next');
    await write('ask me', document.querySelector('input'));
    expect(textOf(document.querySelector('.field .hint'))).toBe('This is not a number that can be called.');
  });

  it('has room for ten lines', async () => {
    talk.draft.set(writeDraft({ base: 0, steps: [Array.from({ length: 10 }, (_, i) => line(`sign ${i}`)), [], [], [], [], []] }));
    await show(mine);
    await press('Go on writing');
    expect(() => find('Add another')).toThrow();
    await press(/^Remove: sign 3/);
    expect([...document.querySelectorAll('textarea')].map((each) => each.value)).toHaveLength(9);
    expect(find('Add another')).toBeTruthy();
  });
});

it('A plan whose circle this person is not in is said to be not theirs', async () => {
  await show(hers, [circle({ patient: 'record' })]);
  await talk.change({ gone: 'NotFound' });
  expect(textOf(document.querySelector('.banner'))).toContain('Only the patient');
});
