const names = [
  'None', 'Malformed', 'TooLarge', 'WrongLabel', 'BadSignature', 'SmallOrderKey', 'BadReceivingKey', 'IdentityChanged',
  'ReceivingKeyKept', 'DeviceReturned', 'DevicesUnsorted', 'RolledBack', 'WrongPrev', 'WrongNumber', 'KindChanged', 'WrongSeen',
  'AuthorNotMember', 'AuthorNotBefore', 'AuthorRemoved', 'UnknownDevice', 'UnknownLink', 'HeadWentBack', 'ClinicLinkWentBack',
  'OtherClinic', 'MembersUnsorted', 'Shape', 'NoCustodian', 'NotAllowed', 'NotStaff', 'NotSteward', 'NotLead', 'SinceChanged',
  'Stale', 'CopyMissing', 'CopyMismatch', 'DoesNotOpen', 'CommitmentMismatch', 'TeamKeyMismatch', 'WrongCircle', 'WrongEpoch',
  'WrongAuthor', 'Duplicate', 'Different', 'BadPadding', 'KeysWithheld', 'WrongCode', 'Stopped',
] as const;

/** Why something was not accepted. The C# library uses the same names. `None` means accepted. */
export type Refusal = (typeof names)[number];

/** Every refusal, for tests and for reading one from a reply. */
export const refusals: readonly Refusal[] = names;

/** What decoding answers: the object, or the refusal as a string. Decoding never throws on hostile bytes. */
export type Decoded<T extends object> = T | Refusal;

/** Tells the two apart: `const card = Card.decode(bytes); if (isRefusal(card)) …` */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'string';
}

/** Carries a refusal out of nested reading; never leaves this folder. */
export class Refused extends Error {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    super(refusal);
    this.refusal = refusal;
  }
}

/** Runs a reading, turning `Refused` into its refusal. */
export function decoding<T extends object>(read: () => T): Decoded<T> {
  try {
    return read();
  } catch (e) {
    if (e instanceof Refused) return e.refusal;
    throw e;
  }
}
