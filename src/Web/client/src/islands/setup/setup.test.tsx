// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, draw, press, textOf, write } from '../../../tests/stage/stage';
import { Refused } from '../../care/errors';
import { Setup, type SetupProps } from './setup';

beforeEach(() => { document.documentElement.lang = 'en'; });
afterEach(clear);

async function filled(setup: SetupProps['setup'], go = vi.fn()) {
  const drawn = await draw(<Setup setup={setup} go={go} />);
  const fields = [...drawn.querySelectorAll<HTMLInputElement>('input')];
  for (const [i, text] of [' CODE ', 'Harbor Clinic', 'priya', 'three good words'].entries()) await write(text, fields[i] ?? null);
  return { drawn, go };
}

describe('setting up', () => {
  it('sends what was typed, in the time zone of this device, and goes on to make keys', async () => {
    const setup = vi.fn<SetupProps['setup']>(async () => undefined);
    const { go } = await filled(setup);
    await press('Set up');
    expect(setup).toHaveBeenCalledExactlyOnceWith({
      code: 'CODE', clinicName: 'Harbor Clinic', timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, login: 'priya', password: 'three good words',
    });
    expect(go).toHaveBeenCalledExactlyOnceWith('/enrol');
  });

  it('says beside each field what is missing, and sends nothing', async () => {
    const setup = vi.fn<SetupProps['setup']>(async () => undefined);
    const drawn = await draw(<Setup setup={setup} go={vi.fn()} />);
    await press('Set up');
    expect([...drawn.querySelectorAll('.error')].map(textOf)).toEqual(Array(4).fill('This is still empty.'));
    expect(setup).not.toHaveBeenCalled();
  });

  it.each([
    ['WrongCode', 'This is not the code that CareConnect printed.', 0],
    ['LoginTaken', 'This sign-in name is taken.', 2],
    ['WeakPassword', 'This password is too short or too easy to guess.', 3],
  ] as const)('says what %s means at its field, and that nothing was set up', async (reason, words, field) => {
    const { drawn, go } = await filled(async () => { throw new Refused(reason); });
    await press('Set up');
    expect(textOf(drawn.querySelector('.error'))).toContain(words);
    expect(drawn.querySelectorAll('input')[field]?.getAttribute('aria-invalid')).toBe('true');
    expect(go).not.toHaveBeenCalled();
  });
});
