// The TypeScript twin of CareConnect.Crypto. `verification/` needs no private keys; the rest holds them.
// A page's way through it:
//   1. `UnlockedKeyring.enrol` or `.open`, for one act; `.toDevice` gives what a device keeps.
//   2. `new LinkStore(clinic, pins)` with cards, clinic links and team links; `new HeldKeys(device, links)`.
//   3. A `CircleReader` for every team of ours (registered with `keys.add`) and for every conversation.
//   4. `CircleAuthor` for new circles, changes and repairs; `MessageSealer` for messages.
export * from './aead';
export * from './applied';
export * from './attachment';
export * from './circleAuthor';
export * from './circleReader';
export * from './heldKeys';
export * from './hpke';
export * from './invitation';
export * from './keyring';
export * from './keys';
export * from './linkStore';
export * from './messageContent';
export * from './messageSealer';
export * from './missingLinks';
export * from './openPart';
export * from './padme';
export * from './pins';
export * from './recoveryCode';
export * from './safetyCode';
export * from './unlockedDevice';
export * from './unlockedKeyring';
export * from './wrap';
export * from './verification/bytes';
export * from './verification/card';
export * from './verification/cardRules';
export * from './verification/cbor';
export * from './verification/copyRules';
export * from './verification/ed25519';
export * from './verification/hash';
export * from './verification/kdf';
export * from './verification/limits';
export * from './verification/links';
export * from './verification/log';
export * from './verification/manifest';
export * from './verification/manifestRules';
export * from './verification/message';
export * from './verification/messageRules';
export * from './verification/publicKey';
export * from './verification/reach';
export * from './verification/receivingKey';
export { type Decoded, isRefusal, type Refusal, refusals } from './verification/refusal';
export * from './verification/shapes';
export * from './verification/signedObject';
export * from './verification/staleness';
export * from './verification/vouch';
export * from './verification/vouchRules';
