import {
  type Applied, CircleAuthor, CircleReader, codeUnlocker, type Commit, type Decoded, DeviceKey, type Hash, HeldKeys, isRefusal, kinds,
  LinkStore, type LogEntry, MessageSealer, RecoveryCode, roles, type SealedCopy, UnlockedDevice, UnlockedKeyring,
} from '../../src/crypto';

/** The server's part: logs, copies and cards, all kept as they came. */
export class Shelf {
  readonly logs = new Map<string, LogEntry[]>();
  readonly copies = new Map<string, SealedCopy[]>();
  readonly cards = new Map<string, Uint8Array[]>();
  readonly clock = { now: 1_800_000_000_000 };

  log(circle: Hash): LogEntry[] {
    return this.logs.get(circle.toString()) ?? [];
  }

  append(circle: Hash, bytes: Uint8Array): LogEntry {
    const entry = { number: this.log(circle).length + 1, bytes, at: this.clock.now };
    this.logs.set(circle.toString(), [...this.log(circle), entry]);
    return entry;
  }

  commit(circle: Hash, commit: Commit): LogEntry {
    const copies = commit.copies.map((c) => ({ epoch: commit.manifest.n, ...c }));
    this.copies.set(circle.toString(), [...(this.copies.get(circle.toString()) ?? []), ...copies]);
    return this.append(circle, commit.manifest.bytes);
  }
}

/** One device of a person, with everything a page would hold. */
export class Party {
  readonly shelf: Shelf;
  readonly device: UnlockedDevice;
  readonly links: LinkStore;
  readonly keys: HeldKeys;
  readonly author: CircleAuthor;
  readonly sealer: MessageSealer;
  readonly readers = new Map<string, CircleReader>();

  constructor(shelf: Shelf, device: UnlockedDevice) {
    this.shelf = shelf;
    this.device = device;
    this.links = new LinkStore(device.clinic);
    this.keys = new HeldKeys(device, this.links);
    this.author = new CircleAuthor(device, this.links.newestKnown);
    this.sealer = new MessageSealer(device, this.links.newestKnown);
  }

  static async enrol(shelf: Shelf, clinic: Hash | undefined): Promise<Party> {
    const key = await DeviceKey.generate();
    const { keyring, update } = await UnlockedKeyring.enrol(key.publicKey, [codeUnlocker(RecoveryCode.generate())], clinic, shelf.clock.now);
    shelf.cards.set(update.card.name.toString(), [update.card.bytes]);
    return new Party(shelf, keyring.toDevice(key));
  }

  get person(): Hash {
    return this.device.person;
  }

  /** Reads cards, the clinic, teams, then our circles, as far as the shelf goes. */
  async sync(clinic: Hash, teams: readonly Hash[], circles: readonly Hash[] = []): Promise<Applied[]> {
    for (const cards of this.shelf.cards.values()) await this.links.addCards(cards);
    for (const chain of [clinic, ...teams]) {
      for (const entry of this.shelf.log(chain)) {
        const refusal = await this.links.addManifest(entry.bytes);
        if (refusal !== 'None') throw new Error(refusal);
      }
    }
    const applied: Applied[] = [];
    for (const team of teams) {
      const mine = this.links.chain(team).some((m) => m.find(this.person) !== undefined);
      if (mine) applied.push(...(await this.read(team)));
      if (mine) this.keys.add(this.reader(team));
    }
    for (const circle of circles) applied.push(...(await this.read(circle)));
    return applied;
  }

  reader(circle: Hash): CircleReader {
    const known = this.readers.get(circle.toString());
    if (known !== undefined) return known;
    const reader = new CircleReader(circle, this.keys, { pins: this.links.pins });
    this.readers.set(circle.toString(), reader);
    return reader;
  }

  async read(circle: Hash): Promise<Applied[]> {
    const reader = this.reader(circle);
    const applied = await reader.offer(this.shelf.copies.get(circle.toString()) ?? []);
    for (const entry of this.shelf.log(circle).slice(reader.position)) applied.push(...(await reader.apply(entry)));
    return applied;
  }

  async say(circle: Hash, text: string): Promise<LogEntry> {
    const reader = this.reader(circle);
    const sealed = await this.sealer.seal(reader, this.sealer.draft(reader, ['text', text]), this.shelf.clock.now);
    if (sealed.kind !== 'Sealed') throw new Error(`Not sealed: ${JSON.stringify(sealed)}`);
    return this.shelf.append(circle, sealed.bytes);
  }
}

export function accepted<T extends object>(value: Decoded<T>): T {
  if (isRefusal(value)) throw new Error(value);
  return value;
}

/** A clinic with a steward, a therapist, a patient and a team of both staff, and a thread of the patient with the team. */
export async function smallClinic(): Promise<{ shelf: Shelf; clinic: Hash; team: Hash; thread: Hash; steward: Party; therapist: Party; patient: Party }> {
  const shelf = new Shelf();
  const founder = await Party.enrol(shelf, undefined);
  await founder.links.addCards([...(shelf.cards.get(founder.person.toString()) ?? [])]);
  const founding = accepted(await founder.author.start(kinds.clinic, [{ principal: founder.person, role: roles.steward, name: 'Priya' }], shelf.clock.now));
  const clinic = founding.manifest.name;
  shelf.commit(clinic, founding);
  const steward = new Party(shelf, new UnlockedDevice(founder.person, founder.device.key, founder.device.seeds, clinic));
  const therapist = await Party.enrol(shelf, clinic);
  const patient = await Party.enrol(shelf, clinic);
  await steward.sync(clinic, []);
  const staff = accepted(await steward.author.changeClinic(steward.links.chain(clinic), {
    add: [{ principal: therapist.person, role: roles.staff, name: 'Dana' }],
  }, shelf.clock.now));
  shelf.commit(clinic, staff);
  await steward.sync(clinic, []);
  const made = accepted(await steward.author.start(kinds.team, [
    { principal: steward.person, role: roles.member }, { principal: therapist.person, role: roles.lead },
  ], shelf.clock.now));
  const team = made.manifest.name;
  shelf.commit(team, made);
  const listed = accepted(await steward.author.changeClinic(steward.links.chain(clinic), { add: [{ principal: team, role: roles.team, name: "Dana's team" }] }, shelf.clock.now));
  shelf.commit(clinic, listed);
  await patient.sync(clinic, [team]);
  const begun = accepted(await patient.author.start(kinds.thread, [
    { principal: patient.person, role: roles.patient }, { principal: team, role: roles.member },
  ], shelf.clock.now));
  const thread = begun.manifest.name;
  shelf.commit(thread, begun);
  return { shelf, clinic, team, thread, steward, therapist, patient };
}
