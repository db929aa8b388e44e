// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, draw, find, press, settled, textOf, write } from '../../../tests/stage/stage';
import type { EnrolParts } from '../../care/enrolment';
import { Refused } from '../../care/errors';
import type { LookReply, Self } from '../../care/wire';
import { Hash, Invitation, safetyCode } from '../../crypto';
import { Join, type JoinProps } from './join';
import { Joined } from './joined';

const invitation = Invitation.create(Hash.of(new Uint8Array(1)));
const look: LookReply = { error: null, role: 'patient', name: 'Sam Whitfield', clinicName: 'Harbor Clinic', clinic: invitation.clinic.toString() };
const self: Self = { account: 'a', role: 'patient', name: 'Sam Whitfield', person: null, clinic: look.clinic, clinicName: 'Harbor Clinic', listed: false, demo: false };

function fakeApi(more: Partial<JoinProps['api']> = {}) {
  const reply = { error: null, retryAfter: 0 };
  return { look: vi.fn(async () => look), join: vi.fn(async () => reply), me: vi.fn(async () => self), ...more };
}

async function show(api = fakeApi(), more: Partial<JoinProps> = {}) {
  const drawn = await draw(<Join self={null} page={{}} api={api} parts={{ api: {} as EnrolParts['api'] }} fragment={`#${invitation.encode()}`} go={vi.fn()} {...more} />);
  await settled();
  return drawn;
}

beforeEach(() => { document.documentElement.lang = 'en'; });
afterEach(clear);

describe('joining by a link', () => {
  it('shows the server only the token, never what stands in the link', async () => {
    const api = fakeApi();
    const drawn = await show(api);
    expect(api.look).toHaveBeenCalledExactlyOnceWith(invitation.token);
    expect(textOf(drawn.querySelector('h1'))).toBe('Join Harbor Clinic');
    expect(textOf(drawn)).toContain('This link is for Sam Whitfield.');
  });

  it('makes the account, then the keys', async () => {
    const api = fakeApi();
    const drawn = await show(api);
    await write('sam', drawn.querySelector<HTMLInputElement>('[type="text"]'));
    await write('three good words', drawn.querySelector<HTMLInputElement>('[type="password"]'));
    await press('Go on');
    expect(api.join).toHaveBeenCalledExactlyOnceWith({ token: invitation.token, login: 'sam', password: 'three good words' });
    expect(drawn.querySelectorAll('.code li')).toHaveLength(8);
  });

  it.each([
    ['LoginTaken', 'This sign-in name is taken. Nothing was made.'],
    ['WeakPassword', 'This password is too short'],
    ['NotFound', 'It works once, and for two weeks.'],
  ])('says what %s means', async (reason, words) => {
    const drawn = await show(fakeApi({ join: async () => { throw new Refused(reason); } }));
    await write('sam', drawn.querySelector<HTMLInputElement>('[type="text"]'));
    await write('short', drawn.querySelector<HTMLInputElement>('[type="password"]'));
    await press('Go on');
    expect(textOf(drawn.querySelector('.error'))).toContain(words);
  });

  it('stops at a clinic that is not the one of the link', async () => {
    const drawn = await show(fakeApi({ look: async () => ({ ...look, clinic: Hash.of(new Uint8Array(2)).toString() }) }));
    expect(textOf(drawn.querySelector('h1'))).toBe('This link does not fit this place');
    expect(drawn.querySelector('input')).toBeNull();
  });

  it('says so when the link is cut, used up, or the person has joined', async () => {
    expect(textOf((await show(fakeApi(), { fragment: `#${invitation.encode().slice(2)}` })).querySelector('h1'))).toBe('This link is not whole');
    expect(textOf((await show(fakeApi({ look: async () => { throw new Refused('NotFound'); } }))).querySelector('h1'))).toBe('This link can’t be used any more');
    expect(textOf((await show(fakeApi(), { self: { ...self, person: 'p' } })).querySelector('h1'))).toBe('You have joined already');
  });

  it('goes on with the keys for who made the account with it and came back', async () => {
    const drawn = await show(fakeApi(), { self });
    expect(drawn.querySelectorAll('.code li')).toHaveLength(8);
  });
});

describe('having joined', () => {
  const person = Hash.of(new Uint8Array(3));
  const shown = (role: Self['role'], api: Pick<JoinProps['api'], 'me'>, go = vi.fn()) => draw(<Joined self={{ ...self, role }} person={person.toString()} api={api} go={go} />);

  it('a patient writes at once: nobody waits to be confirmed', async () => {
    await shown('patient', fakeApi());
    expect(find<HTMLAnchorElement>('Write a message').getAttribute('href')).toBe('/messages/new');
  });

  it('staff wait with their numbers in sight, and go on by themselves once they are listed', async () => {
    vi.useFakeTimers();
    try {
      let listed = false;
      const go = vi.fn();
      const drawn = await shown('clinician', { me: async () => ({ ...self, listed }) }, go);
      expect([...drawn.querySelectorAll('.code li')].map(textOf)).toEqual(safetyCode(person));
      await vi.advanceTimersByTimeAsync(4_000);
      expect(go).not.toHaveBeenCalled();
      listed = true;
      await vi.advanceTimersByTimeAsync(4_000);
      expect(go).toHaveBeenCalledWith('/');
    } finally {
      vi.useRealTimers();
    }
  });
});
