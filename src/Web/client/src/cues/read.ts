import english from './lexicon.en.json';
import spanish from './lexicon.es.json';
import { type Found, Phrases } from './patterns';
import { stem } from './stem';
import { sentencesOf, type Spelling, type Word, without } from './text';

export type Level = 'crisis' | 'urgent' | 'none';

export interface Reading {
  readonly level: Level;
  /** Names of what was found, each once. */
  readonly cues: readonly string[];
}

/** Grows with every change of the rules or the lexicon; shared beside a level, so that a decision can be explained later. */
export const cueVersion = 2;

interface Cue {
  readonly cue: string;
  readonly level: string;
  /** What must stand right before it: a wish, a will (what is going to happen), or either. */
  readonly frame?: string;
  /** `negated`: it means something only when denied, as "I do not want to live". */
  readonly when?: string;
  /** The person must be named beside it: "I am suicidal", not "suicidal thoughts are a side effect". */
  readonly near?: boolean;
  /** Two different ones together are a crisis. */
  readonly sums?: boolean;
  /** Phrases, a comma between them. */
  readonly say: string;
}

type Sign = keyof typeof english.signs;
type Means = { readonly cue: Cue } | { readonly frame: string } | { readonly sign: Sign };

const books = [english, spanish];
const split = (text: string): string[] => text.split(' ');
const phrasesOf = (text: string): string[] => text.split(', ');
const lists = readLists();
const light = wordsOf('light');
const not = wordsOf('not');
const self = wordsOf('self');
const clause = wordsOf('clause');
const takesClause = wordsOf('takesClause');
const others = new Set(lists.get('OTHERS')?.map(stem));
const through = new Set([...wordsOf('through')].map(stem));
const past = wordsOf('past');
const breaks = wordsOf('breaks');
const phrases = readPhrases();
const spelling = readSpelling();

/** What a message's words say about the person who wrote them. Nothing is kept; the work grows with the length of the text. */
export function readCues(text: string): Reading {
  const sentences = sentencesOf(text, spelling).flatMap(windows).map(sentence);
  const lied = sentences.some((s) => s.signs.lied.length > 0);
  const found = new Set<Cue>();
  sentences.forEach((s, i) => {
    const stands = i + 1 < sentences.length && isFragment(sentences[i + 1] as Sentence) ? (sentences[i + 1] as Sentence) : s;
    for (const cue of s.cues) if (holds(cue, s, stands, lied)) found.add(cue.means);
  });
  const cues = [...found];
  const sums = new Set(cues.filter((c) => c.sums).map((c) => c.cue)).size > 1;
  const level = cues.some((c) => c.level === 'crisis') || sums ? 'crisis' : cues.length > 0 ? 'urgent' : 'none';
  return { level, cues: [...new Set(cues.map((c) => c.cue))] };
}

/** Words of one sentence, or of a part of a long one: what stands before `from` and after `to` is there to be looked at only. */
interface Window {
  readonly words: readonly Word[];
  readonly from: number;
  readonly to: number;
}

/** Somebody who writes without a full stop: in parts that overlap, so that the work grows with the length and no faster. */
const [part, margin] = [60, 20];

function windows(words: readonly Word[]): Window[] {
  if (words.length <= part + margin) return [{ words, from: 0, to: words.length }];
  const all: Window[] = [];
  for (let at = 0; at < words.length; at += part) {
    const first = Math.max(0, at - margin);
    all.push({ words: words.slice(first, at + part + margin), from: at - first, to: at - first + part });
  }
  return all;
}

interface Sentence {
  readonly words: readonly Word[];
  readonly cues: readonly Found<Cue>[];
  /** The end of a frame → where it starts and which it is. */
  readonly frames: ReadonlyMap<number, readonly Found<string>[]>;
  readonly signs: Readonly<Record<Sign, readonly Found<Sign>[]>>;
}

function sentence({ words, from, to }: Window): Sentence {
  const cues: Found<Cue>[] = [];
  const frames = new Map<number, Found<string>[]>();
  const signs = Object.fromEntries(Object.keys(english.signs).map((sign) => [sign, [] as Found<Sign>[]])) as Record<Sign, Found<Sign>[]>;
  for (const { means, start, end } of phrases.find(words)) {
    if ('cue' in means) {
      if (start >= from && start < to) cues.push({ means: means.cue, start, end });
    } else if ('sign' in means) signs[means.sign].push({ means: means.sign, start, end });
    else frames.set(end, [...(frames.get(end) ?? []), { means: means.frame, start, end }]);
  }
  return { words, cues, frames, signs };
}

/** A few words that only say that the sentence before is over: "Not now." */
const isFragment = ({ words, signs }: Sentence): boolean => words.length <= 4 && signs.over.length > 0 && words.some(({ text }) => not.has(text));

/** Whether a phrase says something about the writer, now. */
function holds(cue: Found<Cue>, s: Sentence, next: Sentence, lied: boolean): boolean {
  const { means, end } = cue;

  // (1) Its frame: "want to", "going to". A frame may stand before another: "want to try to".
  let start = cue.start;
  let framed = false;
  for (let hops = 0; hops < 3; hops++) {
    const frame = frameBefore(s, start, means.frame ?? 'any', framed);
    if (frame === undefined) break;
    framed = true;
    start = frame.start;
  }
  if (means.frame !== undefined && !framed) return false;

  // (2) A figure of speech takes the words for itself.
  if (s.signs.figure.some((f) => f.start < end && f.end > cue.start)) return false;
  if (s.signs.trivial.some((t) => t.end <= start + 1 || t.start >= end) && !has(s, 'still')) return false;

  // (3) Backwards through what leads to it: denied? by whom? when?
  const lead = leading(s, start, end);
  const negated = lead.negated && !(lied && means.when === undefined);
  if (negated !== (means.when === 'negated')) return false;
  if (lead.other) return false;
  if (means.near === true && !lead.self) return false;

  // (4) Long ago, and not now.
  if ((lead.past || s.signs.past.some((p) => p.start < start && past.has((s.words[p.start] as Word).text))) && !has(s, 'still')) {
    if (next.signs.over.length > 0 || s.signs.over.some((o) => o.start >= end || o.end <= start)) return false;
    if (has(s, 'past') && !has(s, 'recent')) return false;
  } else if (s.signs.past.some((p) => p.end === start || (p.start < end && p.end > cue.start)) && !has(s, 'recent')) return false;

  // (5) Somebody asked, or it could be one day; somebody else's words; a story.
  const before = (found: Found<Sign>): boolean => found.end <= cue.start + 1 && found.start < start + 1;
  if (s.signs.asked.some((a) => before(a) && cue.start - a.end < 8) && !has(s, 'yes')) return false;
  const quoted = (s.words[cue.start] as Word).quoted;
  if (s.signs.said.some((f) => before(f) && (quoted || start - f.end < 2) && saidByOther(s, f.start))) return false;
  if (s.signs.story.length > 0 && (quoted || lead.past || !lead.self)) return false;
  return true;
}

const has = (s: Sentence, sign: Sign): boolean => s.signs[sign].length > 0;

function frameBefore(s: Sentence, start: number, wanted: string, framed: boolean): Found<string> | undefined {
  let strange = 0;
  for (let end = start; end >= 0 && start - end < 6; end--) {
    const frames = s.frames.get(end)?.filter((f) => f.start < start && (framed || wanted === 'any' || f.means === wanted || f.means === 'any'));
    if (frames?.length) return frames.reduce((a, b) => (b.start < a.start ? b : a));
    if (end === 0 || (s.words[end] as Word).pause) return undefined;
    const { text, stem, light } = s.words[end - 1] as Word;
    // Two words may stand between: "want to take something and die". Not somebody else, not a denial.
    if (!light && (framed || ++strange > 2 || others.has(stem) || not.has(text) || (self.has(text) && text !== 'me') || breaks.has(text))) return undefined;
  }
  return undefined;
}

interface Lead { readonly negated: boolean; readonly self: boolean; readonly other: boolean; readonly past: boolean }

/** How far back the subject is looked for. */
const reach = 12;

function leading(s: Sentence, start: number, end: number): Lead {
  const { words } = s;
  let negated = deniedAfter(s, end);
  let who: 'self' | 'other' | undefined;
  let before = false;
  for (let i = start; i < end; i++) {
    const { text } = words[i] as Word;
    if (self.has(text)) who = 'self';
    if (past.has(text)) before = true;
  }
  const inside = who;
  let chain = true;
  for (let i = start - 1; i >= 0 && i >= start - reach; i--) {
    const { text, stem, light, name } = words[i] as Word;
    if ((words[i + 1] as Word).pause) break;
    if (chain) {
      if (not.has(text)) {
        if (!(text === 'no' && clause.has((words[i + 1] as Word).text)) && !s.signs.unnot.some((u) => u.start <= i && u.end > i)) negated = !negated;
      } else if (breaks.has(text)) chain = false;
      else if (!through.has(stem) && !light) {
        chain = false;
        if (name && who === undefined && before) who = 'other';
      } else if (clause.has(text) && i > 0 && !takesClause.has((words[i - 1] as Word).text) && !not.has((words[i - 1] as Word).text)) chain = false;
      if (past.has(text)) before = true;
    }
    if (who === undefined) who = self.has(text) ? 'self' : others.has(stem) ? 'other' : undefined;
    if (!chain && who !== undefined) break;
  }
  // At the start of a sentence the writer may be left out: "Feeling suicidal again".
  if (who === undefined && chain) who = 'self';
  return { negated, self: who === 'self', other: who === 'other' && inside === undefined, past: before };
}

/** "Killing myself is not an option." */
function deniedAfter({ words }: Sentence, end: number): boolean {
  const [a, b] = [words[end]?.text, words[end + 1]?.text];
  if (a === undefined) return false;
  if (a === 'isnt' || a === 'wasnt') return true;
  return b !== undefined && not.has(b) && /^(is|was|es|era|are)$/.test(a);
}

function saidByOther({ words }: Sentence, at: number): boolean {
  for (let i = at; i >= 0 && i > at - 5; i--) {
    const { text, stem } = words[i] as Word;
    if (others.has(stem)) return true;
    if (clause.has(text)) return false;
  }
  return /^(dijo|dice|says|tells|escribio|grita|pregunto)$/.test((words[at] as Word).text);
}

function readLists(): Map<string, readonly string[]> {
  const raw = new Map<string, string[]>();
  for (const book of books) for (const [name, words] of Object.entries(book.lists)) raw.set(name, [...(raw.get(name) ?? []), ...split(words as string)]);
  const expand = (words: readonly string[]): string[] => words.flatMap((w) => (/^[A-Z]/.test(w) ? expand(raw.get(w) ?? []) : [w]));
  const all = new Map<string, readonly string[]>([...raw].map(([name, words]) => [name, expand(words)]));
  all.set('OTHERS', expand(books.flatMap((book) => split(book.others))));
  return all;
}

function wordsOf(list: 'light' | 'not' | 'self' | 'clause' | 'takesClause' | 'through' | 'past' | 'breaks'): ReadonlySet<string> {
  return new Set(books.flatMap((book) => split(book[list])).flatMap((w) => (/^[A-Z]/.test(w) ? (lists.get(w) ?? []) : [w])));
}

function readPhrases(): Phrases<Means> {
  const all = new Phrases<Means>();
  const vocabulary = new Map(lists);
  for (const book of books) {
    for (const cue of book.cues as readonly Cue[]) for (const phrase of phrasesOf(cue.say)) all.add(phrase, vocabulary, { cue });
    for (const [frame, said] of Object.entries(book.frames)) for (const phrase of phrasesOf(said)) all.add(phrase, vocabulary, { frame });
    for (const [sign, said] of Object.entries(book.signs)) for (const phrase of phrasesOf(said)) all.add(phrase, vocabulary, { sign: sign as Sign });
  }
  return all;
}

function readSpelling(): Spelling {
  const of = new Map<string, readonly string[]>();
  const near = new Map<string, string>();
  const known = new Set<string>([...light, ...not, ...self, ...others, ...through, ...past, ...phrases.words]);
  for (const book of books) {
    for (const [written, meant] of Object.entries(book.spellings)) of.set(written, split(meant as string));
    for (const word of split(book.close)) {
      near.set(word, word);
      for (const shorter of without(word)) near.set(shorter, word);
    }
  }
  return { of, known, near, light, firsts: new Set([...of.keys()].filter((written) => written.includes(' ')).map((written) => split(written)[0] as string)) };
}
