import type { PlanVersion } from '../care/plan';
import { clock, dayNumber, sameDay } from '../words/dates';
import { dayName } from '../view/times';
import { list } from '../view/readers';
import { planWords } from './plan-words';

/** Who wrote versions on the day of the last one: `Maya and you`; oneself last. */
export function authorsOf(versions: readonly PlanVersion[]): string {
  const say = planWords();
  const newest = versions.at(-1);
  if (newest === undefined) return '';
  const that = versions.filter((version) => sameDay(version.at, newest.at));
  const others = [...new Set(that.filter((version) => !version.own).map((version) => version.name.split(' ')[0] ?? version.name))];
  return list([...others, ...(that.some((version) => version.own) ? [say('you')] : [])]);
}

/** `Changed Monday, November 9 by Maya and you.` Of today with the time. */
export const changedWords = (versions: readonly PlanVersion[], now: number): string => {
  const newest = versions.at(-1);
  if (newest === undefined) return '';
  const today = sameDay(newest.at, now);
  const near = dayNumber(now) - dayNumber(newest.at) < 2;
  const day = near ? dayName(newest.at, now).toLowerCase() : dayName(newest.at, now);
  const date = today ? `${day}, ${clock(newest.at)}` : day;
  return planWords()('changed', { date, names: authorsOf(versions) });
};
