import type { DayStatus, SkippedDay } from "../client/types";
import type { Text, Texts } from "../language/language";

export const statusTexts: Readonly<Record<DayStatus | "returned", Text>> = {
  free: { sv: "Ledig", en: "Free" },
  coming: { sv: "Kommande", en: "Coming" },
  missing: { sv: "Saknas", en: "Missing" },
  reported: { sv: "Rapporterad", en: "Reported" },
  sent: { sv: "Skickad", en: "Sent" },
  attested: { sv: "Attesterad", en: "Attested" },
  returned: { sv: "Återsänd", en: "Returned" },
};

export const dayTexts = {
  day: { sv: "Dag", en: "Day" },
  reported: { sv: "Rapporterat", en: "Reported" },
  scheduled: { sv: "Schema", en: "Scheduled" },
  hoursOf: { sv: "{reported} av {scheduled} timmar", en: "{reported} of {scheduled} hours" },
  sum: { sv: "{reported} / {scheduled}", en: "{reported} / {scheduled}" },
  ofHours: { sv: "av {scheduled}", en: "of {scheduled}" },
  reportsOf: { sv: "{n} rapport|{n} rapporter", en: "{n} report|{n} reports" },
  locked: { sv: "Låst {when}", en: "Locked {when}" },
  attested: { sv: "Attesterad {when}", en: "Attested {when}" },
  returned: { sv: "Återsänd {when}: {comment}", en: "Returned {when}: {comment}" },
  returnedShort: { sv: "Återsänd: {comment}", en: "Returned: {comment}" },
  week: { sv: "Vecka {n}", en: "Week {n}" },
  month: { sv: "Månad", en: "Month" },
  weekShort: { sv: "Vecka", en: "Week" },
  thisWeek: { sv: "Denna vecka", en: "This week" },
  thisMonth: { sv: "Denna månad", en: "This month" },
  period: { sv: "Period", en: "Period" },
} satisfies Texts;

export const actionTexts = {
  Lock: { sv: "Lås", en: "Lock" },
  Unlock: { sv: "Lås upp", en: "Unlock" },
  Attest: { sv: "Attestera", en: "Attest" },
  Return: { sv: "Skicka tillbaka", en: "Return" },
  TakeBack: { sv: "Ångra attest", en: "Undo attestation" },
} satisfies Texts;

export type DayAction = keyof typeof actionTexts;

export const resultTexts = {
  done: {
    sv: "{days} och {reports} ändrades.",
    en: "{days} and {reports} changed.",
  },
  days: { sv: "{n} dag|{n} dagar", en: "{n} day|{n} days" },
  reports: { sv: "{n} rapport|{n} rapporter", en: "{n} report|{n} reports" },
  nothing: { sv: "Ingenting att ändra.", en: "Nothing to change." },
  skipped: {
    sv: "{n} dag hoppades över|{n} dagar hoppades över",
    en: "{n} day was skipped|{n} days were skipped",
  },
  more: { sv: "… och {n} till", en: "… and {n} more" },
  undoing: {
    sv: "Det gäller alla valda personer och hela perioden.",
    en: "This applies to everybody chosen and to the whole period.",
  },
  returnTitle: { sv: "Skicka tillbaka", en: "Return" },
  returnText: {
    sv: "Dagarna låses upp. Kommentaren syns för användaren tills dagen låses igen.",
    en: "The days are unlocked. The user sees the comment until the day is locked again.",
  },
  comment: { sv: "Kommentar", en: "Comment" },
} satisfies Texts;

export const reasonTexts: Readonly<Record<SkippedDay["reason"], Text>> = {
  locked: { sv: "redan låst", en: "already locked" },
  notLocked: { sv: "inte låst", en: "not locked" },
  attested: { sv: "redan attesterad", en: "already attested" },
  notAttested: { sv: "inte attesterad", en: "not attested" },
  invoiced: { sv: "fakturerad", en: "invoiced" },
  noReports: { sv: "inga rapporter", en: "no reports" },
  notSent: { sv: "inte skickad", en: "not sent" },
};
