import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { anotherBrowser } from '../../tests/care/browser';
import { World } from '../../tests/care/world';
import { Invitation, kinds, roles } from '../crypto';
import { Vault } from './device';
import { firstWrongGroup, NewPerson, unlock } from './enrolment';
import { Refused, Unreachable } from './errors';
import { id } from './ids';

let world: World;
beforeEach(() => { world = new World(); });
afterEach(() => world.close());

describe('a recovery code', () => {
  const groups = '7QK4 M2XD 9HTR 0VWB 5CJE Y8PA 3NGF 6ZS1'.split(' ');

  it('is compared as people read it', () => {
    expect(firstWrongGroup(groups, '7qk4-m2xd 9htr ovwb 5cje y8pa 3ngf 6zsl')).toBe(0);
  });

  it.each([
    ['7QK4 M2XD 9HTR 0VWB 5CJE Y8PA 3NGF 6ZS7', 8],
    ['7QK4 M2XD 9HTR 0VWB', 5],
    ['', 1],
    ['7QK4 M2XD 9HTR 0VWB 5CJE Y8PA 3NGF 6ZS1 7', 8],
    ['8QK4 M2XD 9HTR 0VWB 5CJE Y8PA 3NGF 6ZS7', 1],
  ])('%s: the first group that differs is %i', (typed, group) => expect(firstWrongGroup(groups, typed)).toBe(group));
});

describe('a new person', () => {
  it('is nothing on the server and on the device until the code was typed back', async () => {
    await world.found();
    const account = world.server.account('patient', 'Sam');
    const fresh = new NewPerson();
    expect(fresh.groups.join('')).toMatch(/^[0-9A-HJKMNP-TV-Z]{32}$/);
    expect([account.cards.length, account.person]).toEqual([0, null]);
  });

  it('carries the pinned clinic and the proof of the invitation with card 0', async () => {
    await world.found();
    const account = world.server.account('patient', 'Sam');
    const invitation = Invitation.create(id(world.server.clinicId as string));
    const parts = world.parts(account);
    const storeCard = vi.spyOn(parts.api, 'storeCard');
    const person = await new NewPerson().store({ clinic: invitation.clinic, tag: (p) => invitation.tag(p) }, parts);
    expect(invitation.checkTag(id(person), storeCard.mock.calls[0]?.[0].tag as Uint8Array)).toBe(true);
    expect((await (await Vault.open(person) as Vault).keys()).clinic).toEqual(invitation.clinic.bytes);
  });

  it('goes on from where it was when the answer to card 0 is lost: one person, the same code', async () => {
    await world.found();
    const account = world.server.account('patient', 'Sam');
    const parts = world.parts(account);
    const { storeCard } = parts.api;
    parts.api.storeCard = async (body) => {
      await storeCard(body);
      parts.api.storeCard = storeCard;
      throw new Unreachable('The line broke');
    };
    const fresh = new NewPerson();
    const beginning = { clinic: id(world.server.clinicId as string), tag: () => new Uint8Array(32) };
    await expect(fresh.store(beginning, parts)).rejects.toBeInstanceOf(Unreachable);
    const person = await fresh.store(beginning, parts);
    expect([account.person, account.cards.length]).toEqual([person, 2]);
    expect(await Vault.open(person)).not.toBeNull();
  });
});

describe('founding a clinic', () => {
  it('stores card 0, the list with its one steward, and card 1 that carries the clinic', async () => {
    const priya = await world.found('Priya Nair');
    const list = world.server.logs.get(world.server.clinicId as string)?.manifests[0];
    expect(list?.kind).toBe(kinds.clinic);
    expect(list?.members.map((m) => [m.principal.toString(), m.role, m.name])).toEqual([[priya.person, roles.steward, 'Priya Nair']]);
    expect(priya.account.cards).toHaveLength(2);
    expect((await (await Vault.open(priya.person) as Vault).keys()).clinic).toEqual(id(world.server.clinicId as string).bytes);
  });

  it.each([
    ['clinic link 0', 'commit', 1],
    ['card 1', 'storeCard', 2],
  ] as const)('that broke before %s was stored is taken up again by unlocking', async (_, method, call) => {
    const account = world.server.account('administrator', 'Priya');
    const parts = world.parts(account);
    const real = parts.api[method] as (body: never) => Promise<never>;
    let calls = 0;
    (parts.api[method] as unknown) = async (body: never) => {
      if (++calls === call) throw new Unreachable('The line broke');
      return real(body);
    };
    const fresh = new NewPerson();
    await expect(fresh.store({ foundAs: 'Priya' }, parts)).rejects.toBeInstanceOf(Unreachable);
    anotherBrowser();
    const person = await unlock(world.server.self(account), fresh.groups.join(' '), world.parts(account), 'Priya');
    const priya = await world.page(account, person, '');
    expect(priya.care.directory.state.get()).toMatchObject({ steward: true, stewards: 1 });
    expect([...world.server.logs.values()].filter((log) => log.kind === kinds.clinic)).toHaveLength(1);
  });

  it('does not take another clinic for its own that the server names instead', async () => {
    const priya = world.server.account('administrator', 'Priya');
    const parts = world.parts(priya);
    const { storeCard } = parts.api;
    let calls = 0;
    parts.api.storeCard = async (body) => {
      if (++calls === 2) throw new Unreachable('The line broke');
      return storeCard(body);
    };
    const fresh = new NewPerson();
    await expect(fresh.store({ foundAs: 'Priya' }, parts)).rejects.toBeInstanceOf(Unreachable);
    const again = world.parts(priya);
    again.api.me = async () => ({ ...world.server.self(priya), clinic: id(priya.person as string).toString() });
    await expect(unlock(world.server.self(priya), fresh.groups.join(' '), again, 'Priya')).rejects.toMatchObject({ reason: 'OtherClinic' });
  });

  it('does not take up a clinic that somebody else founded', async () => {
    const eve = world.server.account('administrator', 'Eve');
    const parts = world.parts(eve);
    parts.api.commit = async () => { throw new Unreachable('The line broke'); };
    const fresh = new NewPerson();
    await expect(fresh.store({ foundAs: 'Eve' }, parts)).rejects.toBeInstanceOf(Unreachable);
    await world.found('Priya');
    await expect(unlock(world.server.self(eve), fresh.groups.join(' '), world.parts(eve), 'Eve')).rejects.toMatchObject({ reason: 'OtherClinic' });
  });
});

describe('unlocking', () => {
  it('makes the browser one device more, with the same keys', async () => {
    const priya = await world.found();
    anotherBrowser();
    await unlock(world.server.self(priya.account), priya.code, world.parts(priya.account));
    const cards = priya.account.cards;
    expect(cards.at(-1)?.devices).toHaveLength(2);
    expect(cards.at(-1)?.receivingKey).toEqual(cards[0]?.receivingKey);
    expect((await world.page(priya.account, priya.person, '')).care.directory.state.get()?.steward).toBe(true);
  });

  it.each(['0000 0000 0000 0000 0000 0000 0000 0000', 'not a code', ''])('refuses %j and stores nothing', async (typed) => {
    const priya = await world.found();
    await expect(unlock(world.server.self(priya.account), typed, world.parts(priya.account))).rejects.toMatchObject({ reason: 'WrongCode' });
    expect(priya.account.cards).toHaveLength(2);
  });

  it('says that keys were withheld when the server gives an older keyring', async () => {
    const priya = await world.found();
    priya.account.keyring = new Uint8Array(priya.account.keyring).map((byte, at) => (at === 40 ? byte ^ 1 : byte));
    await expect(unlock(world.server.self(priya.account), priya.code, world.parts(priya.account))).rejects.toMatchObject({ reason: 'KeysWithheld' });
  });

  it('takes the keys of nobody but the person whose account it is', async () => {
    const priya = await world.found();
    const self = { ...world.server.self(priya.account), person: id(world.server.clinicId as string).toString() };
    await expect(unlock(self, priya.code, world.parts(priya.account))).rejects.toBeInstanceOf(Refused);
  });

  it('looks again when another device stored a card in between', async () => {
    const priya = await world.found();
    const parts = world.parts(priya.account);
    const { storeCard } = parts.api;
    parts.api.storeCard = async () => {
      parts.api.storeCard = storeCard;
      await unlock(world.server.self(priya.account), priya.code, world.parts(priya.account));
      throw new Refused('Lost');
    };
    await unlock(world.server.self(priya.account), priya.code, parts);
    expect(priya.account.cards.at(-1)?.devices).toHaveLength(3);
  });

  it('lets the oldest device go when a card is full, with a new receiving key that every seed still opens', async () => {
    const priya = await world.found();
    for (let i = 0; i < 32; i++) await unlock(world.server.self(priya.account), priya.code, world.parts(priya.account));
    const { cards } = priya.account;
    expect(cards.at(-1)?.devices).toHaveLength(32);
    expect(cards.at(-1)?.lists(cards[0]?.devices[0] as never)).toBe(false);
    expect(cards.at(-1)?.receivingKey).not.toEqual(cards[0]?.receivingKey);
    expect((await (await Vault.open(priya.person) as Vault).keys()).seeds).toHaveLength(2);
  });
});
