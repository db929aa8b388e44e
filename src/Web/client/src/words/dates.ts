import { language } from './words';

const locale = (): string => (language() === 'es' ? 'es-US' : 'en-US');

const form = (options: Intl.DateTimeFormatOptions, at: number): string => new Intl.DateTimeFormat(locale(), options).format(at);

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

export function sameDay(a: number, b: number): boolean {
  return new Date(a).toDateString() === new Date(b).toDateString();
}
