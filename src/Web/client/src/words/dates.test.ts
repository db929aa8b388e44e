// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { clock, day, dayNumber, sameDay, soon, year } from './dates';

const at = Date.UTC(2027, 0, 1, 5, 30);

beforeEach(() => {
  document.documentElement.lang = 'en';
  document.body.innerHTML = '<div id="island" data-zone="America/Denver"></div>';
});

const plain = (text: string): string => text.replace(/\u00a0/g, ' ');

describe('Times', () => {
  it('are the clinic’s, wherever the device is', () => {
    expect(plain(clock(at))).toBe('10:30 pm');
    expect(day(at)).toBe('Thursday, December 31');
    expect(year(at)).toBe(2026);
    expect(dayNumber(at)).toBe(Date.UTC(2026, 11, 31) / 86_400_000);
  });

  it('know the clinic’s midnight', () => {
    expect(sameDay(at, Date.UTC(2027, 0, 1, 6, 59))).toBe(true);
    expect(sameDay(at, Date.UTC(2027, 0, 1, 7))).toBe(false);
  });

  it('say what is soon by hour, weekday or date', () => {
    expect(plain(soon(at, at - 3_600_000))).toBe('10:30 pm');
    expect(plain(soon(Date.UTC(2027, 0, 3, 21), at))).toBe('Sunday 2 pm');
    expect(plain(soon(Date.UTC(2027, 0, 13, 21), at))).toBe('Wednesday, January 13 2 pm');
  });

  it('are said in Spanish on a Spanish page', () => {
    document.documentElement.lang = 'es';
    expect(plain(clock(at))).toBe('10:30 pm');
    expect(day(at)).toBe('jueves, 31 de diciembre');
  });
});
