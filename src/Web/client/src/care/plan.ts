import type { CborValue } from '../crypto';
import type { Line, LineState } from './types';
import type { Id, Time } from './wire';

/** One line of a safety plan: what helps, or who; with a phone number in steps 3 to 5. */
export interface PlanLine { readonly text: string; readonly phone: string }

/** The six steps of Stanley and Brown, in their order. */
export type PlanSteps = readonly (readonly PlanLine[])[];

/** A version of a safety plan. `base`: number of the entry whose version it was written over; 0 when it is the first. */
export interface PlanContent { readonly type: 'plan'; readonly base: number; readonly steps: PlanSteps }

/** Lines in a step, and UTF-16 units: all of it, at three bytes a unit, is below the 64 KiB of a content. */
export const planBounds = { steps: 6, lines: 10, text: 300, phone: 40 } as const;

/** Steps with people, places or agencies that can be called. Steps count from 0. */
export const hasPhones = (step: number): boolean => step >= 2 && step <= 4;

export const emptyPlan: PlanSteps = Array.from({ length: planBounds.steps }, () => []);

export const planItems = ({ base, steps }: PlanContent): CborValue[] => ['plan', base, steps.map((step) => step.map(({ text, phone }) => [text, phone]))];

/** The plan in a content's items after the type; undefined when it is not within its bounds. */
export function readPlan(items: readonly CborValue[]): PlanContent | undefined {
  const [base, steps, ...more] = items;
  if (typeof base !== 'number' || !isList(steps) || steps.length !== planBounds.steps || more.length > 0) return undefined;
  const read = steps.map((step, place) => (isList(step) && step.length <= planBounds.lines ? step.map((line) => readLine(line, place)) : [undefined]));
  return read.flat().includes(undefined) ? undefined : { type: 'plan', base, steps: read as PlanSteps };
}

function readLine(line: CborValue, step: number): PlanLine | undefined {
  if (!isList(line) || line.length !== 2) return undefined;
  const [text, phone] = line;
  if (typeof text !== 'string' || typeof phone !== 'string') return undefined;
  const fits = text.length > 0 && text.length <= planBounds.text && phone.length <= (hasPhones(step) ? planBounds.phone : 0);
  return fits ? { text, phone } : undefined;
}

const isList = (value: CborValue | undefined): value is readonly CborValue[] => Array.isArray(value);

// Drafts ---------------------------------------------------------------------------------------------------------------

/** What is being written, as the conversation's draft keeps it on the device. */
export interface PlanDraft { readonly base: number; readonly steps: PlanSteps }

export const writeDraft = (draft: PlanDraft): string => JSON.stringify({ base: draft.base, steps: draft.steps });

/** Null when nothing is being written. Lines may be longer than a version's, and empty: it is not finished. */
export function readDraft(text: string): PlanDraft | null {
  if (text === '') return null;
  const draft = JSON.parse(text) as PlanDraft;
  return Array.isArray(draft.steps) && draft.steps.length === planBounds.steps ? draft : null;
}

/** Steps as they can be sent: without spaces around, lines that say nothing, and phone numbers without a name. */
export const tidy = (steps: PlanSteps): PlanSteps =>
  steps.map((step) => step.map(({ text, phone }) => ({ text: text.trim() || phone.trim(), phone: phone.trim() })).filter((line) => line.text !== ''));

export const samePlan = (a: PlanSteps, b: PlanSteps): boolean => JSON.stringify(tidy(a)) === JSON.stringify(tidy(b));

export const isEmptyPlan = (steps: PlanSteps): boolean => steps.every((step) => step.length === 0);

// Versions -------------------------------------------------------------------------------------------------------------

export interface PlanVersion {
  readonly key: string;
  /** Null while it lies only on this device. */
  readonly number: number | null;
  readonly at: Time;
  readonly author: Id;
  readonly name: string;
  readonly own: boolean;
  readonly steps: PlanSteps;
  readonly state: LineState | null;
  /** Versions that stand before it and that its author had not seen: what they changed may be missing in it. */
  readonly unseen: readonly PlanVersion[];
}

/** The versions in a plan's log, oldest first. The last one is the plan. */
export function versionsOf(lines: readonly Line[]): PlanVersion[] {
  const versions: PlanVersion[] = [];
  for (const line of lines) {
    if (line.is !== 'message' || line.content.type !== 'plan') continue;
    const { base, steps } = line.content;
    const { key, number, at, author, name, own, state } = line;
    // One's own earlier version that was still on its way is known to its author.
    const unseen = versions.filter((before) => (before.number ?? 0) > base && before.author !== author);
    versions.push({ key, number, at, author, name, own, steps, state, unseen });
  }
  return versions;
}
