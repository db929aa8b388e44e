import type { Mark } from './applied';
import type { Hash } from './verification/hash';
import type { Links } from './verification/links';
import type { Manifest } from './verification/manifest';
import type { Message } from './verification/message';
import { checkMessage } from './verification/messageRules';
import type { Refusal } from './verification/refusal';

const day = 24 * 60 * 60 * 1000;

/** A checked message on its way to being opened; it waits while its epoch's secret is not held. */
export interface CheckedMessage {
  readonly number: number;
  readonly message: Message;
  readonly at: number;
  /** The log hash at its seenN, if there was one before it. */
  readonly seen: Hash | undefined;
}

/** Said beside a message, never a reason to hide it (PROTOCOL section 4, Reader). */
export function marksOf({ message, at, seen }: CheckedMessage, links: Links): Mark[] {
  const { author, device, seenH, time } = message.header;
  const marks: Mark[] = [];
  if (links.cards(author).at(-1)?.lists(device) !== true) marks.push('DeviceRemoved');
  if (seen?.equals(seenH) !== true) marks.push('DifferentLog');
  if (Math.abs(time - at) > day) marks.push('ClockOff');
  return marks;
}

/** Ids already seen from each device, and messages that wait for a secret. */
export class MessageLog {
  readonly #seen = new Map<string, Hash>();
  readonly #waiting = new Map<number, CheckedMessage>();

  /** The rules of a message, then its id: `Duplicate` (same bytes again) or `Different` (same id, other bytes). */
  async check(message: Message, epoch: Manifest, circle: Hash, links: Links): Promise<Refusal> {
    const refusal = await checkMessage(message, epoch, circle, links);
    if (refusal !== 'None') return refusal;
    const key = `${message.header.device} ${message.idText}`;
    const known = this.#seen.get(key);
    if (known !== undefined) return known.equals(message.name) ? 'Duplicate' : 'Different';
    this.#seen.set(key, message.name);
    return 'None';
  }

  wait(message: CheckedMessage): void {
    this.#waiting.set(message.number, message);
  }

  waiting(): readonly CheckedMessage[] {
    return [...this.#waiting.values()];
  }

  done(number: number): void {
    this.#waiting.delete(number);
  }
}
