// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, danasTeam, draw, press, settled, type StagedCare, stagedCare, StagedTalk, team, textOf, threadReaders } from '../../../tests/stage/stage';
import type { QueueRow } from '../../care/wire';
import { byPatient } from './patients';
import { Queue } from './queue';
import { inOrder } from './rows';
import { minute, row, theo, tuesday } from './rows.fixture';

const medication = team('Medication', ['Mina Park'], { mine: 'member', care: 'medication' });
const second = row('Theo Lindqvist', { item: 'second item', circle: 'second circle', team: medication.team, level: 'today', claimBy: tuesday + 100 * minute });
let care: StagedCare;

async function show(...rows: QueueRow[]): Promise<void> {
  care = stagedCare(new StagedTalk({ readers: threadReaders(false) }), undefined, { teams: [danasTeam, medication] });
  care.hub.answers.Queue = () => ({ error: null, rows });
  await draw(<Queue care={care} page={{}} />);
  await settled();
}

const rowsShown = (): string[] => [...document.querySelectorAll('.qrow')].map(textOf);
const strip = (): string[] => [...document.querySelectorAll('.strip a')].map(textOf);

beforeEach(() => {
  vi.useFakeTimers({ now: tuesday, toFake: ['Date'] });
  document.documentElement.lang = 'en';
  history.replaceState(null, '', '/queue');
});
afterEach(() => {
  clear();
  vi.useRealTimers();
});

describe('One row a patient', () => {
  it('stands where the patient’s most urgent row does, and shows the other thread', async () => {
    await show(second, theo, row('Hal Brennan', { level: 'routine' }));
    expect(rowsShown()).toHaveLength(2);
    expect(rowsShown()[0]).toContain('Urgent');
    expect(rowsShown()[0]).toContain('Also for Medication: today');
    expect(strip()).toContain('2 uncovered');
  });

  it('opens either thread, and claims the one that is open', async () => {
    await show(second, theo);
    await press('Also for Medication: today');
    expect(care.opened).toContainEqual({ circle: 'second circle' });
    await press(/^Claim/);
    expect(care.hub.asked).toContainEqual(['Claim', 'second item']);
    expect(care.hub.asked).not.toContainEqual(['Claim', theo.item]);
    expect(rowsShown()[0]).toContain('No owner');
  });

  it('says that another team has the patient waiting too, and nothing more', async () => {
    await show({ ...theo, elsewhere: ['team of others', medication.team] }, second);
    expect(rowsShown()[0]).toContain('Also waits for another team');
    expect(rowsShown()[0]).not.toContain('Also waits for Medication');
  });

  it('is shown by every view that one of its threads belongs to', async () => {
    await show(theo, { ...second, claimBy: tuesday - minute });
    await press('1 overdue');
    expect(rowsShown()).toHaveLength(1);
  });

  it('keeps the order of the rows whatever order they come in', () => {
    const rows = [theo, second, row('Hal Brennan', { level: 'routine' }), row('Rosa Delgado', { level: 'today', claimBy: tuesday - minute })];
    const orders = [rows, [...rows].reverse(), [rows[2], rows[0], rows[3], rows[1]] as QueueRow[]].map((each) => byPatient(inOrder(each)).map((one) => one.patient));
    expect(orders[0]).toEqual(['record Theo Lindqvist', 'record Rosa Delgado', 'record Hal Brennan']);
    expect(orders[1]).toEqual(orders[0]);
    expect(orders[2]).toEqual(orders[0]);
  });
});

describe('What nobody looks after', () => {
  it('stays in the queue when no team can see it, and says so', async () => {
    await show({ ...theo, team: 'team that is gone', uncovered: 'no-team' });
    expect(rowsShown()[0]).toContain('Nobody of its team is there');
    await care.hub.tell('QueueChanged', { ...theo, team: 'team that is gone', uncovered: 'no-team', level: 'crisis' });
    expect(rowsShown()).toHaveLength(1);
    expect(strip()).toContain('1 uncovered');
  });

  it('counts a row whose owner is away as uncovered, and as mine when I cover', async () => {
    const covered: QueueRow = { ...theo, team: 'team of others', owner: 'person Mina Park', state: 'claimed', uncovered: 'owner-away', coveredBy: 'person Dana Okafor' };
    await show(covered);
    expect(strip()).toEqual(expect.arrayContaining(['1 mine', '1 uncovered']));
    expect(rowsShown()[0]).toContain('You cover for Mina Park');
    await care.hub.tell('QueueChanged', covered);
    expect(rowsShown()).toHaveLength(1);
    await press('Wrote and chose “now”');
    expect(textOf(document.querySelector('#thread'))).toContain('you need to be in');
    expect([...document.querySelectorAll('.keys button')].map(textOf)).not.toContain('ClaimC');
  });

  it('can be taken by a colleague of the team while its owner is away', async () => {
    await show({ ...theo, owner: 'person Luis Herrera', state: 'claimed', uncovered: 'owner-away' });
    await press('Wrote and chose “now”');
    await press(/^Claim/);
    expect(care.hub.asked).toContainEqual(['Claim', theo.item]);
    expect(rowsShown()[0]).toContain('You');
  });
});

describe('A row without a thread', () => {
  const alone: QueueRow = { ...theo, circle: null, reasons: [{ code: 'item9-positive', at: tuesday, detail: '' }] };

  it('begins a conversation under one of my teams', async () => {
    await show(alone);
    await press('PHQ-9: thoughts of being better off dead or of self-harm');
    expect(care.opened).toContainEqual({ threadFor: { patient: 'person Theo Lindqvist', team: danasTeam.team } });
  });

  it('says to call who has no keys yet', async () => {
    await show({ ...alone, patientPerson: null });
    await press('PHQ-9: thoughts of being better off dead or of self-harm');
    expect(textOf(document.querySelector('#thread'))).toContain('nobody can write to them here. Call them.');
    expect(document.querySelector('#thread textarea')).toBeNull();
  });
});
