import { type Bytes, CborReader, Invitation, writeCbor } from '../crypto';
import type { Api } from './api';
import type { Chains } from './chains';
import { id } from './ids';
import type { CircleActions } from './types';
import type { Id, InvitationInfo, Role } from './wire';

/** Whom a staff device invites. */
export interface Invitee { readonly name: string; readonly role: Role; readonly steward: boolean }

/** An invitation of this person's, as far as this device can read and check it. */
export interface Pending {
  readonly info: InvitationInfo;
  /** Null when the note does not open for this device, or the server changed it. */
  readonly invitee: Invitee | null;
  /** What stands after `#` in the link; null with `invitee`. */
  readonly fragment: string | null;
  /** Of who joined: whether they proved that they had this link. Null while nobody did. */
  readonly tagHolds: boolean | null;
}

/** Invites, and checks who joined (PROTOCOL section 6). The secret of a link lies sealed to the inviter's own key on the server. */
export class Invitations {
  readonly #api: Pick<Api, 'invite' | 'invitations'>;
  readonly #chains: Chains;
  readonly #circles: CircleActions;

  constructor(parts: { api: Pick<Api, 'invite' | 'invitations'>; chains: Chains; circles: CircleActions }) {
    this.#api = parts.api;
    this.#chains = parts.chains;
    this.#circles = parts.circles;
  }

  /** Makes a link; answers with what stands after `#`. */
  async invite({ name, role, steward }: Invitee): Promise<string> {
    const { person, seeds } = this.#chains.device;
    const invitation = Invitation.create(this.#chains.clinic);
    const secret = invitation.exportSecret();
    const note = writeCbor([secret, name, role, steward ? 1 : 0]);
    const sealed = await Invitation.sealNote((seeds.at(-1) as { publicKey: Bytes }).publicKey, person, note);
    secret.fill(0);
    note.fill(0);
    await this.#api.invite({ tokenHash: invitation.tokenHash.bytes, role, steward, name: role === 'patient' ? name : '', sealed });
    return invitation.encode();
  }

  async list(): Promise<Pending[]> {
    const { items } = await this.#api.invitations();
    return Promise.all(items.map((info) => this.#read(info)));
  }

  /**
   * Confirms who joined, once the tag holds or they were met in person: staff by the clinic's list (a steward does it), patients
   * by a vouch. `method`: 1 the tag holds, 2 in person.
   */
  async confirm(pending: Pending, method: 1 | 2): Promise<void> {
    const { info, invitee } = pending;
    if (info.person === null || info.record === null || invitee === null || (method === 1 && pending.tagHolds !== true)) throw new RangeError('There is nobody to confirm');
    if (invitee.role === 'patient') await this.#circles.vouch(info.person, info.record, method);
    else await this.#circles.listStaff(info.person, invitee.name, invitee.steward);
  }

  async #read(info: InvitationInfo): Promise<Pending> {
    const { person, seeds } = this.#chains.device;
    const note = await Invitation.openNote(seeds, person, info.sealed);
    const read = note === undefined ? null : readNote(note);
    note?.fill(0);
    // What the server says of the role must be what this device wrote.
    if (read === null || read.invitee.role !== info.role || read.invitee.steward !== info.steward) return { info, invitee: null, fragment: null, tagHolds: null };
    const invitation = Invitation.fromSecret(this.#chains.clinic, read.secret);
    return { info, invitee: read.invitee, fragment: invitation.encode(), tagHolds: tagHolds(invitation, info.person, info.tag) };
  }
}

function tagHolds(invitation: Invitation, person: Id | null, tag: Bytes | null): boolean | null {
  return person === null || tag === null ? null : invitation.checkTag(id(person), tag);
}

function readNote(note: Bytes): { secret: Bytes; invitee: Invitee } | null {
  try {
    const cbor = new CborReader(note);
    cbor.array(4);
    const [secret, name, role, steward] = [cbor.bytes(16), cbor.text(), cbor.text() as Role, cbor.uint() === 1];
    cbor.end();
    return { secret, invitee: { name, role, steward } };
  } catch {
    // Written by another version, or not by this person: it counts as not readable.
    return null;
  }
}
