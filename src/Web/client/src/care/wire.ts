import type { Bytes } from '../crypto';

// The shapes of src/Protocol as the browser sees them: keys in camelCase, byte strings as Uint8Array, Guids as text.

/** A person, team, clinic or conversation: H(body of link 0) as 43 characters of base64url. */
export type Id = string;

/** Unix milliseconds. */
export type Time = number;

export type Role = 'patient' | 'clinician' | 'crisis' | 'front-desk' | 'administrator';

export interface Self {
  account: string; role: Role; name: string; person: Id | null; clinic: Id | null;
  clinicName: string; listed: boolean; demo: boolean;
}

// HTTP ---------------------------------------------------------------------------------------------------------------

export interface Setup { code: string; clinicName: string; timeZone: string; login: string; password: string }
export interface StoreCard { card: Bytes; keyring: Bytes; wraps: Bytes[]; tag: Bytes }
export interface MyKeys { cards: Bytes[]; keyring: Bytes; wraps: Bytes[] }
export interface Cards { links: Bytes[] }

export const Kind = { clinic: 1, team: 2, thread: 3, channel: 4, crisis: 5, journal: 6, group: 7 } as const;

export interface CircleInfo {
  circle: Id; kind: number; epoch: number; last: number; opened: number; unread: number; lastMessageAt: Time; stale: boolean;
  patient: string | null; patientName: string; title: string; teams: Id[]; plan: boolean;
}
export interface Circles { items: CircleInfo[] }
export interface SealedCopy { epoch: number; principal: Id; bytes: Bytes }
export interface Copies { items: SealedCopy[] }
export interface Commit { manifest: Bytes; copies: CommitCopy[]; about?: string; title?: string; alert?: string | null; plan?: boolean }
export interface CommitCopy { principal: Id; bytes: Bytes }
export interface CommitReply { error: string | null; circle: Id; number: number; hash: Bytes | null; winner: Bytes | null; newest: Bytes[] | null }

export type Care = 'therapy' | 'medication' | 'front-desk' | 'crisis' | 'records' | 'other';
export interface TeamInfo { team: Id; care: Care; listed: boolean; proposedName: string }
export interface ClinicInfo { clinic: Id | null; name: string; timeZone: string; teams: TeamInfo[] }
export interface TeamAttributes { care: Care; proposedName: string }

export interface NewInvitation { tokenHash: Bytes; role: Role; steward: boolean; name: string; sealed: Bytes }
export type InvitationState = 'open' | 'joined' | 'confirmed' | 'expired' | 'refused';
export interface InvitationInfo {
  id: string; role: Role; steward: boolean; name: string; sealed: Bytes; state: InvitationState; expiresAt: Time;
  person: Id | null; tag: Bytes | null; record: string | null;
}
export interface Invitations { items: InvitationInfo[] }
export interface LookReply { error: string | null; role: Role; name: string; clinicName: string; clinic: Id }
export interface Join { token: Bytes; login: string; password: string }
export type PatientState = 'invited' | 'unconfirmed' | 'confirmed';
export interface Patient { record: string; name: string; person: Id | null; state: PatientState }
export interface EmergencyContact { name: string; relation: string; phone: string; mayCall: boolean }
/** One PHQ-9 or GAD-7; without a total an item has no answer. */
export interface ScoreResult { instrument: 'phq9' | 'gad7'; at: Time; total: number | null; band: 'minimal' | 'mild' | 'moderate' | 'moderately-severe' | 'severe' | null; course: 'remission' | 'response' | null }

/** One C-SSRS screener; of an incomplete one the level is its floor. */
export interface ScreeningResult { at: Time; level: 'none' | 'low' | 'moderate' | 'high'; complete: boolean; asHigh: boolean }

/** A patient's questionnaires, oldest first. */
export interface PatientResults { scores: ScoreResult[]; screenings: ScreeningResult[]; phq9ReliableChange: number; gad7ReliableChange: number; risk: RiskInForce | null }

/** A patient's risk level; only a person steps it down. */
export interface RiskInForce { level: 'none' | 'low' | 'moderate' | 'high'; since: Time; by: Id | null }

export interface PatientContacts { phone: string; address: string; changedAt: Time; contacts: EmergencyContact[]; teams: Id[] }
export interface Patients { items: Patient[] }
export interface ReplyTemplate { id: string; titleEn: string; textEn: string; titleEs: string; textEs: string }
export interface ReplyTemplates { items: ReplyTemplate[] }
export interface Report { person: Id; chain: Id; number: number; refusal: string; at: Time }
export interface Reports { items: Report[] }
export interface NewPush { endpoint: string; p256dh: string; auth: string; language: 'en' | 'es' }
export interface PushReply { error: string | null; way: string | null }
export interface ReplyTimes { open: boolean; now: Time; today: Time; week: Time }

// Hub ----------------------------------------------------------------------------------------------------------------

export interface Reply { error: string | null; retryAfter: number }
export interface Entry { number: number; kind: 'manifest' | 'message'; bytes: Bytes; hash: Bytes; at: Time }
export interface PostReply extends Reply { number: number; hash: Bytes | null; at: Time; newest: Bytes[] | null }
export interface OpenedMark { person: Id; number: number; at: Time }
export interface EntriesReply { error: string | null; entries: Entry[]; last: number; opened: OpenedMark[] }
export interface TakeReply { error: string | null; by: Id | null }

export type Level = 'crisis' | 'urgent' | 'today' | 'routine';
export interface Reason { code: string; at: Time; detail: string }
export interface QueueRow {
  item: string; circle: Id | null; team: Id | null; patient: string; patientName: string; confirmed: boolean; level: Level; shared: boolean;
  reasons: Reason[]; waitingSince: Time; claimBy: Time; dueBy: Time; owner: Id | null;
  state: 'waiting' | 'claimed' | 'answered' | 'closed'; packVersion: string;
  uncovered: '' | 'no-team' | 'owner-away'; coveredBy: Id | null; elsewhere: Id[] | null; patientPerson: Id | null;
}
export interface QueueReply { error: string | null; rows: QueueRow[] }
export type Outcome = 'answered' | 'spoke-with-patient' | 'visit-booked' | 'handled-elsewhere' | 'no-reply-needed';
export type RerouteReason = 'their-kind-of-care' | 'cover-needed' | 'needs-prescriber' | 'needs-front-desk' | 'patient-asked';
export type LoweringReason = 'spoke-with-patient' | 'patient-said-it-can-wait' | 'handled-elsewhere' | 'not-what-it-seemed';

export type TaskKind = 'call-after-crisis' | 'first-visit' | 'second-visit' | 'reassess' | 'contact' | 'review';
export interface TaskRow {
  task: string; patient: string; patientName: string; kind: TaskKind; owner: Id | null; due: Time; state: 'open' | 'done';
  uncovered: '' | 'no-owner' | 'owner-away'; coveredBy: Id | null;
}
export interface TasksReply { error: string | null; tasks: TaskRow[] }
export type Disposition = 'safe-with-plan' | 'seen-soon' | 'emergency-care' | 'with-someone' | 'welfare-check' | 'mistake';

export type PageWay = 'board' | 'push' | 'email' | 'sms' | 'voice';
/** Of a person and one way. `waiting`: to be sent or tried again (`error` says why); on the board: not shown yet. `sent` says nothing about arrival. */
export interface PageRow {
  person: Id; way: PageWay; state: 'waiting' | 'sent' | 'delivered' | 'failed' | 'stopped'; at: Time; attempts: number;
  error: 'not-configured' | 'unreachable' | 'timed-out' | 'try-later' | 'not-allowed' | 'refused' | 'gone' | 'unreadable' | null;
}
export interface AlertEvent { kind: string; at: Time; by: Id | null; detail: string }
export interface AlertRow {
  alert: string; patient: string; patientName: string; patientPerson: Id | null; cause: string; raisedAt: Time;
  state: 'raised' | 'paged' | 'acknowledged' | 'contact-made' | 'closed'; owner: Id | null; room: Id | null; events: AlertEvent[];
  /** Who was paged, how, and how far it came. For responders; empty for the patient. */
  pages: PageRow[];
  /** By when the owner must have reached the patient; null unless acknowledged. */
  contactBy: Time | null;
  /** When and to whom the next page goes while nobody has it. For responders; null for the patient. */
  next: NextPage | null;
}
export interface NextPage { at: Time; people: Id[]; round: number }
export interface DrillWay { way: PageRow['way']; paged: number; arrived: number }
export interface DrillRow {
  drill: string; startedBy: Id; startedAt: Time; takenBy: Id; takenAfter: number; goneThroughAfter: number; endedAt: Time; steps: number; ways: DrillWay[];
}
export interface DrillsReply { error: string | null; drills: DrillRow[] }
export interface RaiseReply { error: string | null; alert: string; repeated: boolean }
export interface AlertReply { error: string | null; alert: AlertRow | null }
/** `here`: persons of responders who have CareConnect open now, as far as it is known; an older node says nothing of it. */
export interface BoardReply { error: string | null; alerts: AlertRow[]; here?: Id[] }

/** ICareHub: what a device may ask, with the arguments in order and the reply. */
export interface HubCalls {
  Hello: [[device: Bytes], Reply];
  Post: [[message: Bytes], PostReply];
  Since: [[circle: Id, number: number], EntriesReply];
  Opened: [[circle: Id, number: number], Reply];
  Typing: [[circle: Id], Reply];
  CannotOpen: [[circle: Id, epoch: number], Reply];
  Report: [[chain: Id, number: number, refusal: string], Reply];
  Queue: [[], QueueReply];
  Claim: [[item: string], TakeReply];
  Release: [[item: string], Reply];
  Reroute: [[item: string, team: Id, reason: RerouteReason], Reply];
  LowerLevel: [[item: string, level: Level, reason: LoweringReason], Reply];
  StepDownRisk: [[patient: string, level: RiskInForce['level'], reason: LoweringReason], Reply];
  RecordNoShow: [[patient: string], Reply];
  HandOver: [[item: string, person: Id], Reply];
  Tasks: [[], TasksReply];
  FinishTask: [[task: string], Reply];
  HandTask: [[task: string, person: Id], Reply];
  Close: [[item: string, outcome: Outcome], Reply];
  RaiseAlert: [[alert: string, cause: 'help-button' | 'not-safe' | 'risk-cue'], RaiseReply];
  MyAlert: [[], AlertReply];
  Board: [[], BoardReply];
  AlertShown: [[alert: string], Reply];
  TakeAlert: [[alert: string], TakeReply];
  ContactMade: [[alert: string], Reply];
  RaiseFor: [[alert: string, patient: string], RaiseReply];
  GiveBack: [[alert: string], Reply];
  StartDrill: [[drill: string], RaiseReply];
  EndDrill: [[drill: string], Reply];
  Drills: [[], DrillsReply];
  CloseAlert: [[alert: string, disposition: Disposition, followUpOwner: Id, followUpAt: Time], Reply];
}

/** ICareClient: what the hub tells. Every one is a hint; the log and the database are the truth. */
export interface HubEvents {
  Appended: [circle: Id, entry: Entry];
  OpenedBy: [circle: Id, person: Id, number: number, at: Time];
  TypingBy: [circle: Id, person: Id];
  CircleStale: [circle: Id];
  CirclesChanged: [];
  QueueChanged: [row: QueueRow];
  TaskChanged: [task: TaskRow];
  AlertChanged: [alert: AlertRow];
  PeopleChanged: [];
  /** This node stops soon: the connection moves within so many milliseconds. */
  Moving: [within: number];
  SignedOut: [];
}
