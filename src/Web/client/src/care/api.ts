import type { Bytes } from '../crypto';
import { Refused, SignedOut, Unreachable } from './errors';
import type * as W from './wire';

/** The HTTP endpoints of src/Protocol/Api.cs. Failures are Refused, Unreachable or SignedOut. */
export interface Api {
  me(): Promise<W.Self>;
  setup(body: W.Setup): Promise<W.Reply>;
  storeCard(body: W.StoreCard): Promise<W.Reply>;
  keys(): Promise<W.MyKeys>;
  cards(person: W.Id): Promise<W.Cards>;
  circles(): Promise<W.Circles>;
  copies(circle: W.Id, from: number): Promise<W.Copies>;
  /** A lost race (`lostRaces`) is an answer here, not a failure; with `Lost` the winner comes along. */
  commit(body: W.Commit): Promise<W.CommitReply>;
  clinic(): Promise<W.ClinicInfo>;
  teamAttributes(team: W.Id, body: W.TeamAttributes): Promise<W.Reply>;
  invite(body: W.NewInvitation): Promise<W.Reply>;
  invitations(): Promise<W.Invitations>;
  look(token: Bytes): Promise<W.LookReply>;
  join(body: W.Join): Promise<W.Reply>;
  vouch(vouch: Bytes): Promise<W.Reply>;
  patients(): Promise<W.Patients>;
  /** For the patient's teams, and for responders while an alert is open; refused as `NotFound` otherwise. */
  contacts(record: string): Promise<W.PatientContacts>;
  /** Questionnaires of a patient, for whom `contacts` are; refused as `NotFound` otherwise. */
  results(record: string): Promise<W.PatientResults>;
  /** The clinic's short replies, for staff. */
  replyTemplates(): Promise<W.ReplyTemplates>;
  /** For stewards and administrators. */
  reports(): Promise<W.Reports>;
  replyTimes(team: W.Id): Promise<W.ReplyTimes>;
  /** Pages this browser, once the code that it gets by push came back. */
  addPush(push: W.NewPush): Promise<W.PushReply>;
}

/** What a commit answers when something else was committed first: look again and decide afresh. */
export const lostRaces: readonly string[] = ['Lost', 'Stale', 'WrongSeen', 'WrongNumber', 'WrongPrev', 'UnknownLink', 'HeadWentBack', 'ClinicLinkWentBack'];

/** Fields that carry bytes: base64 on the wire (System.Text.Json). */
const byteFields = new Set(['manifest', 'links', 'cards', 'card', 'keyring', 'wraps', 'tag', 'bytes', 'hash', 'winner', 'newest', 'sealed']);

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (const b of bytes) binary += String.fromCharCode(b);
  return btoa(binary);
}

function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
}

const write = (_: string, value: unknown): unknown => (value instanceof Uint8Array ? toBase64(value) : value);

function read(key: string, value: unknown): unknown {
  if (!byteFields.has(key)) return value;
  if (typeof value === 'string') return fromBase64(value);
  return Array.isArray(value) ? value.map((item) => (typeof item === 'string' ? fromBase64(item) : item)) : value;
}

/** Reads and writes JSON with bytes; for tests and for what the page embeds. */
export const json = {
  write: (value: unknown): string => JSON.stringify(value, write),
  read: (text: string): unknown => JSON.parse(text, read) as unknown,
};

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

interface Failure { error?: string | null; retryAfter?: number }

export function openApi(ask: Fetch = (url, init) => fetch(url, init)): Api {
  async function call<T>(method: string, path: string, body?: unknown, answers: readonly string[] = []): Promise<T> {
    let response: Response;
    let text: string;
    try {
      response = await ask(`/api/${path}`, {
        method,
        credentials: 'same-origin',
        headers: body === undefined ? { accept: 'application/json' } : { accept: 'application/json', 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: json.write(body) }),
      });
      text = await response.text();
    } catch (cause) {
      throw new Unreachable('The server could not be reached', { cause });
    }
    if (response.status === 401 || response.redirected) throw new SignedOut('The session has ended');
    if (response.status >= 500) throw new Unreachable(`The server failed (${response.status})`);
    const reply = parse(text);
    const error = (reply as Failure | null)?.error ?? (response.ok ? null : named(response.status));
    if (error !== null && !answers.includes(error)) throw new Refused(error, reply, (reply as Failure | null)?.retryAfter ?? 0);
    return reply as T;
  }

  const id = encodeURIComponent;
  return {
    me: () => call('GET', 'me'),
    setup: (body) => call('POST', 'setup', body),
    storeCard: (body) => call('POST', 'me/card', body),
    keys: () => call('GET', 'me/keys'),
    cards: (person) => call('GET', `people/${id(person)}/cards`),
    circles: () => call('GET', 'circles'),
    copies: (circle, from) => call('GET', `circles/${id(circle)}/copies?from=${from}`),
    commit: (body) => call('POST', 'commits', body, lostRaces),
    clinic: () => call('GET', 'clinic'),
    teamAttributes: (team, body) => call('PUT', `teams/${id(team)}`, body),
    invite: (body) => call('POST', 'invitations', body),
    invitations: () => call('GET', 'invitations'),
    look: (token) => call('POST', 'join/look', { token }),
    join: (body) => call('POST', 'join', body),
    vouch: (vouch) => call('POST', 'vouches', { vouch }),
    patients: () => call('GET', 'patients'),
    contacts: (record) => call('GET', `patients/${id(record)}/contacts`),
    results: (record) => call('GET', `patients/${id(record)}/results`),
    replyTemplates: () => call('GET', 'reply-templates'),
    reports: () => call('GET', 'reports'),
    replyTimes: (team) => call('GET', `teams/${id(team)}/reply-times`),
    addPush: (push) => call('POST', 'me/push', push),
  };
}

function parse(text: string): unknown {
  if (text === '') return null;
  try {
    return json.read(text);
  } catch (cause) {
    throw new Unreachable('The answer could not be read', { cause });
  }
}

/** What a refusal without a body means. */
function named(status: number): string {
  if (status === 403) return 'NotAllowed';
  if (status === 404) return 'NotFound';
  if (status === 413) return 'TooLarge';
  return status === 429 ? 'Busy' : 'Malformed';
}
