// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, draw, press, settled, type StagedCare, stagedCare, textOf } from '../../../tests/stage/stage';
import type { TaskRow } from '../../care/wire';
import { Queue } from './queue';
import { tuesday } from './rows.fixture';

const hour = 3_600_000;
const task = (kind: TaskRow['kind'], more: Partial<TaskRow> = {}): TaskRow => ({
  task: `task ${kind}`, patient: 'record Maya', patientName: 'Maya Torres', kind, owner: 'person Dana Okafor', due: tuesday + 72 * hour, state: 'open', uncovered: '', coveredBy: null, ...more,
});
let care: StagedCare;

async function show(...tasks: TaskRow[]): Promise<void> {
  care = stagedCare();
  care.hub.answers.Queue = () => ({ error: null, rows: [] });
  care.hub.answers.Tasks = () => ({ error: null, tasks });
  await draw(<Queue care={care} page={{}} />);
  await settled();
}

const shown = (): string[] => [...document.querySelectorAll('.task strong')].map(textOf);
const words = (): string => textOf(document.querySelector('.tasks'));
const asked = (method: string): unknown[][] => care.hub.asked.filter(([name]) => name === method);

beforeEach(() => {
  vi.useFakeTimers({ now: tuesday, toFake: ['Date'] });
  document.documentElement.lang = 'en';
  history.replaceState(null, '', '/queue');
});
afterEach(() => {
  clear();
  vi.useRealTimers();
});

describe('Tasks', () => {
  it('stand mine first, then by day, overdue marked', async () => {
    await show(task('review', { owner: 'person Luis Herrera', due: tuesday - hour }), task('contact', { due: tuesday + hour / 2 }), task('call-after-crisis', { due: tuesday - 2 * hour }));
    expect(shown()).toEqual(['Call after a crisis', 'Make contact', 'Review: symptoms may be coming back']);
    expect(words()).toContain('Overdue 2 h');
    expect(words()).toContain('30 min left');
    expect([...document.querySelectorAll('.strip a')].map(textOf)).toEqual(['2 overdue', '1 due in an hour', '2 mine', '0 uncovered', '3 all']);
    await press('2 overdue');
    expect(shown()).toEqual(['Call after a crisis', 'Review: symptoms may be coming back']);
  });

  it('further away than a week are folded away', async () => {
    await show(task('first-visit', { due: tuesday + 6 * 24 * hour }), task('second-visit', { due: tuesday + 30 * 24 * hour }));
    expect(shown()).toEqual(['Visit after a crisis: first']);
    await press('1 more, later than this week');
    expect(shown()).toEqual(['Visit after a crisis: first', 'Visit after a crisis: second']);
  });

  it('are done after a question', async () => {
    await show(task('contact'));
    await press('Done');
    expect(asked('FinishTask')).toEqual([]);
    await press('Done', document.querySelector('dialog') as HTMLElement);
    expect(asked('FinishTask')).toEqual([['FinishTask', 'task contact']]);
    expect(shown()).toEqual([]);
    expect(textOf(document.querySelector('.toast'))).toBe('Done. It is off the list.');
  });

  it('of an absent owner say so and can be taken', async () => {
    await show(task('contact', { owner: 'person Luis Herrera', uncovered: 'owner-away', coveredBy: 'person Dana Okafor' }));
    expect(words()).toContain('Its owner is away. You cover.');
    expect([...document.querySelectorAll('.strip a')].map(textOf)).toEqual(expect.arrayContaining(['1 mine', '1 uncovered']));
    await press('Take');
    expect(asked('HandTask')).toEqual([['HandTask', 'task contact', 'person Dana Okafor']]);
    expect(words()).toContain('You');
    expect(words()).not.toContain('away');
  });

  it('go to a colleague', async () => {
    await show(task('contact'));
    await press('Hand over');
    await press('Luis Herrera', document.querySelector('dialog') as HTMLElement);
    await press('Hand over', document.querySelector('dialog') as HTMLElement);
    expect(asked('HandTask')).toEqual([['HandTask', 'task contact', 'person Luis Herrera']]);
    expect(words()).toContain('Luis Herrera');
  });

  it('come and go live', async () => {
    await show();
    expect(document.querySelector('.tasks')).toBeNull();
    await care.hub.tell('TaskChanged', task('review'));
    expect(shown()).toEqual(['Review: symptoms may be coming back']);
    await care.hub.tell('TaskChanged', task('review', { state: 'done' }));
    expect(shown()).toEqual([]);
  });
});
