// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { clear, draw, find, press, settled, stagedCare, type StagedCare, textOf, write } from '../../../tests/stage/stage';
import { Refused } from '../../care/errors';
import type { Pending } from '../../care/invitations';
import { Store } from '../../care/store';
import type { Clinic } from '../../care/types';
import type { Patient } from '../../care/wire';
import { Hash, safetyCode } from '../../crypto';
import { People } from './people';
import type { InvitationsPort } from './use-people';

const person = Hash.of(new Uint8Array(5)).toString();

const pending = (name: string, more: Partial<Pending['info']> = {}, tagHolds: boolean | null = null): Pending => ({
  info: { id: name, role: 'patient', steward: false, name, sealed: new Uint8Array(1), state: 'open', expiresAt: Date.UTC(2026, 11, 8, 18), person: null, tag: null, record: null, ...more },
  invitee: { name, role: more.role ?? 'patient', steward: more.steward ?? false },
  fragment: `link-of-${name}`,
  tagHolds,
});

const joined = (name: string, tagHolds: boolean, more: Partial<Pending['info']> = {}): Pending =>
  pending(name, { state: 'joined', person, tag: new Uint8Array(32), record: 'record', ...more }, tagHolds);

interface Staged { care: StagedCare; invitations: { [K in keyof InvitationsPort]: ReturnType<typeof vi.fn<InvitationsPort[K]>> }; drawn: HTMLElement }

async function show(list: readonly Pending[], clinic: Partial<Clinic> = {}, patients: readonly Patient[] = [], circles: object = {}): Promise<Staged> {
  const care = stagedCare(undefined, 'person Dana Okafor', { steward: true, ...clinic });
  Object.assign(care.self, { role: 'administrator' });
  care.api.patients = async () => ({ items: [...patients] });
  Object.assign(care.circles, circles);
  const invitations = {
    invite: vi.fn<InvitationsPort['invite']>(async () => 'secret-part'),
    list: vi.fn<InvitationsPort['list']>(async () => [...list]),
    confirm: vi.fn<InvitationsPort['confirm']>(async () => undefined),
  };
  const drawn = await draw(<People care={care} invitations={invitations} origin="https://clinic.example" />);
  await settled();
  return { care, invitations, drawn };
}

const dialog = (): HTMLElement => document.querySelector('dialog') as HTMLElement;

beforeEach(() => { document.documentElement.lang = 'en'; });
afterEach(clear);

describe('people', () => {
  it('need a second steward before the first patient, in words and in the choice', async () => {
    const { drawn } = await show([], { stewards: 1 });
    expect(textOf(drawn.querySelector('.banner--heed'))).toContain('A second steward comes first.');
    await press('Invite someone');
    expect([...dialog().querySelectorAll('.choice strong')].map(textOf)).toEqual(['Clinician', 'Crisis responder', 'Front desk', 'Administrator']);
    expect(dialog().querySelector<HTMLInputElement>('[type="checkbox"]')).toBeNull();
    await press(/^Clinician/, dialog());
    expect(dialog().querySelector<HTMLInputElement>('[type="checkbox"]')?.checked).toBe(true);
  });

  it('are invited by a link that is shown whole, to be copied', async () => {
    const { invitations } = await show([]);
    await press('Invite someone');
    await press('Make the link', dialog());
    expect(textOf(dialog().querySelector('.error'))).toBe('Choose who it is.');
    await press(/^Patient/, dialog());
    await write('  Sam Whitfield ', dialog().querySelector<HTMLInputElement>('input[type="text"]'));
    await press('Make the link', dialog());
    expect(invitations.invite).toHaveBeenCalledExactlyOnceWith({ name: 'Sam Whitfield', role: 'patient', steward: false });
    expect(dialog().querySelector('textarea')?.value).toBe('https://clinic.example/join#secret-part');
    expect(textOf(dialog().querySelector('h2'))).toBe('The link for Sam Whitfield');
  });

  it('who joined with the link are confirmed with one press', async () => {
    const { invitations, drawn } = await show([joined('Sam Whitfield', true)]);
    await press('Confirm Sam Whitfield');
    expect(invitations.confirm).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ tagHolds: true }), 1);
    expect(textOf(drawn.querySelector('.toast'))).toBe('Sam Whitfield is confirmed.');
    expect(invitations.list).toHaveBeenCalledTimes(2);
  });

  it('who did not prove the link are confirmed only after comparing numbers', async () => {
    const { invitations, drawn } = await show([joined('Sam Whitfield', false)]);
    expect(textOf(drawn)).toContain('did not prove that they had your link');
    expect([...drawn.querySelectorAll('button')].map(textOf)).not.toContain('Confirm Sam Whitfield');
    await press('Compare numbers');
    expect([...dialog().querySelectorAll('.code li')].map(textOf)).toEqual(safetyCode(Hash.parse(person) as Hash));
    await press('They are the same');
    expect(invitations.confirm).toHaveBeenCalledExactlyOnceWith(expect.anything(), 2);
  });

  it('joined as staff are confirmed by stewards only', async () => {
    const { drawn } = await show([joined('Luis', true, { role: 'clinician' })], { steward: false });
    expect(textOf(drawn)).toContain('A steward has to confirm staff.');
    expect([...drawn.querySelectorAll('button')].map(textOf)).not.toContain('Confirm Luis');
  });

  it('see a refusal in words, and nothing is said to be done', async () => {
    const { invitations, drawn } = await show([joined('Sam', true)]);
    invitations.confirm.mockRejectedValueOnce(new Refused('NotAllowed'));
    await press('Confirm Sam');
    expect(textOf(drawn.querySelector('.toast'))).toContain('Nothing was changed');
  });

  it('who are patients show whether they are confirmed, and can be in person', async () => {
    const vouch = vi.fn(async () => undefined);
    const { drawn } = await show([], {}, [
      { record: 'r1', name: 'Maya Torres', person: 'p', state: 'confirmed' },
      { record: 'r2', name: 'Sam Whitfield', person, state: 'unconfirmed' },
      { record: 'r3', name: 'Ana', person: null, state: 'invited' },
    ], { vouch });
    expect([...drawn.querySelectorAll('[aria-labelledby="patients"] .muted')].map(textOf)).toEqual(['Confirmed', 'Not yet confirmed. Care goes on.', 'Invited, not joined yet']);
    await press('Compare numbers');
    await press('They are the same');
    expect(vouch).toHaveBeenCalledExactlyOnceWith(person, 'r2', 2);
  });

  it('are taken off the list by a steward who is asked first, never by themselves', async () => {
    const unlist = vi.fn(async () => undefined);
    const { drawn } = await show([], {}, [], { unlist });
    expect(drawn.querySelectorAll('[aria-labelledby="staff"] button')).toHaveLength(2);
    await press('Take off the list', drawn.querySelectorAll('[aria-labelledby="staff"] li')[1] as HTMLElement);
    expect(unlist).not.toHaveBeenCalled();
    await press('Take Luis Herrera off', dialog());
    expect(unlist).toHaveBeenCalledExactlyOnceWith('person Luis Herrera');
  });

  it('show the links that wait, and again when asked', async () => {
    const { drawn } = await show([pending('Sam')]);
    expect(textOf(drawn.querySelector('[aria-labelledby="links"]'))).toContain('Patient, until Tuesday, December 8');
    await press('Show the link again');
    expect(dialog().querySelector('textarea')?.value).toBe('https://clinic.example/join#link-of-Sam');
  });

  const report = { person, chain: 'the chain', number: 3, refusal: 'RolledBack', at: Date.UTC(2026, 10, 24, 18) };

  it('stop when a device refused what the server showed, and know whom to call', async () => {
    const { care, drawn } = await show([], {}, [{ record: 'r', name: 'Sam Whitfield', person, state: 'confirmed' }]);
    expect(textOf(drawn)).not.toContain('could not be checked');
    care.api.reports = async () => ({ items: [report, { ...report, person: 'person Luis Herrera' }, { ...report, person: 'unknown' }] });
    await care.hub.tell('PeopleChanged');
    await settled();
    const banner = drawn.querySelector('.banner[role="alert"]');
    for (const words of ['Something on this server could not be checked.', 'Nothing was lost', 'Keep the server as it is', 'Call whoever runs it']) expect(textOf(banner)).toContain(words);
    expect([...(banner?.querySelectorAll('li') ?? [])].map((line) => textOf(line).split(',')[0])).toEqual(['Sam Whitfield', 'Luis Herrera', 'Someone']);
    expect(textOf(banner?.querySelector('li') ?? null)).toContain('RolledBack at 3 of the chain');
  });

  it.each([['administrator', false, 1], ['crisis', true, 1], ['front-desk', false, 0]] as const)('as %s, steward %s, ask for reports %i times', async (role, steward, times) => {
    const care = stagedCare(undefined, 'person Dana Okafor', { steward });
    Object.assign(care.self, { role });
    await draw(<People care={care} invitations={{ invite: vi.fn(), list: async () => [], confirm: vi.fn() }} origin="https://clinic.example" />);
    await settled();
    expect(care.api.reports).toHaveBeenCalledTimes(times);
  });

  it('see reports while the clinic’s own list cannot be shown', async () => {
    const care = stagedCare();
    Object.assign(care.self, { role: 'administrator' });
    Object.assign(care.directory, { state: new Store(null) });
    care.api.reports = async () => ({ items: [report] });
    const drawn = await draw(<People care={care} invitations={{ invite: vi.fn(), list: async () => [], confirm: vi.fn() }} origin="https://clinic.example" />);
    await settled();
    expect(textOf(drawn)).toContain('Something on this server could not be checked.');
  });

  it('are looked up again when the hub says that somebody joined', async () => {
    const { care, invitations } = await show([]);
    invitations.list.mockResolvedValue([joined('Sam', true)]);
    await care.hub.tell('PeopleChanged');
    await settled();
    expect(find('Confirm Sam')).toBeDefined();
  });
});
