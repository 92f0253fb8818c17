// Days are texts, `yyyy-MM-dd`, as in every answer of the server: no time zone can move them.

const DAY = 86_400_000;

export interface Span {
  from: string;
  to: string;
}

function toTime(day: string) {
  return Date.parse(`${day}T00:00:00Z`);
}

function toDay(time: number) {
  return new Date(time).toISOString().slice(0, 10);
}

export function today(now = new Date()) {
  return toDay(now.getTime() - now.getTimezoneOffset() * 60_000);
}

export function isDay(text: string) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(toTime(text))) return false;
  return toDay(toTime(text)) === text; // 30 February would be a day in March
}

export function addDays(day: string, count: number) {
  return toDay(toTime(day) + count * DAY);
}

/** 0 is Monday, 6 Sunday. */
export function weekdayOf(day: string) {
  return (new Date(toTime(day)).getUTCDay() + 6) % 7;
}

export function weekOf(day: string): Span {
  const from = addDays(day, -weekdayOf(day));
  return { from, to: addDays(from, 6) };
}

/** The number of the week by ISO 8601: the week belongs to the year of its Thursday. */
export function weekNumber(day: string) {
  const thursday = addDays(weekOf(day).from, 3);
  const newYear = `${thursday.slice(0, 4)}-01-01`;
  return Math.floor((toTime(thursday) - toTime(newYear)) / DAY / 7) + 1;
}

export function addMonths(day: string, count: number) {
  const date = new Date(toTime(`${day.slice(0, 7)}-01`));
  date.setUTCMonth(date.getUTCMonth() + count);
  return toDay(date.getTime());
}

export function monthOf(day: string): Span {
  const from = `${day.slice(0, 7)}-01`;
  return { from, to: addDays(addMonths(from, 1), -1) };
}

export function daysOf(span: Span) {
  const days = [];
  for (let day = span.from; day <= span.to; day = addDays(day, 1)) days.push(day);
  return days;
}
