import type { CopyRefused, SealedCopy } from './applied';
import type { HeldKeys } from './heldKeys';
import { ReceivingSeed } from './keys';
import { copyInfo, matchesCommitment, readCopy, teamSeedOf } from './secrets';
import { type Bytes, equal } from './verification/bytes';
import { Hash } from './verification/hash';
import { kinds, type Manifest, type Member } from './verification/manifest';
import { isRefusal, type Refusal } from './verification/refusal';

/** An epoch with its place in the log. */
export interface Epoch {
  readonly manifest: Manifest;
  readonly number: number;
}

/** The opened secrets of one circle, and the copies that wait for their manifest or for a key (PROTOCOL section 3, On opening). */
export class EpochKeys {
  readonly #keys: Pick<HeldKeys, 'find' | 'keep'>;
  readonly #epochs: readonly Epoch[];
  readonly #copies = new Map<string, SealedCopy>();
  readonly #secrets = new Map<number, Bytes>();

  constructor(keys: Pick<HeldKeys, 'find' | 'keep'>, epochs: readonly Epoch[]) {
    this.#keys = keys;
    this.#epochs = epochs;
  }

  secret(epoch: number): Bytes | undefined {
    return this.#secrets.get(epoch);
  }

  /** The first epoch from which on every secret is held; the next epoch when there is none. */
  get earliest(): number {
    let epoch = this.#epochs.length;
    while (epoch > 0 && this.#secrets.has(epoch - 1)) epoch--;
    return epoch;
  }

  keep(copy: SealedCopy): void {
    this.#copies.set(`${copy.epoch} ${copy.principal}`, copy);
  }

  /** Tries every kept copy whose manifest and key are there. */
  async open(): Promise<CopyRefused[]> {
    const refused: CopyRefused[] = [];
    for (const [place, copy] of [...this.#copies]) {
      const epoch = this.#epochs[copy.epoch];
      const member = epoch?.manifest.find(copy.principal);
      const seed = member?.head && (await this.#keys.find(copy.principal, member.head));
      if (epoch === undefined || member === undefined || seed === undefined) continue;
      this.#copies.delete(place);
      const read = await openCopy(copy.bytes, epoch.manifest, member, seed);
      const refusal = isRefusal(read) ? read : await this.#accept(read, epoch.manifest);
      if (refusal === 'None') continue;
      const { number, manifest } = epoch;
      refused.push({ kind: 'CopyRefused', number, epoch: copy.epoch, principal: copy.principal, author: manifest.author, refusal });
    }
    return refused;
  }

  /** Every secret against its own epoch's commitment, and a team's key against the newest; otherwise none is used. */
  async #accept(read: ReadonlyMap<number, Bytes>, manifest: Manifest): Promise<Refusal> {
    for (const [epoch, secret] of read) {
      const of = (this.#epochs[epoch] as Epoch).manifest;
      if (!matchesCommitment(secret, of.prev, of.commitment)) return 'CommitmentMismatch';
    }
    if (manifest.kind === kinds.team) {
      const raw = teamSeedOf(read.get(manifest.n) as Bytes, manifest.prev);
      const team = await ReceivingSeed.fromSeed(raw);
      raw.fill(0);
      if (!equal(team.publicKey, manifest.teamKey)) return 'TeamKeyMismatch';
      this.#keys.keep(manifest.name, team);
    }
    for (const [epoch, secret] of read) if (!this.#secrets.has(epoch)) this.#secrets.set(epoch, secret);
    return 'None';
  }
}

async function openCopy(copy: Uint8Array, manifest: Manifest, member: Member, seed: ReceivingSeed): Promise<Refusal | ReadonlyMap<number, Bytes>> {
  // A mismatch is the server's fault, what follows the author's.
  if (!Hash.of(copy).equals(member.copy)) return 'CopyMismatch';
  const plaintext = await seed.open(copyInfo(manifest.prev, manifest.n, member.principal, member.head as Hash), copy);
  if (plaintext === undefined) return 'DoesNotOpen';
  const secrets = readCopy(plaintext, manifest.n);
  plaintext.fill(0);
  return secrets ?? 'Malformed';
}
