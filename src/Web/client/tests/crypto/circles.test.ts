import { describe, expect, it } from 'vitest';
import { type Applied, Hash, Manifest, random, readContent, roles, seal, writeManifest } from '../../src/crypto';
import { copyInfo, writeCopy } from '../../src/crypto/secrets';
import { accepted, Party, smallClinic } from './world';

const words = (applied: readonly Applied[]): unknown[] =>
  applied.flatMap((a) => (a.kind === 'MessageOpened' ? [readContent(a.content)?.items[0]] : []));
const refusals = (applied: readonly Applied[]): unknown[] =>
  applied.flatMap((a) => ('refusal' in a ? [a.refusal] : []));

describe('a circle', () => {
  it('lets a patient and the team write to each other', async () => {
    const { clinic, team, thread, therapist, patient } = await smallClinic();
    await patient.sync(clinic, [team], [thread]);
    await patient.say(thread, 'hello');
    const read = await therapist.sync(clinic, [team], [thread]);
    expect(words(read)).toEqual(['hello']);
    expect(refusals(read)).toEqual([]);
    await therapist.say(thread, 'good morning');
    expect(words(await patient.sync(clinic, [team], [thread]))).toEqual(['hello', 'good morning']);
  });

  it('lets a covering colleague read what was waiting, before anyone else acts in the thread', async () => {
    const { shelf, clinic, team, thread, steward, therapist, patient } = await smallClinic();
    await patient.sync(clinic, [team], [thread]);
    await patient.say(thread, 'are you there?');
    const cover = await Party.enrol(shelf, clinic);
    await steward.sync(clinic, [team]);
    shelf.commit(clinic, accepted(await steward.author.changeClinic(steward.links.chain(clinic), { add: [{ principal: cover.person, role: roles.staff, name: 'Mina' }] }, shelf.clock.now)));
    await therapist.sync(clinic, [team], [thread]);
    shelf.commit(team, accepted(await therapist.author.change(therapist.reader(team), { add: [{ principal: cover.person, role: roles.member }] }, shelf.clock.now)));
    expect(words(await cover.sync(clinic, [team], [thread]))).toEqual(['are you there?']);
  });

  it('keeps a removed team member out of the next message', async () => {
    const { shelf, clinic, team, thread, steward, therapist, patient } = await smallClinic();
    await steward.sync(clinic, [team], [thread]);
    await therapist.sync(clinic, [team], [thread]);
    shelf.commit(team, accepted(await therapist.author.change(therapist.reader(team), { remove: [steward.person] }, shelf.clock.now)));
    await therapist.sync(clinic, [team], [thread]);
    await patient.sync(clinic, [team], [thread]);
    const draft = patient.sealer.draft(patient.reader(thread), ['text', 'only for Dana']);
    expect(await patient.sealer.seal(patient.reader(thread), draft, shelf.clock.now)).toEqual({ kind: 'Refused', refusal: 'Stale' });
    shelf.commit(thread, accepted(await patient.author.repair(patient.reader(thread), shelf.clock.now)));
    await patient.sync(clinic, [team], [thread]);
    await patient.say(thread, 'only for Dana');
    expect(words(await therapist.sync(clinic, [team], [thread]))).toEqual(['only for Dana']);
    const read = await steward.sync(clinic, [team], [thread]);
    expect(words(read)).toEqual([]);
    expect(read.map((a) => a.kind)).toContain('MessageWaiting');
  });

  it('asks before a message goes to somebody who was added after send was pressed', async () => {
    const { shelf, clinic, team, thread, steward, therapist, patient } = await smallClinic();
    await patient.sync(clinic, [team], [thread]);
    const draft = patient.sealer.draft(patient.reader(thread), ['text', 'for my team']);
    await therapist.sync(clinic, [team], [thread]);
    shelf.commit(thread, accepted(await therapist.author.change(therapist.reader(thread), { add: [{ principal: steward.person, role: roles.member }] }, shelf.clock.now)));
    await patient.sync(clinic, [team], [thread]);
    const reader = patient.reader(thread);
    expect(await patient.sealer.seal(reader, draft, shelf.clock.now)).toEqual({ kind: 'Ask', added: [steward.person] });
    const sealed = await patient.sealer.seal(reader, patient.sealer.confirm(reader, draft), shelf.clock.now);
    expect(sealed.kind).toBe('Sealed');
  });

  it('uses no secret that misses its commitment, names the author, and heals by a repair', async () => {
    const { shelf, clinic, team, thread, steward, therapist, patient } = await smallClinic();
    await steward.sync(clinic, [team], [thread]);
    await patient.sync(clinic, [team], [thread]);
    // An author who seals another secret to the team, under the right hash.
    const honest = accepted(await patient.author.repair(patient.reader(thread), shelf.clock.now));
    const { manifest } = honest;
    const victim = manifest.find(team);
    const key = victim?.head && patient.links.manifest(victim.head)?.teamKey;
    if (victim?.head === undefined || key === undefined) throw new Error('No team in the thread');
    const wrong = await seal(key, copyInfo(manifest.prev, manifest.n, team, victim.head), writeCopy(manifest.n, random(32)));
    const members = manifest.members.map((m) => (m.principal.equals(team) ? { ...m, copy: Hash.of(wrong) } : m));
    const lying = accepted(Manifest.decode(await patient.device.key.sign(writeManifest({ ...manifest, members }))));
    shelf.commit(thread, { manifest: lying, copies: honest.copies.map((c) => (c.principal.equals(team) ? { ...c, bytes: wrong } : c)) });
    const read = await therapist.sync(clinic, [team], [thread]);
    expect(read.filter((a) => a.kind === 'CopyRefused')).toEqual([
      { kind: 'CopyRefused', number: 2, epoch: 1, principal: team, author: patient.person, refusal: 'CommitmentMismatch' },
    ]);
    expect(therapist.reader(thread).secret(1)).toBeUndefined();
    // Whoever reads the circle may repair it; the victim itself can.
    shelf.commit(thread, accepted(await therapist.author.repair(therapist.reader(thread), shelf.clock.now)));
    await patient.sync(clinic, [team], [thread]);
    await patient.say(thread, 'here again');
    expect(words(await therapist.sync(clinic, [team], [thread]))).toEqual(['here again']);
  });

  it('gives a new member what came before only as far as it was shared', async () => {
    const { shelf, clinic, team, thread, steward, therapist, patient } = await smallClinic();
    await patient.sync(clinic, [team], [thread]);
    await patient.say(thread, 'before');
    await therapist.sync(clinic, [team], [thread]);
    // Out of the team, and into the thread from now on.
    shelf.commit(team, accepted(await therapist.author.change(therapist.reader(team), { remove: [steward.person] }, shelf.clock.now)));
    await therapist.sync(clinic, [team], [thread]);
    const outside = await Party.enrol(shelf, clinic);
    await steward.sync(clinic, []);
    shelf.commit(clinic, accepted(await steward.author.changeClinic(steward.links.chain(clinic), { add: [{ principal: outside.person, role: roles.staff, name: 'Amari' }] }, shelf.clock.now)));
    await therapist.sync(clinic, [team], [thread]);
    shelf.commit(thread, accepted(await therapist.author.change(therapist.reader(thread), { add: [{ principal: outside.person, role: roles.member }] }, shelf.clock.now)));
    await therapist.sync(clinic, [team], [thread]);
    await therapist.say(thread, 'after');
    expect(words(await outside.sync(clinic, [team], [thread]))).toEqual(['after']);
    // Staff share the rest; what waited opens.
    await therapist.sync(clinic, [team], [thread]);
    shelf.commit(thread, accepted(await therapist.author.change(therapist.reader(thread), { lower: [{ principal: outside.person, since: 0 }] }, shelf.clock.now)));
    expect(words(await outside.sync(clinic, [team], [thread]))).toEqual(['before']);
  });

  it('gives a message once, however often its entry comes, and asks for what was left out', async () => {
    const { clinic, team, thread, therapist, patient, shelf } = await smallClinic();
    await patient.sync(clinic, [team], [thread]);
    const first = await patient.say(thread, 'one');
    await patient.sync(clinic, [team], [thread]);
    const second = await patient.say(thread, 'two');
    await therapist.sync(clinic, [team]);
    const reader = therapist.reader(thread);
    await reader.offer(shelf.copies.get(thread.toString()) ?? []);
    await reader.apply(shelf.log(thread)[0] ?? first);
    expect(await reader.apply(second)).toEqual([{ kind: 'Gap', number: 3, next: 2 }]);
    expect(words(await reader.apply(first))).toEqual(['one']);
    expect(await reader.apply(first)).toEqual([]);
    expect(words(await reader.apply(second))).toEqual(['two']);
    expect(refusals(await reader.apply({ ...first, number: 4 }))).toEqual(['Duplicate']);
  });

  it('marks the next honest message when an entry was dropped', async () => {
    const { clinic, team, thread, therapist, patient, shelf } = await smallClinic();
    await patient.sync(clinic, [team], [thread]);
    await patient.say(thread, 'one');
    await patient.sync(clinic, [team], [thread]);
    const second = await patient.say(thread, 'two');
    await therapist.sync(clinic, [team]);
    const reader = therapist.reader(thread);
    await reader.offer(shelf.copies.get(thread.toString()) ?? []);
    await reader.apply(shelf.log(thread)[0] ?? second);
    expect(await reader.apply({ ...second, number: 2 })).toMatchObject([{ kind: 'MessageOpened', marks: ['DifferentLog'] }]);
  });

  it('stops at a manifest that fails a check, and keeps what was read', async () => {
    const { clinic, team, thread, therapist, patient, shelf } = await smallClinic();
    await patient.sync(clinic, [team], [thread]);
    const change = accepted(await patient.author.repair(patient.reader(thread), shelf.clock.now));
    const forged = new Uint8Array(change.manifest.bytes);
    forged[forged.length - 1] = (forged[forged.length - 1] as number) ^ 1;
    await therapist.sync(clinic, [team], [thread]);
    const reader = therapist.reader(thread);
    expect(await reader.apply({ number: 2, bytes: forged, at: 0 })).toEqual([{ kind: 'CircleStopped', number: 2, refusal: 'BadSignature' }]);
    expect(reader.position).toBe(1);
    expect(await reader.apply({ number: 2, bytes: change.manifest.bytes, at: 0 })).toEqual([{ kind: 'CircleStopped', number: 2, refusal: 'Stopped' }]);
    expect(reader.secret(0)).toBeDefined();
    expect(await therapist.author.repair(reader, 0)).toBe('Stopped');
  });
});
