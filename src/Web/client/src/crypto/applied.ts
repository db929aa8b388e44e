import type { Bytes } from './verification/bytes';
import type { Hash } from './verification/hash';
import type { Manifest } from './verification/manifest';
import type { Message } from './verification/message';
import type { Refusal } from './verification/refusal';

/** One entry of a circle's log as the server gives it. */
export interface LogEntry {
  /** From 1, without gaps. */
  readonly number: number;
  /** The signed object. */
  readonly bytes: Uint8Array;
  /** When the server stored it, Unix milliseconds. */
  readonly at: number;
}

/** A sealed copy of an epoch's secret as the server gives it. */
export interface SealedCopy {
  readonly epoch: number;
  readonly principal: Hash;
  readonly bytes: Uint8Array;
}

/**
 * What is said beside a message that is shown all the same: its device was removed since; its author had seen another log than
 * this one ("you two may be seeing different versions"); its time is more than a day from the server's.
 */
export type Mark = 'DeviceRemoved' | 'DifferentLog' | 'ClockOff';

/** A checked manifest starts an epoch. */
export interface EpochStarted {
  readonly kind: 'EpochStarted';
  readonly number: number;
  readonly manifest: Manifest;
  /** Principals that the link before did not have. */
  readonly added: readonly Hash[];
  /** Principals that are gone. */
  readonly removed: readonly Hash[];
}

/** A checked and opened message; who wrote it is in its header. */
export interface MessageOpened {
  readonly kind: 'MessageOpened';
  readonly number: number;
  readonly message: Message;
  /** CBOR array beginning with a type: `readContent` takes it apart. */
  readonly content: Bytes;
  readonly marks: readonly Mark[];
  /** The server's time. */
  readonly at: number;
}

/** A checked message whose epoch's secret has not come (yet): a later `offer` or `openCopies` gives it as `MessageOpened`. */
export interface MessageWaiting {
  readonly kind: 'MessageWaiting';
  readonly number: number;
  readonly message: Message;
}

/** "Could not be checked": a message that was refused; reading goes on. `Duplicate` need not be shown. */
export interface Placeholder {
  readonly kind: 'Placeholder';
  readonly number: number;
  readonly refusal: Refusal;
}

/** A sealed copy was refused: call `CannotOpen(circle, epoch)`. `CopyMismatch` is the server's fault, any other the author's. */
export interface CopyRefused {
  readonly kind: 'CopyRefused';
  readonly number: number;
  readonly epoch: number;
  readonly principal: Hash;
  readonly author: Hash;
  readonly refusal: Refusal;
}

/** A manifest was refused: earlier words stay readable, nothing later is shown or sent, the person and the clinic are told. */
export interface CircleStopped {
  readonly kind: 'CircleStopped';
  readonly number: number;
  readonly refusal: Refusal;
}

/** The entry is not the next one, and nothing changed: fetch from `next`. */
export interface Gap {
  readonly kind: 'Gap';
  readonly number: number;
  readonly next: number;
}

export type Applied = EpochStarted | MessageOpened | MessageWaiting | Placeholder | CopyRefused | CircleStopped | Gap;

/** A chain that is not known far enough: fetch the person's cards, or the log of the team or clinic. */
export interface MissingChain {
  readonly kind: 'person' | 'team' | 'clinic';
  readonly id: Hash;
}
