/** The server refused, and said why: a name of HubErrors, or a refusal of the encryption. Nothing was stored. */
export class Refused extends Error {
  readonly reason: string;
  /** The whole reply: a lost commit carries the winner, a taken item who has it. */
  readonly reply: unknown;
  /** Seconds to wait, with `Busy`. */
  readonly retryAfter: number;

  constructor(reason: string, reply?: unknown, retryAfter = 0) {
    super(reason);
    this.name = 'Refused';
    this.reason = reason;
    this.reply = reply;
    this.retryAfter = retryAfter;
  }
}

/** The server could not be reached, or its answer did not arrive. What was asked may have happened. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

/** The session has ended: sign in again. Nothing written is lost. */
export class SignedOut extends Error {
  override readonly name = 'SignedOut';
}

/** This device holds no keys of this person, or not all of them: it must be unlocked first. */
export class Locked extends Error {
  override readonly name = 'Locked';
}
