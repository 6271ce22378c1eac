// Arithmetic with calendar days in stored form (`YYYY-MM-DD`). No clock and no time zone takes part.
import { CalendarDate, parseDate } from '@internationalized/date';

/** The day so many days later; earlier where negative. @param day  `YYYY-MM-DD` */
export const addDays = (day: string, days: number): string => parseDate(day).add({ days }).toString();

const julianDay = (date: CalendarDate): number => date.calendar.toJulianDay(date);

/** Days from one day to another; negative where the second is earlier. @param from  `YYYY-MM-DD` @param until  `YYYY-MM-DD` */
export const daysBetween = (from: string, until: string): number => julianDay(parseDate(until)) - julianDay(parseDate(from));

/** Day 0 of Excel's serial dates from March 1900 on: earlier ones count a 29 February 1900 that never was. */
const serialZero = new CalendarDate(1899, 12, 30);

/** @param serial  whole days as Excel counts them, 61 (1 March 1900) or later @returns `YYYY-MM-DD` */
export const dayOfSerial = (serial: number): string => serialZero.add({ days: serial }).toString();

/** @param day  `YYYY-MM-DD`, 1 March 1900 or later @returns whole days as Excel counts them */
export const serialOfDay = (day: string): number => julianDay(parseDate(day)) - julianDay(serialZero);
