import {
  Card, checkCard, checkCopies, checkManifest, checkMessage, checkVouch, type Decoded, isReceivingKey, isRefusal, isStale, LinkStore,
  Manifest, Message, Pins, PublicKey, type Refusal, verifyEd25519, Vouch,
} from '../../../src/crypto';
import { type Case, decoded } from './cases';

type Rule = (c: Case) => Refusal | Promise<Refusal>;

const after = <T extends object>(value: Decoded<T>, check: (value: T) => Refusal | Promise<Refusal>): Refusal | Promise<Refusal> =>
  isRefusal(value) ? value : check(value);

/** Ops of the verifier. */
export const rules: Record<string, Rule> = {
  decode: (c) => {
    const type = { card: Card, manifest: Manifest, message: Message, vouch: Vouch }[c.text('type')];
    if (type === undefined) throw new Error(c.text('type'));
    const value = type.decode(c.named('object'));
    return isRefusal(value) ? value : 'None';
  },
  card: (c) => after(Card.decode(c.named('next')), (next) => checkCard(next, c.allNamed('chain').map((b) => decoded(Card.decode(b))))),
  manifest: (c) => after(Manifest.decode(c.named('next')), (next) => checkManifest(next, c.fields['previous'] === null ? undefined : c.manifest('previous'), {
    links: c.links(), clinic: c.optionalHash('clinic'), seenN: c.number('seenN'), seenH: c.hash('seenH'),
  })),
  copies: (c) => checkCopies(c.manifest('manifest'), new Map(c.each('copies').map((copy) => [copy.hash('principal').toString(), copy.named('bytes')]))),
  message: (c) => after(Message.decode(c.named('message')), (m) => checkMessage(m, c.manifest('epoch'), c.hash('circle'), c.links())),
  vouch: (c) => after(Vouch.decode(c.named('vouch')), (v) => checkVouch(v, c.hash('clinic'), c.links())),
  signature: async (c) => {
    try {
      const key = PublicKey.read(c.bytes('key'));
      return (await verifyEd25519(key.bytes, c.bytes('message'), c.bytes('signature'))) ? 'None' : 'BadSignature';
    } catch (e) {
      return (e as Error).message as Refusal;
    }
  },
  receivingKey: (c) => (isReceivingKey(c.bytes('key')) ? 'None' : 'BadReceivingKey'),
  stale: (c) => (isStale(c.manifest('epoch'), c.manifest('clinicManifest'), c.links()) ? 'Stale' : 'None'),
  links: async (c) => {
    const pins = Pins.fromJSON(Object.fromEntries(c.each('pins').map((p) => [p.hash('chain').toString(), { n: p.number('n'), name: p.hash('name').toString() }])));
    const store = new LinkStore(c.optionalHash('clinic'), pins);
    for (const bytes of c.allNamed('add')) {
      const refusal = isRefusal(Card.decode(bytes)) ? await store.addManifest(bytes) : await store.addCards([bytes]);
      if (refusal !== 'None') return refusal;
    }
    const end = c.optionalHash('end');
    return end === undefined ? 'None' : store.checkEnd(end);
  },
};
