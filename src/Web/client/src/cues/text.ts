import { stem } from './stem';

/** One word of a message, as the rules see it. */
export interface Word extends Form {
  /** A comma, colon, dash or quotation mark stands before it. */
  readonly pause: boolean;
  readonly quoted: boolean;
  /** Written with a capital letter that the sentence's start does not explain. */
  readonly name: boolean;
}

interface Form {
  /** Lower case, no accents, no apostrophes, spelled as the lexicon spells it. */
  readonly text: string;
  readonly stem: string;
  /** The text, marked as this form and no other. */
  readonly form: string;
  /** May stand between the words of a phrase. */
  readonly light: boolean;
}

export interface Spelling {
  /** Other ways of writing → the lexicon's way, which may be several words. */
  readonly of: ReadonlyMap<string, readonly string[]>;
  /** First words of those that are written as two. */
  readonly firsts: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
  readonly light: ReadonlySet<string>;
  /** Every known long word, and it with one letter left out → the word. */
  readonly near: ReadonlyMap<string, string>;
}

const piece = /([a-z0-9][a-z0-9'’‘`´*@$]*)|([.!?;\n\r])(?!\.)|(["“”«»])|\.+|[…,:()—–]/gi;
const digits: Readonly<Record<string, string>> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '@': 'a', $: 's' };

/** A message as sentences of words. One pass over the text. */
export function sentencesOf(text: string, spelling: Spelling): Word[][] {
  const sentences: Word[][] = [];
  const seen = new Map<string, readonly Form[]>();
  let words: Word[] = [];
  let pause = false;
  let quoted = false;

  const put = (form: Form, name: boolean): void => {
    const last = words[words.length - 1];
    const pair = last === undefined || pause || !spelling.firsts.has(last.text) ? undefined : spelling.of.get(`${last.text} ${form.text}`);
    // Written out: a copy by spreading costs a quarter of all the time.
    if (last === undefined || pair === undefined) words.push({ text: form.text, stem: form.stem, form: form.form, light: form.light, pause, quoted, name });
    else words.splice(-1, 1, ...pair.map((text) => ({ ...last, ...formOf(text, spelling) })));
    pause = false;
  };

  const plain = text.normalize('NFKD').replace(/[\u0300-\u036f\u00ad\u200b-\u200f\ufeff]+/g, '');
  for (const [found, word, stop, mark] of plain.matchAll(piece)) {
    if (word !== undefined) {
      const lower = word.toLowerCase();
      let forms = seen.get(lower);
      if (forms === undefined) seen.set(lower, (forms = spelled(lower.replace(/['’‘`´]+/g, ''), spelling).map((text) => formOf(text, spelling))));
      const name = words.length > 0 && lower !== word && word.slice(1) === lower.slice(1) && word.length > 1;
      for (const form of forms) put(form, name);
    } else if (stop !== undefined) {
      if (words.length > 0) sentences.push(words);
      words = [];
      pause = false;
      if (found === '\n') quoted = false;
    } else {
      if (mark !== undefined) quoted = !quoted;
      pause = true;
    }
  }
  if (words.length > 0) sentences.push(words);
  return sentences;
}

/** Adverbs of manner are light, too. */
const formOf = (text: string, { light }: Spelling): Form =>
  ({ text, stem: stem(text), form: `=${text}`, light: light.has(text) || (/.{4}(ly|mente)$/.test(text) && text !== 'family') });

function spelled(written: string, { of, known, near }: Spelling): readonly string[] {
  let word = /^\d/.test(written) ? written : written.replace(/[0-9@$]/g, (sign) => digits[sign] ?? sign).replace(/\*/g, '');
  for (const shorter of [written, word, word.replace(/(.)\1{2,}/g, '$1$1'), (word = word.replace(/(.)\1{2,}/g, '$1'))]) {
    const other = of.get(shorter);
    if (other !== undefined) return other;
    if (known.has(shorter)) return [shorter];
  }
  return [word.length < 6 || word.length > 14 ? word : (nearest(word, near) ?? word)];
}

/** A known long word that differs by one letter: left out, added, changed, or swapped with its neighbour. */
function nearest(word: string, near: ReadonlyMap<string, string>): string | undefined {
  return [word, ...without(word)].map((shorter) => near.get(shorter)).find((found) => found !== undefined);
}

/** The word with each of its letters left out. */
export const without = (word: string): string[] => Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1));
