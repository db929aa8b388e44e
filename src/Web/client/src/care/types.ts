import type { Api } from './api';
import type { Hub } from './hub';
import type { PlanContent } from './plan';
import type { Readable } from './store';
import type { Care as KindOfCare, CircleInfo, Id, Self, Time } from './wire';

/** Why a check failed: one of the verifier's names. */
export type Refusal = string;

/** What an island gets when the device is unlocked. One a page: ask `openCare`. */
export interface Care {
  readonly self: Self;
  /** This person. */
  readonly person: Id;
  readonly api: Api;
  readonly hub: Hub;
  readonly directory: Directory;
  readonly circles: CircleActions;
  /** This person's circles, asked again whenever the hub says that they changed. Null until the first answer. */
  readonly mine: Readable<readonly CircleInfo[] | null>;
  /** Opens a conversation, or the place where one will start with the first message. The same target gives the same object. */
  conversation(target: Target): Conversation;
}

/** An existing conversation, or one that link 0 will be made for when the first message is sent. */
export type Target =
  | { readonly circle: Id }
  | { readonly threadWith: Id }
  /** Staff begin a thread: with a patient, for a team that they are in. */
  | { readonly threadFor: { readonly patient: Id; readonly team: Id } }
  /** `about`: the patient's record id, or empty with a `title`. */
  | { readonly channelWith: readonly Id[]; readonly about: string; readonly title: string }
  | { readonly roomFor: RoomFor }
  | { readonly planOf: PlanOf };

/** A crisis room: made by the patient's device, or by the responder's with the patient's person id. */
export interface RoomFor { readonly alert: string; readonly patient: Id; readonly room: Id | null }

/** A patient's safety plan: the one that is there, or the one that this device makes with the first version. */
export interface PlanOf {
  readonly patient: Id;
  /** The patient's record id, and name. */
  readonly record: string;
  readonly name: string;
  /** Teams that can read it from the start; the crisis teams are added. */
  readonly teams: readonly Id[];
}

// Who is who -----------------------------------------------------------------------------------------------------------

export interface Directory {
  /** Null until the clinic's chain has been read and verified. */
  readonly state: Readable<Clinic | null>;
  readonly ready: Promise<void>;
  /** What a chain did that must not happen: rolled back, forked, or failed its checks. Shown, and the phone numbers with it. */
  readonly trouble: Readable<readonly Trouble[]>;
  /** The signed name of staff or a team; null when the clinic's list does not name it. Patients are named by the clinic's record. */
  nameOf(principal: Id): string | null;
  team(team: Id): Team | null;
}

export interface Clinic {
  readonly id: Id;
  readonly name: string;
  readonly staff: readonly Staff[];
  /** Teams that the clinic lists, the record keepers among them. */
  readonly teams: readonly Team[];
  /** Made, but not yet put on the clinic's list by a steward. */
  readonly unlisted: readonly Team[];
  readonly custodian: Id | null;
  readonly stewards: number;
  /** Whether this person is a steward now. */
  readonly steward: boolean;
}

export interface Staff { readonly person: Id; readonly name: string; readonly steward: boolean }

export interface Team {
  readonly team: Id;
  readonly name: string;
  readonly care: KindOfCare;
  readonly listed: boolean;
  readonly custodian: boolean;
  readonly members: readonly TeamMember[];
  /** Whether this person is in it, and whether as its lead. */
  readonly mine: 'lead' | 'member' | null;
}

export interface TeamMember { readonly person: Id; readonly name: string; readonly lead: boolean }

export interface Trouble {
  readonly chain: Id;
  readonly kind: 'card' | 'clinic' | 'team' | 'conversation';
  /** Of the entry, or link, at which it was seen. */
  readonly number: number;
  readonly refusal: Refusal;
}

// A conversation -------------------------------------------------------------------------------------------------------

export interface Conversation {
  readonly state: Readable<ConversationState>;
  /** What is being written, kept on this device. Read from it before `loading` ends. */
  readonly draft: Readable<string>;
  /** Changes the draft at once and keeps it. `send` empties it when the words wait to go; `answer(false)` puts them back. */
  keep(text: string): void;
  /**
   * Keeps the words on this device, then seals and posts them until the server acknowledges. Resolves once they are kept.
   * `soon`, `alert` and `cue` are readable by the server: the patient shares them.
   */
  send(content: Content, options?: SendOptions): Promise<void>;
  /** Answers `ask`. With `false` nothing is sent, the line goes, and the words are `ask.text`, to be put back into the composer. */
  answer(sendAnyway: boolean): Promise<void>;
  /** Tries now what waits to be sent, what failed included. */
  retry(): void;
  /** The page has shown everything up to this number. */
  opened(number: number): void;
  /** The person is writing. Call at each key; it is told at most every few seconds. */
  typing(): void;
  addMember(principal: Id, withHistory: boolean): Promise<void>;
  removeMember(principal: Id): Promise<void>;
  close(): void;
}

export interface SendOptions {
  readonly soon?: 'now' | 'today' | 'week';
  readonly alert?: string;
  /** A risk cue that the patient agreed to share; one of a crisis goes with the alert that it raised. */
  readonly cue?: { readonly level: 'urgent' | 'crisis'; readonly version: number };
}

export type Content =
  | { readonly type: 'text'; readonly text: string }
  /** In a crisis room: where the person is, and what is happening. */
  | { readonly type: 'details'; readonly where: string; readonly text: string }
  /** In a crisis room: where the person is, as the author confirmed it. */
  | { readonly type: 'location'; readonly where: string }
  | PlanContent;

export interface ConversationState {
  /** Null until the first message made the circle. */
  readonly circle: Id | null;
  readonly kind: number;
  /** Nothing has been read from the server yet; what waits to be sent is there already. */
  readonly loading: boolean;
  readonly lines: readonly Line[];
  readonly readers: Readers;
  /** Who is writing now, by name. */
  readonly typing: readonly string[];
  readonly canWrite: boolean;
  /** The circle failed its checks: earlier words stay, nothing later is shown, nothing is sent. Show the phone numbers. */
  readonly stopped: Refusal | null;
  /** Why the conversation is not there: removed from it, or never in it. */
  readonly gone: 'NotAllowed' | 'NotFound' | null;
  /** Somebody was added since the person pressed send: ask before it goes. Its line says `saved` meanwhile. */
  readonly ask: Question | null;
  /** The last number of the log; what `opened` takes when everything is on the screen. */
  readonly last: number;
  readonly openedByMe: number;
  readonly connection: 'connecting' | 'connected' | 'waiting' | 'ended';
  /** The server has no time for what waits to be sent: it goes by itself, a little later. */
  readonly busy: boolean;
}

export interface Question { readonly id: string; readonly text: string; readonly added: readonly string[] }

export type Line = MessageLine | SystemLine | PlaceholderLine;

export interface MessageLine {
  readonly is: 'message';
  /** Stable from "saved on this phone" to "opened": author's device and message id. */
  readonly key: string;
  readonly own: boolean;
  readonly author: Id;
  readonly name: string;
  readonly at: Time;
  /** Null while it only lies on this device. */
  readonly number: number | null;
  /** `newer`: sent with a newer version of CareConnect, which this one cannot show. */
  readonly content: Content | { readonly type: 'newer' };
  readonly soon: 'now' | 'today' | 'week' | null;
  /** Of own messages only. */
  readonly state: LineState | null;
  readonly marks: readonly MarkName[];
}

export type LineState =
  /** On this device only. */
  | { readonly is: 'saved' }
  | { readonly is: 'sent'; readonly at: Time }
  /** By whom, among those who are not the author; names where known. */
  | { readonly is: 'opened'; readonly at: Time; readonly by: readonly string[] }
  | { readonly is: 'answering'; readonly by: string }
  /** Refused for good; the words are kept on this device. */
  | { readonly is: 'failed'; readonly reason: string };

/** `removed-device`: sent from a device since removed. `other-version`: the author saw another log. `odd-time`: a day or more off. */
export type MarkName = 'removed-device' | 'other-version' | 'odd-time';

export interface PlaceholderLine { readonly is: 'placeholder'; readonly key: string; readonly number: number; readonly at: Time; readonly refusal: Refusal }

export interface SystemLine { readonly is: 'system'; readonly key: string; readonly number: number; readonly at: Time; readonly by: string; readonly own: boolean; readonly change: Change }

/** From the start, from here on, or something between. */
export type History = 'all' | 'none' | 'some';

export type Change =
  | { readonly what: 'started' }
  | { readonly what: 'added'; readonly who: string; readonly history: History }
  | { readonly what: 'removed'; readonly who: string }
  | { readonly what: 'joined'; readonly who: string; readonly team: string; readonly history: History }
  | { readonly what: 'left'; readonly who: string; readonly team: string }
  /** A member took new keys; the words go on. */
  | { readonly what: 'keys'; readonly who: string };

/** Who can read the conversation. */
export interface Readers {
  readonly patient: { readonly person: Id; readonly name: string; readonly own: boolean } | null;
  readonly teams: readonly Team[];
  /** People listed by themselves, the patient apart. */
  readonly people: readonly { readonly person: Id; readonly name: string; readonly own: boolean }[];
  readonly custodian: Team | null;
  /** Distinct people other than this one, the record keepers apart. */
  readonly others: number;
}

// Changes to circles ---------------------------------------------------------------------------------------------------

export interface CircleActions {
  createTeam(name: string, care: KindOfCare, members: readonly NewTeamMember[]): Promise<Id>;
  addToTeam(team: Id, person: Id, options?: { readonly history?: boolean; readonly lead?: boolean }): Promise<void>;
  removeFromTeam(team: Id, person: Id): Promise<void>;
  /** By a steward: puts a team on the clinic's list, under its proposed name or another. */
  listTeam(team: Id, as: 'team' | 'custodian', name: string): Promise<void>;
  /** By a steward: puts a person who joined on the clinic's list. */
  listStaff(person: Id, name: string, steward: boolean): Promise<void>;
  unlist(principal: Id): Promise<void>;
  /** By staff: says that these are the patient's keys. `method`: 1 by invitation (its tag was checked), 2 in person. */
  vouch(person: Id, record: string, method: 1 | 2): Promise<void>;
}

export interface NewTeamMember { readonly person: Id; readonly lead: boolean }
