// @vitest-environment happy-dom
import { act } from 'preact/test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, danasTeam, draw, find, message, press, settled, type StagedCare, stagedCare, StagedTalk, team, textOf, write } from '../../../tests/stage/stage';
import { Refused } from '../../care/errors';
import { Store } from '../../care/store';
import type { AlertRow, CircleInfo, PatientContacts, PatientResults } from '../../care/wire';
import { Room } from './room';

const night = new Date(2026, 10, 24, 3, 4).getTime();
const minute = 60_000;
const maya = 'person Maya Torres';
const crisis = team('Crisis team', ['Luis Herrera'], { care: 'crisis', mine: 'lead' });
const alert = { alert: 'alert', patient: 'record', patientName: 'Maya Torres', patientPerson: maya, room: 'room' } as AlertRow;
const circle = (more: Partial<CircleInfo>): CircleInfo => ({
  circle: 'circle', kind: 3, epoch: 0, last: 1, opened: 0, unread: 0, lastMessageAt: 0, stale: false, patient: 'record', patientName: 'Maya Torres', title: '', teams: [], plan: false, ...more,
});
const contacts: PatientContacts = {
  phone: '303 555 0187', address: '2210 Larimer Street, Apt 4', changedAt: 1, teams: [danasTeam.team, 'team of Front desk'],
  contacts: [{ name: 'Elena Torres', relation: 'sister', phone: '+1 (303) 555-0119', mayCall: true }, { name: 'Ben Torres', relation: 'father', phone: '303 555 0100', mayCall: false }],
};

let care: StagedCare;
let talk: StagedTalk;
let plan: StagedTalk;
let notes: StagedTalk;
let told: string[];

async function show(more: { writes?: boolean; contacts?: PatientContacts | null; results?: PatientResults; mine?: readonly CircleInfo[] } = {}): Promise<HTMLElement> {
  if (more.contacts === null) vi.mocked(care.api.contacts).mockRejectedValue(new Refused('NotFound'));
  else if (more.contacts !== undefined) vi.mocked(care.api.contacts).mockResolvedValue(more.contacts);
  if (more.results !== undefined) vi.mocked(care.api.results).mockResolvedValue(more.results);
  (care.mine as Store<readonly CircleInfo[]>).set(more.mine ?? []);
  const drawn = await draw(<Room care={care} alert={alert} writes={more.writes ?? false} tell={(words) => told.push(words)} />);
  await settled();
  return drawn;
}

/** What stands beside a term. */
const beside = (term: string): HTMLElement => {
  const found = [...document.querySelectorAll('dt')].find((dt) => textOf(dt) === term)?.nextElementSibling;
  if (!(found instanceof HTMLElement)) throw new Error(`Nothing stands beside ${term}`);
  return found;
};

beforeEach(() => {
  vi.useFakeTimers({ now: night, toFake: ['Date'] });
  told = [];
  [talk, plan, notes] = [new StagedTalk({ circle: 'room' }), new StagedTalk({ circle: 'plan' }), new StagedTalk({ circle: null })];
  const staged = stagedCare(talk, 'person Luis Herrera', { teams: [danasTeam, crisis, team('Front desk', ['Tom Reyes'], { care: 'front-desk' })] });
  care = { ...staged, conversation: (target) => {
    staged.opened.push(target);
    return 'roomFor' in target ? talk : 'circle' in target && target.circle === 'plan' ? plan : notes;
  } };
});
afterEach(() => {
  clear();
  vi.useRealTimers();
});

describe('Where they are', () => {
  const said = [
    message('', { key: 'a', author: maya, name: 'Maya Torres', at: night - 5 * minute, content: { type: 'details', where: 'At home', text: 'Alone' } }),
    message('', { key: 'b', author: 'person Luis Herrera', own: true, at: night - 2 * minute, content: { type: 'location', where: 'On the bridge at 15th Street' } }),
  ];

  it('is the newest word, with when it was confirmed and by whom, and the earlier ones behind it', async () => {
    await show();
    await talk.change({ lines: said });
    expect(textOf(beside('Where they are').querySelector('p'))).toBe('On the bridge at 15th StreetConfirmed 3:02 am, by you.');
    const earlier = beside('Where they are').querySelector('details');
    expect(textOf(earlier?.querySelector('summary') ?? null)).toBe('One earlier place');
    expect(textOf(earlier?.querySelector('li') ?? null)).toBe('At homeSaid so at 2:59 am.');
    expect(textOf(beside('What is happening'))).toBe('Alone');
  });

  it('is where they usually are only under that name', async () => {
    await show({ contacts });
    expect(textOf(beside('Where they are'))).toBe('Not said yet.Usually at: 2210 Larimer Street, Apt 4');
  });

  it('is confirmed into the room by who has the alert', async () => {
    await show({ writes: true, contacts });
    await press('Confirm where they are');
    const field = beside('Where they are').querySelector<HTMLInputElement>('input');
    expect(field?.value).toBe('2210 Larimer Street, Apt 4');
    await write('  In the café downstairs ', field);
    await press('Confirm');
    expect(talk.send).toHaveBeenCalledExactlyOnceWith({ type: 'location', where: 'In the café downstairs' });
    expect(told).toContain('Written down: where they are.');
  });

  it('is not confirmed as nothing', async () => {
    await show({ writes: true });
    await press('Confirm where they are');
    await press('Confirm');
    expect([talk.send.mock.calls.length, textOf(document.querySelector('[role="alert"]'))]).toEqual([0, 'Write where they are.']);
  });

  it('cannot be confirmed by who only looks', async () => {
    await show({ contacts });
    expect(() => find('Confirm where they are')).toThrow();
  });
});

describe('Who to call', () => {
  it('is the patient, then their people in order, with what was agreed', async () => {
    await show({ contacts });
    expect([...beside('Who to call').querySelectorAll('li')].map(textOf)).toEqual([
      'Maya TorresCall 303 555 0187: Maya Torres',
      'Elena Torres, sisterMay be called in a crisis.Call +1 (303) 555-0119: Elena Torres',
      'Ben Torres, fatherThe patient did not agree to a call in a crisis.Call 303 555 0100: Ben Torres',
    ]);
    expect([...document.querySelectorAll('a[href^="tel:"]')].map((link) => link.getAttribute('href'))).toEqual(['tel:3035550187', 'tel:3035550187', 'tel:+13035550119', 'tel:3035550100']);
  });

  it('says so when nothing was given, and when the record gives nothing', async () => {
    await show();
    expect(textOf(beside('Who to call'))).toBe('No phone number and no people in the record.');
    await show({ contacts: null });
    expect(textOf(beside('Who to call'))).toBe('The record gives no numbers to you.');
  });
});

describe('The safety plan', () => {
  const steps = [[{ text: 'I lie awake', phone: '' }], [{ text: 'Music', phone: '' }, { text: 'A shower', phone: '' }], [], [{ text: 'Elena', phone: '303 555 0119' }], [], [{ text: 'Elena keeps my pills', phone: '' }]];

  it('is opened through the crisis team: what helps, whom to ask, means, and all of it', async () => {
    await show({ mine: [circle({ circle: 'other', patient: 'another', plan: true }), circle({ circle: 'plan', plan: true })] });
    await plan.change({ lines: [message('', { author: maya, name: 'Maya Torres', at: night - 5 * minute, content: { type: 'plan', base: 0, steps } })] });
    expect(care.opened).toContainEqual({ circle: 'plan' });
    expect(textOf(beside('Safety plan'))).toContain('What helps them on their own: Music; A shower');
    expect(textOf(beside('Safety plan'))).toContain('Changed today, 2:59 am by Maya.');
    expect(textOf(beside('Means at hand'))).toBe('Elena keeps my pills');
    expect([...beside('Safety plan').querySelectorAll('details h2')].map(textOf)).toHaveLength(6);
  });

  it('that is not there is said in grey, and means are to be asked for', async () => {
    await show();
    expect(textOf(beside('Safety plan'))).toBe('No safety plan that the crisis team can read.');
    expect(textOf(beside('Means at hand').querySelector('.muted'))).toBe('Nothing written about means. Ask.');
  });
});

describe('What was shared of late', () => {
  it('is newest first', async () => {
    await show({
      results: {
        scores: [{ at: night - 3 * 86_400_000, instrument: 'gad7', total: null, band: null, course: null }, { at: night - 60 * minute, instrument: 'phq9', total: 16, band: 'moderately-severe', course: null }],
        screenings: [
          { at: night - 50 * minute, level: 'moderate', complete: false, asHigh: false }, { at: night - 40 * minute, level: 'moderate', complete: false, asHigh: true },
        ],
        risk: null,
        phq9ReliableChange: 6,
        gad7ReliableChange: 4,
      },
    });
    expect([...beside('Shared of late').querySelectorAll('li')].map((li) => textOf(li.firstChild as Element))).toEqual([
      'Safety questions, not finished: counts as high until asked.', 'Safety questions, not finished: at least moderate.', 'PHQ-9 16: moderately severe.', 'GAD-7, not finished: no total.',
    ]);
  });

  it('that is nothing is grey, and never low', async () => {
    await show();
    expect(textOf(beside('Shared of late').querySelector('.muted'))).toBe('Nothing shared. That is not the same as low risk.');
  });
});

describe('Notes to the team', () => {
  const open = async (): Promise<void> => {
    const fold = [...document.querySelectorAll<HTMLDetailsElement>('details')].find((each) => textOf(each.querySelector('summary')) === 'Notes to the team') as HTMLDetailsElement;
    await act(async () => {
      fold.open = true;
      fold.dispatchEvent(new Event('toggle'));
    });
    await settled();
  };

  it('go to a channel of the crisis team and the patient’s own teams, and it says that the patient cannot read them', async () => {
    await show({ writes: true, contacts });
    await open();
    expect(care.opened.at(-1)).toEqual({ channelWith: [crisis.team, danasTeam.team], about: 'record', title: '' });
    expect(document.body.textContent).toContain('Maya Torres can’t: notes are for the team.');
  });

  it('go on in the channel that is there', async () => {
    await show({ writes: true, contacts, mine: [circle({ circle: 'without crisis', kind: 4, teams: [danasTeam.team] }), circle({ circle: 'notes', kind: 4, teams: [danasTeam.team, crisis.team] })] });
    await open();
    expect(care.opened.at(-1)).toEqual({ circle: 'notes' });
  });
});
