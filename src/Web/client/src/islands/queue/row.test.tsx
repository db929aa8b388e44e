// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, draw, stagedCare, textOf } from '../../../tests/stage/stage';
import type { QueueRow } from '../../care/wire';
import { byPatient, type PatientInQueue } from './patients';
import { Row } from './row';
import { hal, maya, rosa, row, theo, tuesday } from './rows.fixture';

async function show(one: QueueRow): Promise<void> {
  const care = stagedCare();
  await draw(<Row patient={byPatient([one])[0] as PatientInQueue} open={null} now={tuesday} me={care.person} directory={care.directory} onOpen={() => undefined} />);
}

const words = (): string => textOf(document.querySelector('.qrow'));

beforeEach(() => {
  vi.useFakeTimers({ now: tuesday, toFake: ['Date'] });
  document.documentElement.lang = 'en';
});
afterEach(() => {
  clear();
  vi.useRealTimers();
});

describe('A row', () => {
  it('says level, time to claim, why first, who, and that nobody has it', async () => {
    await show(theo);
    expect(words()).toBe('Urgent12 min to claimWrote and chose “now”Theo Lindqvist?No owner');
  });

  it('says how long it is overdue', async () => {
    await show(rosa);
    expect(words()).toContain('Overdue 25 min');
    expect(document.querySelector('.clock--over')).not.toBeNull();
  });

  it('counts to the answer once somebody has it', async () => {
    await show(maya);
    expect(words()).toContain('1 h 42 min to answer');
    expect(document.querySelector('.owner--you')).not.toBeNull();
  });

  it('shows what was not shared as unknown, never as low', async () => {
    await show(hal);
    expect(words()).toContain('Nothing shared');
    expect(words()).toContain('not known, not low');
    expect(document.querySelector('.level--routine')).toBeNull();
  });

  it('has words for a rule it does not know', async () => {
    await show(row('New Rule', { reasons: [{ code: 'from-the-future', at: tuesday, detail: '' }] }));
    expect(words()).toContain('no words for yet: from-the-future');
  });
});
