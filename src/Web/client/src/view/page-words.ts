import { language, type Say, words } from '../words/words';

type Texts<W> = { [K in keyof W]: string };
type Load<W> = () => Promise<{ default: W }>;

const wanted: (() => Promise<void>)[] = [];

/**
 * Words of which a page loads only its own language. `wordsReady` brings them before anything is drawn.
 * The compiler refuses a Spanish file that lacks a key of the English one.
 */
export function pageWords<W extends Record<string, string>>(load: { en: Load<W>; es: Load<Texts<W>> }): () => Say<keyof W & string> {
  let say: Say<keyof W & string> | undefined;
  wanted.push(async () => {
    const texts = (await load[language()]()).default;
    say = words<Texts<W>>(texts, texts);
  });
  return () => {
    if (say === undefined) throw new Error('The words of this page were not loaded: wait for wordsReady()');
    return say;
  };
}

/** Loads the words of every part that was imported, in the page's language. */
export const wordsReady = async (): Promise<void> => {
  await Promise.all(wanted.map((load) => load()));
};
