// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { clear, draw, press, settled, textOf } from '../../../tests/stage/stage';
import { forgetPlan, type KeptPlan, keptPlan } from '../../care/kept';
import { Kept } from './kept';

vi.mock('../../care/kept', () => ({ keptPlan: vi.fn(), forgetPlan: vi.fn(async () => undefined) }));

const at = new Date(2026, 10, 24, 9, 0).getTime();
const steps = (text: string) => [[{ text, phone: '' }], [], [], [{ text: 'Elena', phone: '303 555 0119' }], [], []];
const plan: KeptPlan = { keptAt: at, versions: [{ at, name: 'Dana Okafor', own: false, steps: steps('I lie awake') }, { at: at - 86_400_000, name: 'Maya Torres', own: true, steps: steps('I do not sleep') }] };
const lines = [{ name: 'Warm line', number: '+13035550142' }];

async function show(kept: KeptPlan | null | Error): Promise<HTMLElement> {
  if (kept instanceof Error) vi.mocked(keptPlan).mockRejectedValue(kept);
  else vi.mocked(keptPlan).mockResolvedValue(kept);
  const drawn = await draw(<Kept self={null} page={{ lines }} />);
  await settled();
  return drawn;
}

beforeEach(() => vi.clearAllMocks());
afterEach(clear);

it('The copy shows the plan, whose it is, its earlier versions, and numbers to tap', async () => {
  const drawn = await show(plan);
  expect(textOf(drawn)).toContain('The copy on this device, as Dana Okafor saved it: Tuesday, November 24, 9:00 am.');
  expect(textOf(drawn.querySelector('.plan'))).toContain('I lie awake');
  expect([...drawn.querySelectorAll('.plan')[0]?.querySelectorAll('a') ?? []].map((link) => link.getAttribute('href'))).toEqual(['tel:3035550119', 'tel:988', 'sms:988', 'tel:+13035550142']);
  expect(textOf(drawn.querySelector('details details summary'))).toBe('you, yesterday, 9:00 am');
  expect(drawn.querySelector('textarea')).toBeNull();
});

it.each([['nothing is kept', null], ['what is kept cannot be opened any more', new Error('gone')]])('When %s, the numbers stand there all the same', async (_, kept) => {
  const drawn = await show(kept);
  expect(textOf(drawn)).toContain('No safety plan is kept on this device.');
  expect(drawn.querySelector('a[href="tel:988"]')).not.toBeNull();
});

it('The copy can be taken off the device', async () => {
  const drawn = await show(plan);
  await press('Take this copy off the device');
  expect(forgetPlan).toHaveBeenCalledOnce();
  expect([textOf(drawn).includes('I lie awake'), textOf(drawn).includes('The copy is gone from this device.')]).toEqual([false, true]);
});
