// Numbers and times as people of the chosen language write them.
import { useMemo } from "react";
import { type Language, useLanguage } from "../language/language";
import type { Span } from "./days";

const LOCALES: Record<Language, string> = { sv: "sv-SE", en: "en-GB" };

/** `2022-06-29 04:43:12 +00:00`, as answers have it. */
export function readInstant(text: string) {
  return new Date(text.replace(" ", "T").replace(" ", ""));
}

/** A number as typed, with a comma or a point; null when it is none. */
export function readNumber(text: string) {
  const plain = text
    .trim()
    .replace(/[\s\u00a0\u202f]/g, "")
    .replace(",", ".")
    .replace("\u2212", "-");
  return /^-?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : null;
}

function capital(text: string) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function noon(day: string) {
  return new Date(`${day}T12:00:00Z`);
}

function format(locale: string, options: Intl.DateTimeFormatOptions) {
  return new Intl.DateTimeFormat(locale, options);
}

export function makeFormat(language: Language) {
  const locale = LOCALES[language];
  const utc = "UTC";
  const dayFormat = format(locale, { dateStyle: "medium", timeZone: utc });
  const rangeFormat = format(locale, { dateStyle: "long", timeZone: utc });
  const weekday = format(locale, { weekday: "short", timeZone: utc });
  const longDay = format(locale, { weekday: "long", day: "numeric", month: "long", timeZone: utc });
  const shortDay = format(locale, { day: "numeric", month: "short", timeZone: utc });
  const month = format(locale, { month: "long", year: "numeric", timeZone: utc });
  const instant = format(locale, { dateStyle: "medium", timeStyle: "short" });
  const exact = format(locale, { dateStyle: "medium", timeStyle: "medium" });
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 6 });
  const hours = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  const money = new Intl.NumberFormat(locale, {
    minimumFractionDigits: 2,
    maximumFractionDigits: 2,
  });
  return {
    day: (day: string) => dayFormat.format(noon(day)),
    shortDay: (day: string) => shortDay.format(noon(day)),
    longDay: (day: string) => longDay.format(noon(day)),
    /** At the beginning of a line. */
    longDayAlone: (day: string) => capital(longDay.format(noon(day))),
    weekday: (day: string) => weekday.format(noon(day)),
    dayOfMonth: (day: string) => String(Number(day.slice(8))),
    month: (day: string) => capital(month.format(noon(day))),
    span: ({ from, to }: Span) => rangeFormat.formatRange(noon(from), noon(to)),
    instant: (text: string) => instant.format(readInstant(text)),
    exactInstant: (text: string) => exact.format(readInstant(text)),
    number: (value: number) => number.format(value),
    hours: (value: number) => hours.format(value),
    money: (value: number) => money.format(value),
    /** A number in a field, without marks between thousands. */
    typed: (value: number) => String(value).replace(".", language === "sv" ? "," : "."),
  };
}

export type Format = ReturnType<typeof makeFormat>;

export function useFormat() {
  const { language } = useLanguage();
  return useMemo(() => makeFormat(language), [language]);
}
