// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, draw, find, press, settled, textOf, write } from '../../../tests/stage/stage';
import type { EnrolParts } from '../../care/enrolment';
import { Unreachable } from '../../care/errors';
import type { Self } from '../../care/wire';
import { Hash, Invitation } from '../../crypto';
import { Enrol } from './enrol';
import { RecoveryCodeSteps } from './recovery-code';

const groups = '7QK4 M2XD 9HTR 0VWB 5CJE Y8PA 3NGF 6ZS1'.split(' ');
const code = { groups, firstWrongGroup: (typed: string) => (typed.trim() === groups.join(' ') ? 0 : 8) };
const self: Self = { account: 'a', role: 'patient', name: 'Sam', person: null, clinic: 'c', clinicName: 'Harbor', listed: false, demo: false };
const parts = { api: {} as EnrolParts['api'] };

beforeEach(() => { document.documentElement.lang = 'en'; });
afterEach(clear);

describe('a recovery code', () => {
  it('is shown in eight groups, with why it matters and that nobody can send it again', async () => {
    const drawn = await draw(<RecoveryCodeSteps code={code} store={async () => undefined} />);
    expect([...drawn.querySelectorAll('.code li')].map(textOf)).toEqual(groups);
    expect(textOf(drawn)).toContain('so we can’t send it again');
    expect(document.activeElement).toBe(drawn.querySelector('h1'));
  });

  it('is hidden while it is typed back, and can be shown again', async () => {
    const drawn = await draw(<RecoveryCodeSteps code={code} store={async () => undefined} />);
    await press('I wrote it down');
    expect(textOf(drawn)).not.toContain('7QK4');
    await press('Show the code again');
    expect(drawn.querySelectorAll('.code li')).toHaveLength(8);
  });

  it('typed wrong names the group, says that nothing is lost, and stores nothing', async () => {
    const store = vi.fn(async () => undefined);
    const drawn = await draw(<RecoveryCodeSteps code={code} store={store} />);
    await press('I wrote it down');
    await press('Check and go on');
    expect(textOf(drawn.querySelector('.error'))).toBe('Nothing is typed yet. Type the eight groups from your paper.');
    await write('7QK4 M2XD 9HTR 0VWB 5CJE Y8PA 3NGF 6ZS7');
    await press('Check and go on');
    expect(textOf(drawn.querySelector('.error'))).toBe('Group 8 is different from your code. Nothing is lost. Look at your paper and change that group.');
    const field = drawn.querySelector('textarea');
    expect(field?.getAttribute('aria-invalid')).toBe('true');
    expect(field?.getAttribute('aria-describedby')).toContain(drawn.querySelector('.error')?.id);
    expect(store).not.toHaveBeenCalled();
  });

  it('typed right makes the keys once, however often the button is pressed', async () => {
    let finish = (): void => undefined;
    const store = vi.fn(() => new Promise<void>((resolve) => { finish = resolve; }));
    const drawn = await draw(<RecoveryCodeSteps code={code} store={store} />);
    await press('I wrote it down');
    await write(groups.join(' '));
    await press('Check and go on');
    await press('Check and go on');
    expect(store).toHaveBeenCalledTimes(1);
    expect(textOf(drawn.querySelector('[role="status"]'))).toContain('Making your keys');
    finish();
    await settled();
  });

  it('stays the same when the server could not be reached', async () => {
    const store = vi.fn(async () => { throw new Unreachable('down'); });
    const drawn = await draw(<RecoveryCodeSteps code={code} store={store} />);
    await press('I wrote it down');
    await write(groups.join(' '));
    await press('Check and go on');
    expect(textOf(drawn.querySelector('.error'))).toContain('Your code stays the same.');
    await press('Check and go on');
    expect(store).toHaveBeenCalledTimes(2);
  });
});

describe('making keys', () => {
  const show = (who: Self | null, fragment = '', go = vi.fn()) => draw(<Enrol self={who} page={{ next: '/home' }} parts={parts} fragment={fragment} go={go} />);

  it('begins with the code for somebody with an invitation', async () => {
    const link = Invitation.create(Hash.of(new Uint8Array(1))).encode();
    const drawn = await show(self, `#${link}`);
    expect(drawn.querySelectorAll('.code li')).toHaveLength(8);
    expect(textOf(drawn.querySelector('[aria-current="step"]'))).toBe('Recovery code');
  });

  it('asks for the link again when it is not there, and says that nothing is lost', async () => {
    const drawn = await show(self);
    expect(textOf(drawn.querySelector('h1'))).toBe('Open your invitation once more');
    expect(textOf(drawn)).toContain('nothing is lost');
  });

  it('asks a founder for their name first', async () => {
    const drawn = await show({ ...self, role: 'administrator', clinic: null, name: '' });
    await press('Go on');
    expect(textOf(drawn.querySelector('.error'))).toContain('Give your name');
    await write('Priya Nair', drawn.querySelector('input'));
    await press('Go on');
    expect(drawn.querySelectorAll('.code li')).toHaveLength(8);
  });

  it('sends who has keys already to unlock them, and who is signed out to sign in with the link kept', async () => {
    const go = vi.fn();
    await show({ ...self, person: 'p' }, '', go);
    expect(go).toHaveBeenCalledWith('/unlock?next=%2Fhome');
    await show(null, '#abc');
    expect(find<HTMLAnchorElement>('Sign in').getAttribute('href')).toBe('/sign-in?next=%2Fenrol#abc');
  });
});
