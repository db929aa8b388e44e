// The TypeScript side of tests/Interop: one JSON object a line in, one a line out. Bytes are base64, ids base64url.
import { createInterface } from 'node:readline';
import {
  type Bytes, Card, type CardUpdate, codeUnlocker, type Commit, type Decoded, DeviceKey, Hash, isRefusal, type Kind, Manifest,
  Message, type NewMember, type PublicKey, PublicKey as Keys, RecoveryCode, type Role, UnlockedKeyring, Vouch,
} from '../crypto';
import { Party } from './party';

interface Stored { cards: string[]; keyring: string; wraps: string[]; code: string }
interface Seat { principal: string; role: number; since?: number; name?: string }
interface Log { circle: string; entries: { number: number; bytes: string; at: number }[]; copies: { epoch: number; principal: string; bytes: string }[] }
interface Request extends Partial<Stored> {
  op: string; party: string; time: number; clinic?: string; device?: string; kind?: number; circle?: string; seats?: Seat[]; add?: Seat[];
  remove?: string[]; lower?: { principal: string; since: number }[]; text?: string; draft?: number; confirm?: boolean;
  people?: string[][]; links?: string[]; teams?: Log[]; circles?: Log[]; objects?: string[];
}
type Reply = Record<string, unknown>;

const parties = new Map<string, Party>();
const b64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const bytesOf = (text: string): Bytes => new Uint8Array(Buffer.from(text, 'base64'));
const id = (text: string | undefined): Hash => {
  const hash = text === undefined ? undefined : Hash.parse(text);
  if (hash === undefined) throw new Error(`Not an id: ${text}`);
  return hash;
};
const keyOf = (text: string | undefined): PublicKey => {
  const key = text === undefined ? undefined : Keys.parse(text);
  if (key === undefined) throw new Error(`Not a key: ${text}`);
  return key;
};

function party(request: Request): Party {
  const known = parties.get(request.party);
  if (known === undefined) throw new Error(`No party ${request.party}`);
  return known;
}

const written = (update: CardUpdate, code: string): Reply =>
  ({ card: b64(update.card.bytes), keyring: b64(update.keyring), wraps: update.wraps.map(b64), code });

async function unlock(request: Request): Promise<UnlockedKeyring> {
  const cards = (request.cards ?? []).map((text) => Card.decode(bytesOf(text)));
  const code = RecoveryCode.parse(request.code ?? '');
  if (code === undefined) throw new Error('No code');
  const opened = await UnlockedKeyring.open(cards.filter((c): c is Card => !isRefusal(c)), bytesOf(request.keyring ?? ''), (request.wraps ?? []).map(bytesOf), codeUnlocker(code));
  if (isRefusal(opened)) throw new Error(opened);
  return opened;
}

const seat = (s: Seat): NewMember => ({
  principal: id(s.principal), role: s.role as Role, ...(s.since === undefined ? {} : { since: s.since }), ...(s.name === undefined ? {} : { name: s.name }),
});

function committed(commit: Decoded<Commit>): Reply {
  if (isRefusal(commit)) return { refusal: commit };
  return { manifest: b64(commit.manifest.bytes), copies: commit.copies.map((c) => ({ principal: c.principal.toString(), bytes: b64(c.bytes) })) };
}

const ops: Record<string, (request: Request) => Promise<Reply>> = {
  /** A new person with their first device. */
  async enrol(request) {
    const key = await DeviceKey.generate();
    const code = RecoveryCode.generate();
    const clinic = request.clinic === undefined ? undefined : id(request.clinic);
    const { keyring, update } = await UnlockedKeyring.enrol(key.publicKey, [codeUnlocker(code)], clinic, request.time);
    parties.set(request.party, new Party(key, keyring.toDevice(key)));
    keyring.dispose();
    return { ...written(update, code.format()), device: key.publicKey.toString() };
  },

  /** A new device of a person, by their code. */
  async join(request) {
    const key = await DeviceKey.generate();
    const keyring = await unlock(request);
    const update = await keyring.addDevice(key.publicKey, request.time);
    parties.set(request.party, new Party(key, keyring.toDevice(key)));
    keyring.dispose();
    return { ...written(update, request.code ?? ''), device: key.publicKey.toString() };
  },

  /** The founder's card 1. */
  async clinic(request) {
    const keyring = await unlock(request);
    const update = await keyring.setClinic(id(request.clinic), request.time);
    keyring.dispose();
    return written(update, request.code ?? '');
  },

  /** A card without a device: new receiving key, keyring, code. */
  async expel(request) {
    const code = RecoveryCode.generate();
    const keyring = await unlock(request);
    const update = await keyring.removeDevice(keyOf(request.device), [codeUnlocker(code)], request.time);
    keyring.dispose();
    return written(update, code.format());
  },

  /** Newest keys for a device that is there already; it reads everything again. */
  async unlock(request) {
    const keyring = await unlock(request);
    const p = party(request);
    p.restart(keyring.toDevice(p.key));
    keyring.dispose();
    return {};
  },

  async restart(request) {
    party(request).restart();
    return {};
  },

  async end(request) {
    parties.delete(request.party);
    return {};
  },

  async sync(request) {
    const p = party(request);
    const refused: string[] = [];
    for (const cards of request.people ?? []) {
      const refusal = await p.links.addCards(cards.map(bytesOf));
      if (refusal !== 'None') refused.push(`card ${refusal}`);
    }
    for (const link of request.links ?? []) {
      const refusal = await p.links.addManifest(bytesOf(link));
      if (refusal !== 'None') refused.push(`link ${refusal}`);
    }
    for (const [isTeam, logs] of [[true, request.teams ?? []], [false, request.circles ?? []]] as const) {
      for (const log of logs) await read(p, isTeam, log);
    }
    for (const reader of p.readers) {
      p.note(reader.circle, await reader.openCopies());
      if (reader.caughtUp() !== 'None') refused.push(`circle ${reader.stoppedBy}`);
    }
    return { refused };
  },

  async found(request) {
    return committed(await party(request).author.start(request.kind as Kind, (request.seats ?? []).map(seat), request.time));
  },

  async changeClinic(request) {
    const { author, links } = party(request);
    const add = (request.add ?? []).map(seat);
    return committed(await author.changeClinic(links.newestClinic === undefined ? [] : links.chain(links.clinic as Hash), { add }, request.time));
  },

  async change(request) {
    const p = party(request);
    return committed(await p.author.change(p.reader(id(request.circle)), {
      add: (request.add ?? []).map(seat),
      remove: (request.remove ?? []).map(id),
      lower: (request.lower ?? []).map((l) => ({ principal: id(l.principal), since: l.since })),
    }, request.time));
  },

  async draft(request) {
    const p = party(request);
    const draft = p.sealer.draft(p.reader(id(request.circle)), ['text', request.text ?? '']);
    return { draft: p.drafts.push(draft) - 1 };
  },

  async seal(request) {
    const p = party(request);
    const reader = p.reader(id(request.circle));
    let draft = p.drafts[request.draft ?? -1];
    if (draft === undefined) throw new Error('No draft');
    if (request.confirm === true) draft = p.drafts[request.draft ?? -1] = p.sealer.confirm(reader, draft);
    const sealed = await p.sealer.seal(reader, draft, request.time);
    if (sealed.kind === 'Sealed') return { bytes: b64(sealed.bytes) };
    return sealed.kind === 'Ask' ? { ask: sealed.added.map(String) } : { refusal: sealed.refusal };
  },

  /** What each decoder says of each object, in the order of their names. */
  async decode(request) {
    const refusal = (decoded: Decoded<object>): string => (isRefusal(decoded) ? decoded : 'None');
    return {
      refusals: (request.objects ?? []).map(bytesOf)
        .map((bytes) => [Card.decode(bytes), Manifest.decode(bytes), Message.decode(bytes), Vouch.decode(bytes)].map(refusal)),
    };
  },

  /** Everything this device has read in a circle, and where it stands. */
  async digest(request) {
    const p = party(request);
    const reader = p.reader(id(request.circle));
    const lines = [...(p.lines.get(reader.circle.toString()) ?? [])].sort(([a], [b]) => a - b).map(([n, line]) => `${n} ${line}`);
    return { position: reader.position, hash: reader.positionHash.toString(), lines };
  },
};

async function read(p: Party, isTeam: boolean, log: Log): Promise<void> {
  const circle = id(log.circle);
  const reader = p.reader(circle);
  if (isTeam) p.keys.add(reader);
  p.note(circle, await reader.offer(log.copies.map((c) => ({ epoch: c.epoch, principal: id(c.principal), bytes: bytesOf(c.bytes) }))));
  for (const entry of log.entries) {
    p.note(circle, await reader.apply({ number: entry.number, bytes: bytesOf(entry.bytes), at: entry.at }));
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  const request = JSON.parse(line) as Request;
  let reply: Reply;
  try {
    const op = ops[request.op];
    if (op === undefined) throw new Error(`No operation ${request.op}`);
    reply = await op(request);
  } catch (e) {
    reply = { error: e instanceof Error ? (e.stack ?? e.message) : String(e) };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
