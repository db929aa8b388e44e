import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { World, type Someone } from '../../tests/care/world';
import { Invitation, Vouch } from '../crypto';
import { NewPerson } from './enrolment';
import { id } from './ids';
import { Invitations } from './invitations';
import type { Account } from '../../tests/care/server';

let world: World;
let priya: Someone;

beforeEach(async () => {
  world = new World();
  priya = await world.found();
});
afterEach(() => world.close());

const invitationsOf = ({ care }: Someone): Invitations => new Invitations({ api: care.api, chains: care.chains, circles: care.circles });
const clinicOf = ({ care }: Someone) => care.directory.state.get();

/** Somebody follows a link, as the join page does. */
async function follow(fragment: string, account: Account, tag?: Uint8Array<ArrayBuffer>): Promise<string> {
  const invitation = Invitation.decode(fragment) as Invitation;
  await world.server.api(account).join({ token: invitation.token, login: 'x', password: 'y' });
  return new NewPerson().store({ clinic: invitation.clinic, tag: (person) => tag ?? invitation.tag(person) }, world.parts(account));
}

describe('inviting', () => {
  it('gives a link that pins the clinic, and keeps its secret from the server', async () => {
    const fragment = await invitationsOf(priya).invite({ name: 'Dana', role: 'clinician', steward: true });
    const invitation = Invitation.decode(fragment) as Invitation;
    expect(invitation.clinic.toString()).toBe(world.server.clinicId);
    const stored = Buffer.from(world.server.invitations[0]?.sealed as Uint8Array);
    expect(stored.includes(Buffer.from(invitation.exportSecret()))).toBe(false);
    expect(stored.includes(Buffer.from('Dana'))).toBe(false);
  });

  it('shows the link again on another device of the inviter', async () => {
    const fragment = await invitationsOf(priya).invite({ name: 'Dana', role: 'clinician', steward: false });
    const again = await world.page(priya.account, priya.person, '');
    expect(await invitationsOf(again).list()).toMatchObject([{ fragment, invitee: { name: 'Dana', role: 'clinician', steward: false }, tagHolds: null }]);
  });

  it('confirms staff whose tag holds by the signed list, as steward where invited so', async () => {
    const invitations = invitationsOf(priya);
    const dana = world.server.account('clinician', '');
    const person = await follow(await invitations.invite({ name: 'Dana Okafor', role: 'clinician', steward: true }), dana);
    const [pending] = await invitations.list();
    expect(pending?.tagHolds).toBe(true);
    await invitations.confirm(pending as never, 1);
    expect(clinicOf(priya)?.staff).toContainEqual({ person, name: 'Dana Okafor', steward: true });
    expect(clinicOf(priya)?.stewards).toBe(2);
  });

  it('confirms a patient by a signed vouch for the record', async () => {
    const invitations = invitationsOf(priya);
    const sam = world.server.account('patient', 'Sam');
    const person = await follow(await invitations.invite({ name: 'Sam', role: 'patient', steward: false }), sam);
    const [pending] = await invitations.list();
    await invitations.confirm(pending as never, 1);
    const vouch = Vouch.decode(world.server.vouches[0] as Uint8Array) as Vouch;
    expect([vouch.person.toString(), new TextDecoder().decode(vouch.record), vouch.method]).toEqual([person, sam.id, 1]);
    expect(await vouch.verifySignature(priya.care.device.key.publicKey)).toBe(true);
  });

  it('does not confirm by a tag that does not hold; meeting in person does', async () => {
    const invitations = invitationsOf(priya);
    await follow(await invitations.invite({ name: 'Sam', role: 'patient', steward: false }), world.server.account('patient', 'Sam'), new Uint8Array(32));
    const [pending] = await invitations.list();
    expect(pending?.tagHolds).toBe(false);
    await expect(invitations.confirm(pending as never, 1)).rejects.toBeInstanceOf(RangeError);
    expect(world.server.vouches).toHaveLength(0);
    await invitations.confirm(pending as never, 2);
    expect((Vouch.decode(world.server.vouches[0] as Uint8Array) as Vouch).method).toBe(2);
  });

  it('does not believe the server about what an invitation was for', async () => {
    const invitations = invitationsOf(priya);
    await invitations.invite({ name: 'Sam', role: 'patient', steward: false });
    Object.assign(world.server.invitations[0] as object, { role: 'administrator', steward: true });
    expect((await invitations.list())[0]).toMatchObject({ invitee: null, fragment: null, tagHolds: null });
  });
});

describe('the clinic’s list', () => {
  it('is changed by two stewards at once without losing either change', async () => {
    const dana = await world.join('administrator', 'Dana', priya, true);
    await dana.care.directory.load();
    const people = await Promise.all(['Luis', 'Mina'].map((name) => world.join('clinician', name)));
    await Promise.all([priya.care.circles.listStaff(people[0]?.person as string, 'Luis', false), dana.care.circles.listStaff(people[1]?.person as string, 'Mina', false)]);
    await priya.care.directory.load();
    expect(clinicOf(priya)?.staff.map((s) => s.name).sort()).toEqual(['Dana', 'Luis', 'Mina', 'Priya']);
  });

  it('still names who has left, but lists them no more', async () => {
    const luis = await world.join('clinician', 'Luis', priya);
    await priya.care.circles.unlist(luis.person);
    expect(clinicOf(priya)?.staff.map((s) => s.name)).toEqual(['Priya']);
    expect(priya.care.directory.nameOf(luis.person)).toBe('Luis');
  });

  it('is not changed by staff who are no stewards', async () => {
    const luis = await world.join('clinician', 'Luis', priya);
    await luis.care.directory.load();
    await expect(luis.care.circles.listStaff(luis.person, 'Luis', true)).rejects.toMatchObject({ reason: 'NotSteward' });
  });

  it('makes a steward of somebody who is on it', async () => {
    const luis = await world.join('clinician', 'Luis', priya);
    const again = await world.page(priya.account, priya.person, '');
    await again.care.circles.listStaff(luis.person, 'Luis', true);
    expect(clinicOf(again)).toMatchObject({ stewards: 2 });
  });

  it('asked for twice is changed once', async () => {
    const luis = await world.join('clinician', 'Luis', priya);
    const links = world.server.clinic?.n;
    await priya.care.circles.listStaff(luis.person, 'Luis', false);
    expect(world.server.clinic?.n).toBe(links);
  });
});

describe('a team', () => {
  it('is made with its maker as lead, and waits for a steward to list it', async () => {
    const dana = await world.join('clinician', 'Dana', priya);
    const team = await dana.care.circles.createTeam("Dana's team", 'therapy', []);
    await priya.care.directory.load();
    expect(clinicOf(priya)?.unlisted).toMatchObject([{ team, name: "Dana's team", mine: null, members: [{ name: 'Dana', lead: true }] }]);
    await priya.care.circles.listTeam(team, 'team', "Dana's team");
    expect(clinicOf(priya)).toMatchObject({ unlisted: [], teams: [{ team, listed: true, care: 'therapy' }] });
  });

  it('is named by the signed list, whatever the server proposes', async () => {
    const team = await priya.care.circles.createTeam('Therapy', 'therapy', []);
    await priya.care.circles.listTeam(team, 'team', 'Therapy');
    world.server.teams.set(team, { care: 'therapy', proposedName: 'Evil team' });
    await priya.care.directory.load();
    expect(priya.care.directory.nameOf(team)).toBe('Therapy');
  });

  it('is not changed by a member who does not lead it', async () => {
    const dana = await world.join('clinician', 'Dana', priya);
    const luis = await world.join('clinician', 'Luis', priya);
    const team = await dana.care.circles.createTeam("Dana's team", 'therapy', [{ person: luis.person, lead: false }]);
    await luis.care.directory.load();
    await expect(luis.care.circles.removeFromTeam(team, dana.person)).rejects.toMatchObject({ reason: 'NotLead' });
  });

  it('of a member with a new receiving key is repaired by its others on connecting', async () => {
    const dana = await world.join('clinician', 'Dana', priya);
    const team = await dana.care.circles.createTeam("Dana's team", 'therapy', [{ person: priya.person, lead: false }]);
    await priya.care.circles.listTeam(team, 'team', "Dana's team");
    const log = world.server.logs.get(team);
    // A full card lets a device go, and renews the key.
    const { unlock } = await import('./enrolment');
    for (let i = 0; i < 32; i++) await unlock(world.server.self(dana.account), dana.code, world.parts(dana.account));
    expect(world.server.stale(log as never)).toBe(true);
    const again = await world.page(priya.account, priya.person, '');
    await expect.poll(() => log?.manifests.length, { timeout: 5_000 }).toBe(2);
    expect(world.server.stale(log as never)).toBe(false);
    expect(log?.manifests[1]?.author).toEqual(id(again.person));
  });
});
