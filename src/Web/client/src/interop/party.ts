import {
  type Applied, CircleAuthor, CircleReader, type DeviceKey, type Draft, type Hash, HeldKeys, LinkStore, MessageSealer,
  readContent, type UnlockedDevice,
} from '../crypto';

/** What the harness knows of one circle's entry: the same words in both languages. */
export type Line = string;

/** One device in tests/Interop, with all that a page would hold. */
export class Party {
  readonly key: DeviceKey;
  device: UnlockedDevice;
  links: LinkStore;
  keys: HeldKeys;
  readonly drafts: Draft[] = [];
  readonly lines = new Map<string, Map<number, Line>>();
  #readers = new Map<string, CircleReader>();

  constructor(key: DeviceKey, device: UnlockedDevice) {
    this.key = key;
    this.device = device;
    this.links = new LinkStore(device.clinic);
    this.keys = new HeldKeys(device, this.links);
  }

  /** Forgets everything but keys, as a page does that was closed; or takes newer keys. */
  restart(device: UnlockedDevice = this.device): void {
    this.device = device;
    this.links = new LinkStore(device.clinic);
    this.keys = new HeldKeys(device, this.links);
    this.#readers = new Map();
    this.lines.clear();
  }

  get author(): CircleAuthor {
    return new CircleAuthor(this.device, this.links.newestKnown);
  }

  get sealer(): MessageSealer {
    return new MessageSealer(this.device, this.links.newestKnown);
  }

  get readers(): readonly CircleReader[] {
    return [...this.#readers.values()];
  }

  reader(circle: Hash): CircleReader {
    const known = this.#readers.get(circle.toString());
    if (known !== undefined) return known;
    const reader = new CircleReader(circle, this.keys, { pins: this.links.pins });
    this.#readers.set(circle.toString(), reader);
    return reader;
  }

  /** Writes down what came of entries, a later word on a number replacing the earlier. */
  note(circle: Hash, applied: readonly Applied[]): void {
    const lines = this.lines.get(circle.toString()) ?? new Map<number, Line>();
    for (const a of applied) {
      if (a.kind === 'CopyRefused') lines.set(-1 - a.epoch, `CopyRefused ${a.refusal}`);
      else lines.set(a.number, lineOf(a));
    }
    this.lines.set(circle.toString(), lines);
  }
}

function lineOf(applied: Exclude<Applied, { kind: 'CopyRefused' }>): Line {
  switch (applied.kind) {
    case 'EpochStarted': return `EpochStarted ${applied.manifest.n} +${applied.added.length} -${applied.removed.length}`;
    case 'MessageOpened': return `MessageOpened ${String(readContent(applied.content)?.items[0])} [${applied.marks.join(' ')}]`;
    case 'MessageWaiting': return 'MessageWaiting';
    case 'Gap': return `Gap ${applied.next}`;
    default: return `${applied.kind} ${applied.refusal}`;
  }
}

