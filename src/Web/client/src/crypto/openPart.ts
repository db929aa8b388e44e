import { absent, type Bytes } from './verification/bytes';
import { CborReader, writeCbor } from './verification/cbor';
import { decoding, isRefusal, Refused } from './verification/refusal';

/** How soon the patient wants an answer. */
export type Soon = 'none' | 'now' | 'today' | 'week';
const order: readonly Soon[] = ['none', 'now', 'today', 'week'];
/** How strong a risk cue is that the patient agreed to share. */
export type CueLevel = 'urgent' | 'crisis';
const levels: readonly CueLevel[] = ['urgent', 'crisis'];
const label = 'cc1/open';

/** The part of a message that the server may read: the signals that the patient chose to share. */
export interface OpenPart {
  readonly soon: Soon;
  /** Id (16 bytes) of the alert that this message belongs to; zero-length for none. */
  readonly alert: Bytes;
  /** Its level and the version of the cues; one of a crisis names its alert. */
  readonly cue?: { readonly level: CueLevel; readonly version: number };
}

export function writeOpen(part: OpenPart): Bytes {
  const cue = part.cue === undefined ? [] : [levels.indexOf(part.cue.level) + 1, part.cue.version];
  return writeCbor([label, order.indexOf(part.soon), part.alert, ...cue]);
}

/** Nothing shared reads as `none`; what is not understood as undefined. */
export function readOpen(open: Uint8Array): OpenPart | undefined {
  if (open.length === 0) return { soon: 'none', alert: absent };
  const read = decoding(() => {
    const cbor = new CborReader(open);
    const count = cbor.array();
    if (cbor.text() !== label) throw new Refused('WrongLabel');
    const soon = order[cbor.uint()];
    const alert = cbor.bytes();
    const cue = count === 5 ? { level: levels[cbor.uint() - 1], version: cbor.uint() } : undefined;
    cbor.end();
    if ((count !== 3 && count !== 5) || soon === undefined || (alert.length !== 0 && alert.length !== 16)) throw new Refused('Malformed');
    if (cue === undefined) return { soon, alert };
    const { level, version } = cue;
    if (level === undefined || version === 0 || (level === 'crisis' && alert.length === 0)) throw new Refused('Malformed');
    return { soon, alert, cue: { level, version } };
  });
  return isRefusal(read) ? undefined : read;
}
