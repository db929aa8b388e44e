import { absent, type Bytes } from './verification/bytes';
import { CborReader, writeCbor } from './verification/cbor';
import { decoding, isRefusal, Refused } from './verification/refusal';

/** How soon the patient wants an answer. */
export type Soon = 'none' | 'now' | 'today' | 'week';
const order: readonly Soon[] = ['none', 'now', 'today', 'week'];
const label = 'cc1/open';

/** The part of a message that the server may read: the signals that the patient chose to share. */
export interface OpenPart {
  readonly soon: Soon;
  /** Id (16 bytes) of the alert that this message belongs to; zero-length for none. */
  readonly alert: Bytes;
}

export function writeOpen(part: OpenPart): Bytes {
  return writeCbor([label, order.indexOf(part.soon), part.alert]);
}

/** Nothing shared reads as `none`; what is not understood as undefined. */
export function readOpen(open: Uint8Array): OpenPart | undefined {
  if (open.length === 0) return { soon: 'none', alert: absent };
  const read = decoding(() => {
    const cbor = new CborReader(open);
    cbor.array(3);
    if (cbor.text() !== label) throw new Refused('WrongLabel');
    const soon = order[cbor.uint()];
    const alert = cbor.bytes();
    cbor.end();
    if (soon === undefined || (alert.length !== 0 && alert.length !== 16)) throw new Refused('Malformed');
    return { soon, alert };
  });
  return isRefusal(read) ? undefined : read;
}
