// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, draw, press, settled, textOf, write } from '../../../tests/stage/stage';
import { Refused, Unreachable } from '../../care/errors';
import type { Self } from '../../care/wire';
import { Unlock, type UnlockProps } from './unlock';

const code = '7QK4 M2XD 9HTR 0VWB 5CJE Y8PA 3NGF 6ZS1';
const self: Self = { account: 'a', role: 'patient', name: 'Sam', person: 'p', clinic: 'c', clinicName: 'Harbor', listed: false, demo: false };

async function show(more: Partial<UnlockProps> = {}) {
  const unlock = vi.fn<UnlockProps['unlock']>(async () => undefined);
  const go = vi.fn();
  const drawn = await draw(<Unlock self={self} page={{ next: '/messages' }} unlock={unlock} unlocked={async () => false} go={go} {...more} />);
  await settled();
  return { drawn, unlock: (more.unlock ?? unlock) as typeof unlock, go };
}

const refusing = (reason: string) => vi.fn<UnlockProps['unlock']>(async () => { throw new Refused(reason); });

beforeEach(() => { document.documentElement.lang = 'en'; });
afterEach(clear);

describe('unlocking', () => {
  it('opens the keys with the code, and goes on to where the person came from', async () => {
    const { unlock, go } = await show();
    await write(code);
    await press('Open');
    expect(unlock).toHaveBeenCalledExactlyOnceWith(self, code, 'Sam');
    expect(go).toHaveBeenCalledExactlyOnceWith('/messages');
  });

  it('goes on at once when this browser has the keys', async () => {
    const { go, unlock } = await show({ unlocked: async () => true });
    expect(go).toHaveBeenCalledExactlyOnceWith('/messages');
    expect(unlock).not.toHaveBeenCalled();
  });

  it('in a demo types the code itself and says that this is a demo', async () => {
    const { drawn, unlock, go } = await show({ page: { next: '/queue', demoCode: code } });
    expect(textOf(drawn)).toContain('This is a demo.');
    expect(drawn.querySelector('textarea')?.value).toBe(code);
    expect(unlock).toHaveBeenCalledExactlyOnceWith(self, code, 'Sam');
    expect(go).toHaveBeenCalledExactlyOnceWith('/queue');
  });

  it('tells a code that cannot be one from one that opens nothing', async () => {
    const { drawn } = await show({ unlock: refusing('WrongCode') });
    await write('7QK4');
    await press('Open');
    expect(textOf(drawn.querySelector('.error'))).toContain('eight groups of four letters and digits');
    await write(code);
    await press('Open');
    expect(textOf(drawn.querySelector('.error'))).toBe('This code does not open the keys of Sam. Nothing is lost. Look at your paper and compare each group.');
  });

  it('says that keys were withheld, with the phone numbers', async () => {
    const { drawn, go } = await show({ unlock: refusing('KeysWithheld') });
    await write(code);
    await press('Open');
    expect(textOf(drawn.querySelector('[role="alert"]'))).toContain('Part of your keys is missing.');
    expect(drawn.querySelector('a[href="tel:988"]')).not.toBeNull();
    expect(go).not.toHaveBeenCalled();
  });

  it('keeps the typed code when the server was not reached', async () => {
    const { drawn } = await show({ unlock: async () => { throw new Unreachable('down'); } });
    await write(code);
    await press('Open');
    expect(textOf(drawn.querySelector('[role="alert"]'))).not.toBe('');
    expect(drawn.querySelector('textarea')?.value).toBe(code);
  });

  it('never leaves this place, whatever the address asks for', async () => {
    for (const next of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)']) {
      const { go } = await show({ page: { next }, unlocked: async () => true });
      expect(go).toHaveBeenCalledExactlyOnceWith('/');
    }
  });

  it('asks a founder who was interrupted for the name again', async () => {
    const { drawn, unlock } = await show({ self: { ...self, role: 'administrator', clinic: null, name: '' } });
    await write(code);
    await press('Open');
    expect(unlock).not.toHaveBeenCalled();
    await write('Priya', drawn.querySelector('input'));
    await press('Open');
    expect(unlock.mock.calls[0]?.[2]).toBe('Priya');
  });

  it('sends who has no keys at all to make them, and who is signed out to sign in', async () => {
    expect((await show({ self: { ...self, person: null } })).go).toHaveBeenCalledWith('/enrol');
    expect((await show({ self: null })).go).toHaveBeenCalledWith('/sign-in?next=%2Funlock%3Fnext%3D%252Fmessages');
  });
});
