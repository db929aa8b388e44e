import type { CircleReader } from './circleReader';
import { sealContent } from './messageContent';
import type { UnlockedDevice } from './unlockedDevice';
import { absent, type Bytes, random } from './verification/bytes';
import { type CborValue, writeCbor } from './verification/cbor';
import { Hash } from './verification/hash';
import { limits } from './verification/limits';
import type { Links } from './verification/links';
import type { Manifest } from './verification/manifest';
import { Message } from './verification/message';
import { checkMessage } from './verification/messageRules';
import { isStale } from './verification/staleness';
import { isRefusal, type Refusal } from './verification/refusal';

/** What the person pressed send on. Keep it in the outbox until the server acknowledged; it can be stored as it is. */
export interface Draft {
  /** 16 bytes, kept whenever it is sealed again. */
  readonly id: Bytes;
  readonly content: Bytes;
  readonly open: Bytes;
  /** Principals of the circle when send was pressed, by id as text. */
  readonly audience: readonly string[];
}

/**
 * Ready to be posted; or first to be asked about (then `confirm`); or why not: `Stopped`, `Stale` (repair first), `KeysWithheld`
 * (the secret has not come), `TooLarge`, `WrongAuthor`, `UnknownDevice`.
 */
export type Sealed =
  | { readonly kind: 'Sealed'; readonly bytes: Bytes }
  | { readonly kind: 'Ask'; readonly added: readonly Hash[] }
  | { readonly kind: 'Refused'; readonly refusal: Refusal };

/**
 * Seals messages for one person's device (PROTOCOL section 4).
 *
 *     const draft = sealer.draft(reader, ['text', words], writeOpen(…));
 *     const sealed = await sealer.seal(reader, draft, Date.now());
 *
 * A retry posts the same bytes again. When the epoch moved on, seal the same draft again: it keeps its id.
 */
export class MessageSealer {
  readonly #device: UnlockedDevice;
  readonly #newest: Links;

  /** `newest` must answer with the newest known links, as `LinkStore.newestKnown` does. */
  constructor(device: UnlockedDevice, newest: Links) {
    this.#device = device;
    this.#newest = newest;
  }

  draft(reader: CircleReader, content: readonly CborValue[], open: Bytes = absent): Draft {
    return { id: random(16), content: writeCbor(content), open, audience: audienceOf(reader) };
  }

  /** The same draft after the person agreed to who can read the circle now. */
  confirm(reader: CircleReader, draft: Draft): Draft {
    return { ...draft, audience: audienceOf(reader) };
  }

  /** Whether the newest epoch must be repaired before anyone seals into it, as far as this device knows. */
  isStale(epoch: Manifest): boolean {
    const { clinic } = this.#device;
    const name = clinic && this.#newest.newest(clinic);
    const link = name && this.#newest.manifest(name);
    return link === undefined || isStale(epoch, link, this.#newest);
  }

  async seal(reader: CircleReader, draft: Draft, time: number): Promise<Sealed> {
    if (draft.content.length > limits.content || draft.open.length > limits.open) return refused('TooLarge');
    if (reader.stoppedBy !== 'None') return refused('Stopped');
    const epoch = reader.newest;
    const secret = epoch && reader.secret(epoch.n);
    if (epoch === undefined || secret === undefined) return refused('KeysWithheld');
    // Nobody seals into an epoch they know is stale, even if the server would take it.
    if (this.isStale(epoch)) return refused('Stale');
    const known = new Set(draft.audience);
    const added = epoch.members.filter((m) => !known.has(m.principal.toString())).map((m) => m.principal);
    if (added.length > 0) return { kind: 'Ask', added };
    const body = await sealContent({
      circle: reader.circle, epoch: epoch.n, author: this.#device.person, device: this.#device.key.publicKey, id: draft.id,
      seenN: reader.position, seenH: reader.positionHash, time, salt: Hash.from(random(32)), open: draft.open,
    }, secret, draft.content);
    const bytes = await this.#device.key.sign(body);
    const message = Message.decode(bytes);
    const refusal = isRefusal(message) ? message : await checkMessage(message, epoch, reader.circle, this.#newest);
    return refusal === 'None' ? { kind: 'Sealed', bytes } : refused(refusal);
  }
}

function audienceOf(reader: CircleReader): string[] {
  return reader.newest?.members.map((m) => m.principal.toString()) ?? [];
}

function refused(refusal: Refusal): Sealed {
  return { kind: 'Refused', refusal };
}
