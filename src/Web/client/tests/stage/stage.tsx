import type { ComponentChild } from 'preact';
import { render } from 'preact';
import { act } from 'preact/test-utils';
import { vi } from 'vitest';
import { Refused } from '../../src/care/errors';
import type { Connection, Hub } from '../../src/care/hub';
import { Store } from '../../src/care/store';
import { wordsReady } from '../../src/view/page-words';
import type { Care, Clinic, Conversation, ConversationState, MessageLine, Readers, Target, Team } from '../../src/care/types';
import type { HubCalls, HubEvents } from '../../src/care/wire';

/** A stage for islands: the layer below them, played by the test. */

export const team = (name: string, members: readonly string[], more: Partial<Team> = {}): Team => ({
  team: `team of ${name}`,
  name,
  care: 'therapy',
  listed: true,
  custodian: false,
  members: members.map((member) => ({ person: `person ${member}`, name: member, lead: false })),
  mine: null,
  ...more,
});

export const danasTeam = team('Dana’s team', ['Dana Okafor', 'Luis Herrera'], { mine: 'lead' });
export const keepers = team('Record keepers', ['Priya Nair', 'Tom Reyes'], { custodian: true, care: 'records' });

export const threadReaders = (own: boolean): Readers => ({
  patient: { person: 'person Maya Torres', name: 'Maya Torres', own },
  teams: [danasTeam],
  people: [],
  custodian: keepers,
  others: 2,
});

export const talkState = (more: Partial<ConversationState> = {}): ConversationState => ({
  circle: 'circle',
  kind: 3,
  loading: false,
  busy: false,
  lines: [],
  readers: threadReaders(true),
  typing: [],
  canWrite: true,
  stopped: null,
  gone: null,
  ask: null,
  last: 0,
  openedByMe: 0,
  connection: 'connected',
  ...more,
});

export const message = (text: string, more: Partial<MessageLine> = {}): MessageLine => ({
  is: 'message',
  key: text,
  own: false,
  author: 'person Dana Okafor',
  name: 'Dana Okafor',
  at: Date.now(),
  number: 1,
  content: { type: 'text', text },
  soon: null,
  state: null,
  marks: [],
  ...more,
});

/** A conversation whose state the test sets; it remembers what it was asked. */
export class StagedTalk implements Conversation {
  readonly state: Store<ConversationState>;
  readonly draft = new Store('');
  readonly keep = vi.fn((text: string) => this.draft.set(text));
  readonly send = vi.fn<Conversation['send']>(async () => this.draft.set(''));
  readonly answer = vi.fn<Conversation['answer']>(async () => undefined);
  readonly retry = vi.fn();
  readonly opened = vi.fn<Conversation['opened']>();
  readonly typing = vi.fn();
  readonly addMember = vi.fn<Conversation['addMember']>(async () => undefined);
  readonly removeMember = vi.fn<Conversation['removeMember']>(async () => undefined);
  readonly close = vi.fn();

  constructor(state: Partial<ConversationState> = {}) {
    this.state = new Store(talkState(state));
  }

  change(more: Partial<ConversationState>): Promise<void> {
    return act(() => this.state.set({ ...this.state.get(), ...more })) as unknown as Promise<void>;
  }
}

type Answers = { [M in keyof HubCalls]?: (...args: HubCalls[M][0]) => HubCalls[M][1] | Promise<HubCalls[M][1]> };

/** A hub that answers as the test says and tells what the test tells. */
export class StagedHub implements Hub {
  readonly connection = new Store<Connection>('connected');
  ended: string | null = null;
  readonly asked: unknown[][] = [];
  answers: Answers = {};
  readonly #listeners = new Map<string, Set<(...args: never[]) => void>>();
  readonly #returns = new Set<() => void>();

  async call<M extends keyof HubCalls>(method: M, ...args: HubCalls[M][0]): Promise<HubCalls[M][1]> {
    this.asked.push([method, ...args]);
    const answer = this.answers[method] as ((...given: HubCalls[M][0]) => HubCalls[M][1]) | undefined;
    return answer?.(...args) ?? ({ error: null, retryAfter: 0 } as HubCalls[M][1]);
  }

  async ask<M extends keyof HubCalls>(method: M, ...args: HubCalls[M][0]): Promise<HubCalls[M][1]> {
    const reply = await this.call(method, ...args);
    if (reply.error === null) return reply;
    throw new Refused(reply.error, reply);
  }

  on<E extends keyof HubEvents>(event: E, listener: (...args: HubEvents[E]) => void): () => void {
    const known = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, known.add(listener as (...args: never[]) => void));
    return () => known.delete(listener as (...args: never[]) => void);
  }

  onConnected(listener: () => void): () => void {
    this.#returns.add(listener);
    return () => this.#returns.delete(listener);
  }

  async tell<E extends keyof HubEvents>(event: E, ...args: HubEvents[E]): Promise<void> {
    await act(async () => {
      for (const listener of this.#listeners.get(event) ?? []) (listener as (...given: HubEvents[E]) => void)(...args);
    });
  }

  async connect(connection: Connection): Promise<void> {
    await act(async () => {
      this.connection.set(connection);
      if (connection === 'connected') for (const listener of this.#returns) listener();
    });
  }

  async stop(): Promise<void> {
    this.connection.set('ended');
  }
}

export interface StagedCare extends Care {
  readonly hub: StagedHub;
  readonly opened: Target[];
}

/** Dana's care, or whose the test says: a listed clinic with her team, and every conversation the given one. */
export function stagedCare(talk: StagedTalk = new StagedTalk(), person = 'person Dana Okafor', more: Partial<Clinic> = {}): StagedCare {
  const clinic: Clinic = {
    id: 'clinic',
    name: 'Demo clinic',
    staff: ['Dana Okafor', 'Luis Herrera', 'Mina Park'].map((name) => ({ person: `person ${name}`, name, steward: false })),
    teams: [danasTeam, keepers, team('Front desk', ['Tom Reyes'], { care: 'front-desk' })],
    unlisted: [],
    custodian: keepers.team,
    stewards: 2,
    steward: false,
    ...more,
  };
  const opened: Target[] = [];
  return {
    self: { account: 'account', role: 'clinician', name: 'Dana Okafor', person, clinic: 'clinic', clinicName: 'Demo clinic', listed: true, demo: true },
    person,
    api: {
      replyTimes: vi.fn(async () => ({ open: true, now: 0, today: 0, week: 0 })),
      patients: vi.fn(async () => ({ items: [{ record: 'record', name: 'Maya Torres', person: 'person Maya Torres', state: 'confirmed' }] })),
      circles: vi.fn(async () => ({ items: [] })),
      contacts: vi.fn(async () => ({ phone: '', address: '', changedAt: 0, contacts: [], teams: [] })),
      reports: vi.fn(async () => ({ items: [] })),
      replyTemplates: vi.fn(async () => ({ items: [] })),
      results: vi.fn(async () => ({ scores: [], screenings: [], phq9ReliableChange: 6, gad7ReliableChange: 4, risk: null })),
    } as unknown as Care['api'],
    hub: new StagedHub(),
    directory: {
      state: new Store<Clinic | null>(clinic),
      ready: Promise.resolve(),
      trouble: new Store([]),
      nameOf: (principal) =>
        [...clinic.staff.map((staff) => [staff.person, staff.name]), ...clinic.teams.map((each) => [each.team, each.name])].find(([id]) => id === principal)?.[1] ?? null,
      team: (id) => clinic.teams.find((each) => each.team === id) ?? null,
    },
    circles: {} as Care['circles'],
    mine: new Store([]),
    opened,
    conversation(target) {
      opened.push(target);
      return talk;
    },
  };
}

let root: HTMLElement | undefined;

/** Draws on an empty page and gives what it drew. */
export async function draw(node: ComponentChild): Promise<HTMLElement> {
  clear();
  await wordsReady();
  const place = document.createElement('div');
  document.body.append(place);
  root = place;
  await act(async () => render(node, place));
  return place;
}

export function clear(): void {
  const place = root;
  if (place !== undefined) void act(() => render(null, place));
  document.body.replaceChildren();
  root = undefined;
}

/** The button, link or field that a person would find under these words. */
export function find<E extends HTMLElement = HTMLElement>(words: string | RegExp, within: ParentNode = document): E {
  const found = [...within.querySelectorAll<E>('button, a, summary, label, [role="radio"]')].filter((element) =>
    typeof words === 'string' ? textOf(element) === words : words.test(textOf(element)),
  );
  if (found.length !== 1) throw new Error(`${found.length} elements say ${String(words)}`);
  return found[0] as E;
}

/** Text as it is read: spaces that do not break are spaces. */
export const textOf = (element: Element | null): string => (element?.textContent ?? '').replace(/\u00a0/g, ' ').replace(/\u200b/g, '').trim();

export async function press(words: string | RegExp, within?: ParentNode): Promise<void> {
  await act(async () => {
    const element = find(words, within);
    (element instanceof HTMLLabelElement ? (element.control ?? element.querySelector('input') ?? element) : element).click();
  });
  await settled();
}

/** Types into the field, as one change. */
export async function write(text: string, field: HTMLTextAreaElement | HTMLInputElement | null = document.querySelector('textarea')): Promise<void> {
  await act(async () => {
    if (field === null) throw new Error('There is no field to write in');
    field.value = text;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  });
}

export async function key(name: string, target: EventTarget = document.activeElement ?? document.body, more: KeyboardEventInit = {}): Promise<void> {
  await act(async () => {
    target.dispatchEvent(new KeyboardEvent('keydown', { key: name, bubbles: true, cancelable: true, ...more }));
  });
}

/** Lets everything that is under way finish. */
export async function settled(): Promise<void> {
  await act(async () => {
    for (let i = 0; i < 20; i++) await Promise.resolve();
  });
}
