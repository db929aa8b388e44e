import { language } from './words';

// Times of day are the clinic's, as on the pages around an island: a promise of "by 5 pm" means the clinic's 5 pm.

const locale = (): string => (language() === 'es' ? 'es-US' : 'en-US');

/** The clinic's time zone, which the server wrote beside the island; the device's own where there is none. */
const zone = (): string | undefined => (typeof document === 'undefined' ? undefined : document.getElementById('island')?.dataset['zone']);

const formats = new Map<string, Intl.DateTimeFormat>();

function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const timeZone = zone();
  const key = JSON.stringify([locale(), timeZone, options]);
  const made = formats.get(key) ?? new Intl.DateTimeFormat(locale(), timeZone === undefined ? options : { ...options, timeZone });
  formats.set(key, made);
  return made;
}

const form = (options: Intl.DateTimeFormatOptions, at: number): string => format(options).format(at);

/** "9:40 am" */
export function clock(at: number): string {
  return form({ hour: 'numeric', minute: '2-digit' }, at).replace(/\s?([AP])\.?\s?M\.?/i, (_, half: string) => `\u00a0${half.toLowerCase()}m`);
}

/** "Friday, November 20" */
export function day(at: number): string {
  return form({ weekday: 'long', month: 'long', day: 'numeric' }, at);
}

/** "Tuesday 2 pm" for what is to come within a week, else with the date. */
export function soon(at: number, now: number): string {
  const time = clock(at).replace(/:00/, '');
  if (sameDay(at, now)) return time;
  return `${at - now < 6.5 * 86_400_000 ? form({ weekday: 'long' }, at) : day(at)} ${time}`;
}

/** Days on the calendar since 1970-01-01: two moments of one day have the same. */
export function dayNumber(at: number): number {
  const part = (type: string): number => Number(parts.find((each) => each.type === type)?.value);
  const parts = format({ year: 'numeric', month: 'numeric', day: 'numeric' }).formatToParts(at);
  return Date.UTC(part('year'), part('month') - 1, part('day')) / 86_400_000;
}

export const year = (at: number): number => Number(form({ year: 'numeric' }, at));

export const sameDay = (a: number, b: number): boolean => dayNumber(a) === dayNumber(b);
