import {
  absent, type Applied, type Bytes, type CborValue, equal, fromHex, type LinkStore, type Manifest, type Mark, type Message, type MessageOpened, readContent, readOpen,
  receivingKeyOf, type Refusal, toBase64Url, writeOpen,
} from '../crypto';
import type { Waiting } from './outbox';
import { planItems, readPlan } from './plan';
import type { Change, Content, History, Line, LineState, MarkName, MessageLine, SendOptions, SystemLine } from './types';
import type { Id, OpenedMark } from './wire';

const markNames: Readonly<Record<Mark, MarkName>> = { DeviceRemoved: 'removed-device', DifferentLog: 'other-version', ClockOff: 'odd-time' };

/** What lines are drawn with. */
export interface Drawing {
  readonly person: Id;
  readonly links: LinkStore;
  nameOf(principal: Id): string;
  /** Whether an epoch reaches this person. */
  reaches(epoch: Manifest): boolean;
  /** Who is writing now. */
  readonly typing: readonly Id[];
  /** Those whose reading does not count as the team's: the record keepers. */
  readonly aside: ReadonlySet<Id>;
}

type Shown = Extract<Applied, { kind: 'EpochStarted' | 'MessageOpened' | 'MessageWaiting' | 'Placeholder' }>;
interface Kept { readonly applied: Shown; readonly at: number; readonly before: Manifest | undefined }

/** The log of a conversation as this page has applied it, and who opened it how far. */
export class Lines {
  readonly #kept = new Map<number, Kept>();
  readonly #own = new Map<string, number>();
  readonly #marks = new Map<Id, OpenedMark>();
  readonly #openedAt = new Map<number, { at: number; by: Set<Id> }>();
  #manifest: Manifest | undefined;

  /** `at`: when the server stored the entry; left out for what opened later. */
  add(applied: Applied, at: number | undefined, person: Id): void {
    if (applied.kind === 'CircleStopped' || applied.kind === 'CopyRefused' || applied.kind === 'Gap') return;
    const known = this.#kept.get(applied.number);
    this.#kept.set(applied.number, { applied, at: at ?? known?.at ?? 0, before: known?.before ?? this.#manifest });
    if (applied.kind === 'EpochStarted') this.#manifest = applied.manifest;
    if (applied.kind === 'MessageOpened' && applied.message.header.author.toString() === person) this.#own.set(applied.message.idText, applied.number);
    for (const mark of this.#marks.values()) this.#note(mark);
  }

  opened(mark: OpenedMark): void {
    const known = this.#marks.get(mark.person);
    if (known !== undefined && known.number >= mark.number) return;
    this.#marks.set(mark.person, mark);
    this.#note(mark);
  }

  openedBy(person: Id): number {
    return this.#marks.get(person)?.number ?? 0;
  }

  /** The number of this person's message with this id, once it is in the log. */
  numberOf(messageId: Uint8Array): number | undefined {
    return this.#own.get(toBase64Url(messageId));
  }

  draw(waiting: readonly Waiting[], d: Drawing): Line[] {
    const lines: Line[] = [];
    for (const number of [...this.#kept.keys()].sort((a, b) => a - b)) lines.push(...this.#line(this.#kept.get(number) as Kept, d));
    for (const item of waiting) if (this.numberOf(item.draft.id) === undefined) lines.push(waitingLine(item, d.person));
    const last = lines.findLast((line) => line.is === 'message' && line.number !== null);
    if (last?.is === 'message' && last.own && d.typing[0] !== undefined) {
      lines[lines.indexOf(last)] = { ...last, state: { is: 'answering', by: d.nameOf(d.typing[0]) } };
    }
    return lines;
  }

  #line(kept: Kept, d: Drawing): Line[] {
    const { applied, at } = kept;
    switch (applied.kind) {
      case 'EpochStarted': return systemLines(applied.manifest, kept.before, applied.number, at, d);
      case 'MessageOpened': return [this.#message(applied, d)];
      // The same message once more: shown once.
      case 'Placeholder': return applied.refusal === 'Duplicate' ? [] : [placeholder(applied.number, at, applied.refusal)];
      // Its secret comes with a repair; what was written before this person's time stays out of sight.
      case 'MessageWaiting': return kept.before !== undefined && d.reaches(kept.before) ? [placeholder(applied.number, at, 'DoesNotOpen')] : [];
    }
  }

  #message({ message, number, content, marks, at }: MessageOpened, d: Drawing): MessageLine {
    const author = message.header.author.toString();
    const own = author === d.person;
    return {
      is: 'message', key: keyOf(message.header.id), own, author, name: d.nameOf(author), at, number, content: contentOf(content),
      soon: soonOf(message), state: own ? this.#state(number, at, d) : null, marks: marks.map((m) => markNames[m]),
    };
  }

  #state(number: number, at: number, d: Drawing): LineState {
    const opened = this.#openedAt.get(number);
    const by = [...(opened?.by ?? [])].filter((p) => p !== d.person && !d.aside.has(p));
    return opened !== undefined && by.length > 0 ? { is: 'opened', at: opened.at, by: by.map((p) => d.nameOf(p)) } : { is: 'sent', at };
  }

  /** The earliest time known for each message: a mark says only when its own number was reached. */
  #note({ person, number, at }: OpenedMark): void {
    for (const [n, { applied }] of this.#kept) {
      if (n > number || applied.kind !== 'MessageOpened' || applied.message.header.author.toString() === person) continue;
      const known = this.#openedAt.get(n);
      if (known === undefined) this.#openedAt.set(n, { at, by: new Set([person]) });
      else {
        known.by.add(person);
        known.at = Math.min(known.at, at);
      }
    }
  }
}

function placeholder(number: number, at: number, refusal: Refusal): Line {
  return { is: 'placeholder', key: `n${number}`, number, at, refusal };
}

const keyOf = (messageId: Uint8Array): string => `m${toBase64Url(messageId)}`;

/** Types of content that this version can show; anything else was sent with a newer one. */
export function contentOf(bytes: Uint8Array): MessageLine['content'] {
  const content = readContent(bytes);
  const [first, second] = content?.items ?? [];
  if (content?.type === 'text' && typeof first === 'string') return { type: 'text', text: first };
  if (content?.type === 'details' && typeof first === 'string' && typeof second === 'string') return { type: 'details', where: first, text: second };
  if (content?.type === 'location' && typeof first === 'string') return { type: 'location', where: first };
  return (content?.type === 'plan' ? readPlan(content.items) : undefined) ?? { type: 'newer' };
}

export function itemsOf(content: Content): CborValue[] {
  switch (content.type) {
    case 'text': return ['text', content.text];
    case 'details': return ['details', content.where, content.text];
    case 'location': return ['location', content.where];
    case 'plan': return planItems(content);
  }
}

/** What the server may read beside a message: only what the patient chose to share (PROTOCOL section 4, `open`). */
export function openOf({ soon, alert, cue }: SendOptions): Bytes {
  if (soon === undefined && alert === undefined && cue === undefined) return absent;
  return writeOpen({ soon: soon ?? 'none', alert: alert === undefined ? absent : (fromHex(alert.replaceAll('-', '')) ?? absent), ...(cue === undefined ? {} : { cue }) });
}

function soonOf(message: Message): MessageLine['soon'] {
  const soon = readOpen(message.header.open)?.soon ?? 'none';
  return soon === 'none' ? null : soon;
}

function waitingLine({ draft, pressedAt, failed }: Waiting, person: Id): MessageLine {
  const soon = readOpen(draft.open)?.soon ?? 'none';
  return {
    is: 'message', key: keyOf(draft.id), own: true, author: person, name: '', at: pressedAt, number: null, content: contentOf(draft.content),
    soon: soon === 'none' ? null : soon, state: failed === '' ? { is: 'saved' } : { is: 'failed', reason: failed }, marks: [],
  };
}

function systemLines(now: Manifest, before: Manifest | undefined, number: number, at: number, d: Drawing): SystemLine[] {
  const author = now.author.toString();
  const changes = before === undefined ? [{ what: 'started' } as Change] : changesOf(now, before, d);
  return changes.map((change, i) => ({ is: 'system', key: `n${number}.${i}`, number, at, by: d.nameOf(author), own: author === d.person, change }));
}

function changesOf(now: Manifest, before: Manifest, d: Drawing): Change[] {
  const changes: Change[] = [];
  for (const member of now.members) {
    const who = d.nameOf(member.principal.toString());
    const was = before.find(member.principal);
    if (was === undefined) changes.push({ what: 'added', who, history: historyOf(member.since, now.n) });
    else if (was.head !== undefined && member.head !== undefined && !was.head.equals(member.head)) {
      const [from, to] = [d.links.manifest(was.head), d.links.manifest(member.head)];
      if (from !== undefined && to !== undefined) changes.push(...teamChanges(from, to, who, d));
      else if (keyChanged(was.head, member.head, d)) changes.push({ what: 'keys', who });
    }
  }
  for (const member of before.members) if (now.find(member.principal) === undefined) changes.push({ what: 'removed', who: d.nameOf(member.principal.toString()) });
  return changes;
}

function teamChanges(from: Manifest, to: Manifest, team: string, d: Drawing): Change[] {
  const joined = to.members.filter((m) => from.find(m.principal) === undefined)
    .map((m): Change => ({ what: 'joined', who: d.nameOf(m.principal.toString()), team, history: historyOf(m.since, to.n) }));
  const left = from.members.filter((m) => to.find(m.principal) === undefined)
    .map((m): Change => ({ what: 'left', who: d.nameOf(m.principal.toString()), team }));
  return [...joined, ...left];
}

function keyChanged(was: Parameters<typeof receivingKeyOf>[0], is: Parameters<typeof receivingKeyOf>[0], d: Drawing): boolean {
  const [before, now] = [receivingKeyOf(was, d.links), receivingKeyOf(is, d.links)];
  return before !== undefined && now !== undefined && !equal(before, now);
}

const historyOf = (since: number, n: number): History => (since === 0 ? 'all' : since >= n ? 'none' : 'some');
