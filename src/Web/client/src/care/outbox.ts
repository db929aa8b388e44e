import { type Bytes, CborReader, type Commit, type Draft, fromBase64Url, toBase64Url, utf8, writeCbor } from '../crypto';
import { json } from './api';
import type { Vault, Writer } from './device';
import type { Beside } from './authoring';
import type { Id } from './wire';

/** Words that the server has not acknowledged yet. Kept sealed on the device (PROTOCOL section 5). */
export interface Waiting {
  readonly draft: Draft;
  /** When the person pressed send. */
  readonly pressedAt: number;
  /** The message as it was posted: a retry sends these bytes again. Absent until sealed. */
  readonly sealed: Bytes | undefined;
  /** Why it will not go, if so. The words stay. */
  readonly failed: string;
}

/** A circle whose link 0 was made but not acknowledged. */
export interface Starting {
  readonly circle: Id;
  readonly manifest: Bytes;
  readonly copies: readonly { readonly principal: Id; readonly bytes: Bytes }[];
  readonly beside: Beside;
}

const place = (circle: Id): string => `out/${circle}/`;
const nameOf = (circle: Id, w: Waiting): string => `${place(circle)}${String(w.pressedAt).padStart(15, '0')}-${toBase64Url(w.draft.id)}`;

/** The outbox of one device: messages by circle, in the order of pressing send, and circles still to be started. */
export class Outbox {
  readonly #vault: Vault;

  constructor(vault: Vault) {
    this.#vault = vault;
  }

  async of(circle: Id): Promise<Waiting[]> {
    return (await this.#vault.list(place(circle))).map(([, bytes]) => read(bytes));
  }

  /** Circles for which something waits. */
  async circles(): Promise<Id[]> {
    return [...new Set((await this.#vault.list('out/')).map(([name]) => name.split('/')[1] as Id))];
  }

  put(circle: Id, waiting: Waiting): Promise<void> {
    return this.#vault.locked((writer) => writer.put({ [nameOf(circle, waiting)]: write(waiting) }));
  }

  remove(circle: Id, waiting: Waiting): Promise<void> {
    return this.#vault.locked((writer) => writer.put({ [nameOf(circle, waiting)]: null }));
  }

  /** Keeps link 0 before it is posted, so that a lost answer does not start a second circle; `first` comes with it. */
  start(key: string, starting: Starting, first: Waiting): Promise<void> {
    return this.#vault.locked((writer) => writer.put({ [`start/${key}`]: utf8(json.write(starting)), [nameOf(starting.circle, first)]: write(first) }));
  }

  async starting(key: string): Promise<Starting | null> {
    const saved = await this.#vault.read(`start/${key}`);
    return saved === null ? null : (json.read(new TextDecoder().decode(saved)) as Starting);
  }

  started(key: string): Promise<void> {
    return this.#vault.locked((writer) => writer.put({ [`start/${key}`]: null }));
  }

  /** Another link 0 takes the place of one that was refused, or lost to another device: what waits moves to its circle. */
  async restart(key: string, from: Id, to: Starting | Id): Promise<void> {
    const target = typeof to === 'string' ? to : to.circle;
    await this.#vault.locked(async (writer: Writer) => {
      const records: Record<string, Bytes | null> = { [`start/${key}`]: typeof to === 'string' ? null : utf8(json.write(to)) };
      for (const [name, bytes] of target === from ? [] : await this.#vault.list(place(from))) {
        records[name] = null;
        // Its place in the chain was the other circle's: it is sealed again.
        const waiting = { ...read(bytes), sealed: undefined };
        records[nameOf(target, waiting)] = write(waiting);
      }
      await writer.put(records);
    });
  }

  /** One tab at a time posts what waits. */
  posting<T>(work: () => Promise<T>): Promise<T> {
    return navigator.locks.request(`care-post-${this.#vault.person}`, work) as Promise<T>;
  }
}

export function startingOf(commit: Commit, beside: Beside): Starting {
  const copies = commit.copies.map((c) => ({ principal: c.principal.toString(), bytes: c.bytes }));
  return { circle: commit.manifest.name.toString(), manifest: commit.manifest.bytes, copies, beside };
}

function write({ draft, pressedAt, sealed, failed }: Waiting): Bytes {
  const audience = draft.audience.map((text) => fromBase64Url(text) as Bytes);
  return writeCbor([draft.id, draft.content, draft.open, audience, pressedAt, sealed ?? new Uint8Array(0), failed]);
}

function read(bytes: Uint8Array): Waiting {
  const cbor = new CborReader(bytes);
  cbor.array(7);
  const [id, content, open] = [cbor.bytes(16), cbor.bytes(), cbor.bytes()];
  const audience: string[] = [];
  for (let n = cbor.array(); n > 0; n--) audience.push(toBase64Url(cbor.bytes(32)));
  const [pressedAt, sealed, failed] = [cbor.uint(), cbor.bytes(), cbor.text()];
  return { draft: { id, content, open, audience }, pressedAt, sealed: sealed.length === 0 ? undefined : sealed, failed };
}
