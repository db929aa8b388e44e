/** Sizes in bytes, and counts, of PROTOCOL section 1. */
export const limits = {
  members: 64,
  clinicMembers: 1024,
  devices: 32,
  content: 64 * 1024,
  open: 512,
  /** UTF-8 bytes of a name. */
  name: 64,
  /** Bytes of a vouch's record. */
  record: 64,
  /** Any signed object, keyring or copy. */
  object: 1024 * 1024,
  /** A message's ciphertext: the largest padded content and a tag. */
  ciphertext: 67584 + 16,
  receivingKey: 1216,
  signature: 64,
} as const;
