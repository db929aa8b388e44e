import { clock, day, dayNumber, sameDay, year } from '../words/dates';
import { language } from '../words/words';

// Times of day as a person says them. `now` is passed in, so that tests can choose it.

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function relative(days: number): string {
  return new Intl.RelativeTimeFormat(language(), { numeric: 'auto' }).format(days, 'day');
}

const daysAway = (at: number, now: number): number => dayNumber(at) - dayNumber(now);

/** A day's separator: `Today`, `Yesterday`, `Friday, November 20`, with the year when it is another. */
export function dayName(at: number, now: number): string {
  const days = daysAway(at, now);
  if (days === 0 || days === -1) return capital(relative(days));
  return capital(year(at) === year(now) ? day(at) : `${day(at)}, ${year(at)}`);
}

/** A time near now: `2:00 pm`, `tomorrow, 2:00 pm`, `Friday, November 20, 2:00 pm`. */
export function dayAndTime(at: number, now: number): string {
  if (sameDay(at, now)) return clock(at);
  const days = daysAway(at, now);
  return `${Math.abs(days) === 1 ? relative(days) : day(at)}, ${clock(at)}`;
}

/** Day and time in full, for what stays on the record: `Friday, November 20, 2:00 pm`. */
export const fullTime = (at: number): string => `${day(at)}, ${clock(at)}`;

/** A length of time: `12 min`, `1 h 20 min`, `3 d`. Begun minutes count, so that a clock never says 0 while it runs. */
export function span(milliseconds: number): string {
  const minutes = Math.max(1, Math.ceil(milliseconds / 60_000));
  if (minutes < 60) return `${minutes}\u00a0min`;
  if (minutes >= 48 * 60) return `${Math.floor(minutes / (24 * 60))}\u00a0d`;
  const hours = `${Math.floor(minutes / 60)}\u00a0h`;
  return minutes % 60 === 0 ? hours : `${hours}\u00a0${minutes % 60}\u00a0min`;
}
