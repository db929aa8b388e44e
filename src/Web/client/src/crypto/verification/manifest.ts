import { absent, type Bytes, utf8 } from './bytes';
import { type CborReader, writeCbor } from './cbor';
import type { Hash } from './hash';
import { limits } from './limits';
import type { PublicKey } from './publicKey';
import { isReceivingKey } from './receivingKey';
import { type Decoded, decoding, Refused } from './refusal';
import { openBody, SignedObject } from './signedObject';

/** What a circle is for (PROTOCOL section 2). */
export const kinds = { clinic: 1, team: 2, thread: 3, channel: 4, crisis: 5, journal: 6, group: 7 } as const;
export type Kind = (typeof kinds)[keyof typeof kinds];

/** What a member is. Clinic: staff, steward, team, custodian. Team: member, lead. Conversation: member, patient. */
export const roles = { member: 0, staff: 0, steward: 1, lead: 1, patient: 2, team: 3, custodian: 4 } as const;
export type Role = 0 | 1 | 2 | 3 | 4;

/** One principal of a manifest: `[principal, head, role, since, H(copy), name]`. */
export interface Member {
  /** Id of a person or team. */
  readonly principal: Hash;
  /** Newest link of the principal when the manifest was made; in a clinic for stewards only. */
  readonly head: Hash | undefined;
  readonly role: Role;
  /** First epoch whose secret the member was meant to have. */
  readonly since: number;
  /** H of the member's sealed copy; absent in a clinic. */
  readonly copy: Hash | undefined;
  /** Shown name; empty outside a clinic. */
  readonly name: string;
}

export interface ManifestFields {
  readonly kind: Kind;
  /** Epoch, from 0. */
  readonly n: number;
  /** Name of the link before; 32 random bytes for link 0. */
  readonly prev: Hash;
  /** The log entry just before this one: its number, and the log hash there. */
  readonly seenN: number;
  readonly seenH: Hash;
  /** The clinic link relied on; absent in a clinic. */
  readonly clinicLink: Hash | undefined;
  /** Ascending by principal, unique. */
  readonly members: readonly Member[];
  /** Commitment to this epoch's secret; absent in a clinic. */
  readonly commitment: Hash | undefined;
  /** X-Wing public key of a team; empty for every other kind. */
  readonly teamKey: Bytes;
  readonly author: Hash;
  readonly device: PublicKey;
  /** Unix milliseconds, as the author says. */
  readonly time: number;
}

const label = 'cc1/manifest';

/** A link of a circle's chain (PROTOCOL section 2). Decoding checks codec and sizes; `checkManifest` the rest. */
export class Manifest extends SignedObject implements ManifestFields {
  static readonly label: string = label;

  declare readonly kind: Kind;
  declare readonly n: number;
  declare readonly prev: Hash;
  declare readonly seenN: number;
  declare readonly seenH: Hash;
  declare readonly clinicLink: Hash | undefined;
  declare readonly members: readonly Member[];
  declare readonly commitment: Hash | undefined;
  declare readonly teamKey: Bytes;
  declare readonly author: Hash;
  declare readonly device: PublicKey;
  declare readonly time: number;
  readonly #byPrincipal: ReadonlyMap<string, Member>;

  private constructor(bytes: Uint8Array, fields: ManifestFields) {
    super(bytes);
    Object.assign(this, fields);
    this.#byPrincipal = new Map(fields.members.map((m) => [m.principal.toString(), m]));
  }

  /** The manifest, or why not. Never throws on hostile bytes. */
  static decode(bytes: Uint8Array): Decoded<Manifest> {
    return decoding(() => {
      const cbor = openBody(bytes, label, 14);
      const kind = cbor.uint();
      if (kind < 1 || kind > 7) throw new Refused('Malformed');
      const n = cbor.uint();
      const prev = cbor.hash();
      const seenN = cbor.uint();
      const seenH = cbor.hash();
      const clinicLink = cbor.optionalHash();
      const count = cbor.array();
      if (count > (kind === kinds.clinic ? limits.clinicMembers : limits.members)) throw new Refused('TooLarge');
      const members: Member[] = [];
      for (let i = 0; i < count; i++) {
        const member = readMember(cbor);
        const before = members.at(-1);
        if (before !== undefined && member.principal.compare(before.principal) <= 0) throw new Refused('MembersUnsorted');
        members.push(member);
      }
      const commitment = cbor.optionalHash();
      const teamKey = cbor.bytes();
      if (teamKey.length !== 0 && !isReceivingKey(teamKey)) throw new Refused('BadReceivingKey');
      const author = cbor.hash();
      const device = cbor.publicKey();
      const time = cbor.uint();
      cbor.bytes(0); // reserved
      cbor.end();
      return new Manifest(bytes, {
        kind: kind as Kind, n, prev, seenN, seenH, clinicLink, members, commitment, teamKey, author, device, time,
      });
    });
  }

  /** The member of this principal. */
  find(principal: Hash): Member | undefined {
    return this.#byPrincipal.get(principal.toString());
  }
}

function readMember(cbor: CborReader): Member {
  cbor.array(6);
  const principal = cbor.hash();
  const head = cbor.optionalHash();
  const role = cbor.uint();
  if (role > roles.custodian) throw new Refused('Malformed');
  const since = cbor.uint();
  const copy = cbor.optionalHash();
  const name = cbor.text();
  if (utf8(name).length > limits.name) throw new Refused('TooLarge');
  return { principal, head, role: role as Role, since, copy, name };
}

/** The body of a manifest, ready to be signed. Members must be ascending by principal. */
export function writeManifest(m: ManifestFields): Bytes {
  return writeCbor([
    label, m.kind, m.n, m.prev.bytes, m.seenN, m.seenH.bytes, m.clinicLink?.bytes ?? absent,
    m.members.map((x) => [x.principal.bytes, x.head?.bytes ?? absent, x.role, x.since, x.copy?.bytes ?? absent, x.name]),
    m.commitment?.bytes ?? absent, m.teamKey, m.author.bytes, m.device.bytes, m.time, absent,
  ]);
}

/** Whether a member of a clinic manifest is a person (staff or steward). */
export function isStaff(member: Member | undefined): boolean {
  return member !== undefined && member.role <= roles.steward;
}

/** Whether a member of a clinic manifest is a team (the custodian team included). */
export function isTeam(member: Member | undefined): boolean {
  return member !== undefined && member.role >= roles.team;
}
