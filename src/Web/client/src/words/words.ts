// Every word a person reads comes from a pair of JSON files, English and Spanish, with the same keys.

export type Language = 'en' | 'es';

/** The page's language, from <html lang>. */
export function language(): Language {
  return typeof document !== 'undefined' && document.documentElement.lang.toLowerCase().startsWith('es') ? 'es' : 'en';
}

type Values = Readonly<Record<string, string | number>>;

/** Says a text by its key; `{name}` in it is replaced by `values.name`. */
export interface Say<K extends string> {
  (key: K, values?: Values): string;
  /** By number: the key with `.one` or `.other` after it; `{n}` is the number. */
  count(key: Plural<K>, n: number, values?: Values): string;
  /** Whether there is such a key: for texts chosen by a code that came from elsewhere. */
  has(key: string): key is K;
}

type Plural<K extends string> = K extends `${infer Stem}.other` ? Stem : never;

/** Makes the words of an island from its two files. The compiler refuses a Spanish file that lacks a key of the English one. */
export function words<W extends Record<string, string>>(en: W, es: { [K in keyof W]: string }): Say<keyof W & string> {
  type K = keyof W & string;
  const texts: Record<string, string> = language() === 'es' ? es : en;
  const rules = new Intl.PluralRules(language());
  const text = (key: string, values: Values = {}): string =>
    (texts[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => (name in values ? String(values[name]) : whole));
  return Object.assign((key: K, values?: Values) => text(key, values), {
    count: (key: Plural<K>, n: number, values: Values = {}) => {
      const named = `${key}.${rules.select(n)}`;
      return text(named in texts ? named : `${key}.other`, { ...values, n });
    },
    has: (key: string): key is K => key in texts,
  });
}
