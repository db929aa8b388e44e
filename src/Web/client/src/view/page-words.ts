import { language, type Language, type Say, words } from '../words/words';

/** Words that are made when first asked for, in the language that the page has then. */
export function pageWords<W extends Record<string, string>>(en: W, es: { [K in keyof W]: string }): () => Say<keyof W & string> {
  let made: { language: Language; say: Say<keyof W & string> } | undefined;
  return () => {
    if (made?.language !== language()) made = { language: language(), say: words(en, es) };
    return made.say;
  };
}
