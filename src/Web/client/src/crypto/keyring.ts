import { aeadOpen, aeadSeal, withDerivedKey } from './aead';
import { Identity, ReceivingSeed } from './keys';
import { absent, type Bytes, concat, equal, random } from './verification/bytes';
import type { Card } from './verification/card';
import { checkCards } from './verification/cardRules';
import { CborReader, writeCbor } from './verification/cbor';
import { Hash } from './verification/hash';
import type { PublicKey } from './verification/publicKey';
import { type Decoded, decoding, isRefusal, Refused } from './verification/refusal';

const label = 'cc1/keyring';
const info = (identity: PublicKey): (string | Uint8Array)[] => [label, identity.bytes];

/** The private parts of a person, opened. Dispose the identity once the card is signed (PROTOCOL section 5). */
export interface OpenedKeyring {
  readonly identity: Identity;
  /** One for each receiving key the cards ever had, oldest first. */
  readonly seeds: readonly ReceivingSeed[];
  /** Absent only in a founder's first keyring. */
  readonly clinic: Hash | undefined;
}

/** `salt(32) || AEAD` under the fresh 32-byte key U. Its hash goes into the card, U into the wraps. */
export async function sealKeyring(u: Uint8Array, keys: OpenedKeyring): Promise<Bytes> {
  const salt = random(32);
  const seeds = keys.seeds.map((s) => s.exportSeed());
  const identity = keys.identity.exportSeed();
  const plaintext = writeCbor([label, identity, seeds, keys.clinic?.bytes ?? absent]);
  const sealed = await withDerivedKey(u, salt, info(keys.identity.publicKey), (key, nonce) => aeadSeal(key, nonce, plaintext));
  for (const secret of [identity, plaintext, ...seeds]) secret.fill(0);
  return concat(salt, sealed);
}

/**
 * Opens a keyring against the person's whole chain of cards, oldest first. Refuses in this order: the chain's own refusal;
 * `KeysWithheld` for another keyring than the newest card's; `DoesNotOpen`; `Malformed`; `KeysWithheld` for another identity
 * or a receiving seed that is missing or not its card's.
 */
export async function openKeyring(u: Uint8Array, keyring: Uint8Array, person: Hash, cards: readonly Card[]): Promise<Decoded<OpenedKeyring>> {
  const chain = await checkCards(person, cards);
  if (chain !== 'None') return chain;
  const newest = cards.at(-1) as Card;
  if (!Hash.of(keyring).equals(newest.keyring)) return 'KeysWithheld';
  const plaintext = await withDerivedKey(u, keyring.subarray(0, 32), info(newest.identity),
    (key, nonce) => aeadOpen(key, nonce, keyring.subarray(32)));
  if (plaintext === undefined) return 'DoesNotOpen';
  const read = decoding(() => readKeyring(plaintext));
  plaintext.fill(0);
  if (isRefusal(read)) return read;
  const identity = await Identity.fromSeed(read.identity);
  const seeds = await Promise.all(read.seeds.map((s) => ReceivingSeed.fromSeed(s)));
  for (const secret of [read.identity, ...read.seeds]) secret.fill(0);
  const generations = cards.filter((c, i) => i === 0 || !equal(c.receivingKey, (cards[i - 1] as Card).receivingKey));
  const whole = identity.publicKey.equals(newest.identity) && seeds.length === generations.length
    && generations.every((c, i) => equal(c.receivingKey, (seeds[i] as ReceivingSeed).publicKey));
  return whole ? { identity, seeds, clinic: read.clinic } : 'KeysWithheld';
}

function readKeyring(plaintext: Uint8Array): { identity: Bytes; seeds: Bytes[]; clinic: Hash | undefined } {
  const cbor = new CborReader(plaintext);
  cbor.array(4);
  if (cbor.text() !== label) throw new Refused('Malformed');
  const identity = cbor.bytes(32);
  const seeds: Bytes[] = [];
  const count = cbor.array();
  if (count === 0) throw new Refused('Malformed');
  for (let n = count; n > 0; n--) seeds.push(cbor.bytes(32));
  const clinic = cbor.optionalHash();
  cbor.end();
  return { identity, seeds, clinic };
}
