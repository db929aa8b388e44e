// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, draw, press, settled, type StagedCare, stagedCare, StagedTalk, textOf, threadReaders } from '../../../tests/stage/stage';
import { Refused, Unreachable } from '../../care/errors';
import type { PatientResults, ScoreResult } from '../../care/wire';
import { Results } from './results';
import { maya, tuesday } from './rows.fixture';

const day = 24 * 3_600_000;
const phq9 = (daysAgo: number, total: number | null, band: ScoreResult['band']): ScoreResult => ({ instrument: 'phq9', at: tuesday - daysAgo * day, total, band, course: null });

let care: StagedCare;

async function show(found: Partial<PatientResults> | Error): Promise<HTMLElement> {
  care = stagedCare(new StagedTalk({ lines: [], readers: threadReaders(false), last: 0, openedByMe: 0 }));
  vi.mocked(care.api.results).mockImplementation(async () => {
    if (found instanceof Error) throw found;
    return { scores: [], screenings: [], phq9ReliableChange: 6, gad7ReliableChange: 4, risk: null, ...found };
  });
  const drawn = await draw(<Results care={care} row={maya} now={tuesday} />);
  await settled();
  return drawn;
}

beforeEach(() => {
  document.documentElement.lang = 'en';
});
afterEach(clear);

describe('Results beside the thread', () => {
  it('ask for this patient, and say that nothing asked is not low', async () => {
    const drawn = await show({});
    expect(care.api.results).toHaveBeenCalledWith(maya.patient);
    expect(textOf(drawn)).toContain('Not asked yet: not known, not low.');
    expect(drawn.querySelector('svg')).toBeNull();
  });

  it('say the newest score, how it moved, and when that is more than chance', async () => {
    const drawn = await show({ scores: [phq9(30, 10, 'moderate'), phq9(15, 11, 'moderate'), phq9(0, 17, 'moderately-severe')] });
    expect(textOf(drawn)).toContain('17, moderately severe. Up 6 since: Monday, November 9. More than chance explains.');
    const chart = drawn.querySelector('svg[role="img"]');
    expect(chart?.getAttribute('aria-label')).toBe(
      'PHQ-9, mood over time. 10, Sunday, October 25; 11, Monday, November 9; 17, Today. Lines mark what may be chance around the first score.',
    );
    expect(drawn.querySelectorAll('circle')).toHaveLength(3);
  });

  it('do not call a small move real', async () => {
    const drawn = await show({ scores: [phq9(14, 10, 'moderate'), phq9(0, 5, 'mild')] });
    expect(textOf(drawn)).toContain('5, mild. Down 5 since: Tuesday, November 10.');
    expect(textOf(drawn)).not.toContain('More than chance');
  });

  it('draw higher scores higher, inside the picture', async () => {
    const drawn = await show({ scores: [phq9(14, 0, 'minimal'), phq9(0, 27, 'severe')] });
    const [low, high] = [...drawn.querySelectorAll('circle')].map((dot) => Number(dot.getAttribute('cy')));
    expect([low, high]).toEqual([88, 0]);
  });

  it('list every score in words, and one that was not finished as that', async () => {
    const drawn = await show({ scores: [phq9(14, 10, 'moderate'), phq9(0, null, null)] });
    expect([...drawn.querySelectorAll('li')].map(textOf)).toEqual(['Today: not finished', 'Tuesday, November 10: 10, moderate']);
  });

  it('say a screener that was left as unfinished with its floor', async () => {
    const left = await show({ screenings: [{ at: tuesday, level: 'low', complete: false, asHigh: false }] });
    expect(textOf(left)).toContain('Left unfinished, so far: Low risk. Today');
    clear();
    const unknown = await show({ screenings: [{ at: tuesday, level: 'moderate', complete: false, asHigh: true }] });
    expect(textOf(unknown)).toContain('handled as high until asked');
    clear();
    const high = await show({ screenings: [{ at: tuesday, level: 'high', complete: false, asHigh: true }] });
    expect(textOf(high)).toContain('High risk. Today');
  });

  it('say who sees them to others, and that they could not be reached', async () => {
    expect(textOf(await show(new Refused('NotFound')))).toContain('The team that cares for the patient sees them.');
    clear();
    expect(textOf(await show(new Unreachable('down')))).toContain('could not be reached');
  });

  it('name remission and response', async () => {
    const drawn = await show({ scores: [phq9(14, 12, 'moderate'), { ...phq9(0, 4, 'minimal'), course: 'remission' }] });
    expect(textOf(drawn)).toContain('In remission: below 5.');
  });

  it('let a person step the level down, with a level below it and a reason', async () => {
    const drawn = await show({ risk: { level: 'high', since: tuesday, by: null } });
    expect(textOf(drawn)).toContain('Level in force: High risk. Today');
    await press('Step down');
    const dialog = document.querySelector('dialog')!;
    expect([...dialog.querySelectorAll('input[name="risk"]')].map((each) => (each as HTMLInputElement).value)).toEqual(['moderate', 'low', 'none']);
    await press('Step down', dialog);
    expect(textOf(dialog)).toContain('Choose a level and a reason.');
    expect(care.hub.asked).toEqual([]);
    await press('Moderate risk', dialog);
    await press('I spoke with the patient and looked at the risk', dialog);
    vi.mocked(care.api.results).mockClear();
    await press('Step down', dialog);
    expect(care.hub.asked).toEqual([['StepDownRisk', maya.patient, 'moderate', 'spoke-with-patient']]);
    expect(care.api.results).toHaveBeenCalledTimes(1);
  });

  it('make a missed visit at high risk urgent, after asking, and only at high risk', async () => {
    await show({ risk: { level: 'high', since: tuesday, by: null } });
    await press('Did not come');
    expect(care.hub.asked).toEqual([]);
    await press('Make it urgent');
    expect(care.hub.asked).toEqual([['RecordNoShow', maya.patient]]);
    clear();
    const moderate = await show({ risk: { level: 'moderate', since: tuesday, by: null } });
    expect(textOf(moderate)).not.toContain('Did not come');
  });

  it('offer nothing to step down where nothing is in force', async () => {
    const drawn = await show({ risk: { level: 'none', since: tuesday, by: 'person Dana Okafor' } });
    expect(drawn.querySelector('button')).toBeNull();
  });
});
