// How the audit log's own words are said: what was done, to what kind of row, to which property.
import { applications } from "../applications/declaration";
import type { Text } from "../language/language";
import { allRegistries } from "../registries";
import type { Field, Registry } from "../registries/kinds";
import { settingsFields } from "../registries/settings";

export const actionWords: Readonly<Record<string, Text>> = {
  create: { sv: "Skapade", en: "Created" },
  update: { sv: "Ändrade", en: "Changed" },
  delete: { sv: "Tog bort", en: "Deleted" },
  lock: { sv: "Låste", en: "Locked" },
  unlock: { sv: "Låste upp", en: "Unlocked" },
  attest: { sv: "Attesterade", en: "Attested" },
  return: { sv: "Skickade tillbaka", en: "Returned" },
  takeBack: { sv: "Tog tillbaka attest", en: "Undid an attestation" },
  signIn: { sv: "Loggade in", en: "Signed in" },
  signOut: { sv: "Loggade ut", en: "Signed out" },
  signOutEverywhere: { sv: "Loggade ut överallt", en: "Signed out everywhere" },
  invite: { sv: "Bjöd in", en: "Invited" },
  acceptInvitation: { sv: "Tog emot inbjudan", en: "Accepted an invitation" },
  changePassword: { sv: "Bytte lösenord", en: "Changed the password" },
  addCodes: { sv: "Slog på tvåstegsverifiering", en: "Turned on two-step sign-in" },
  removeCodes: { sv: "Slog av tvåstegsverifiering", en: "Turned off two-step sign-in" },
  addLogin: { sv: "Gav inloggning", en: "Added a login" },
  resetPassword: { sv: "Ogiltigförklarade lösenord", en: "Voided the password" },
  disable: { sv: "Stängde av", en: "Disabled" },
  removeLogin: { sv: "Tog bort inloggning", en: "Removed a login" },
  demandCodes: {
    sv: "Började kräva tvåstegsverifiering",
    en: "Began to require two-step sign-in",
  },
  stopDemandingCodes: {
    sv: "Slutade kräva tvåstegsverifiering",
    en: "Stopped requiring two-step sign-in",
  },
  makeSecret: { sv: "Skapade hemlighet", en: "Made a secret" },
  endTokens: { sv: "Avslutade alla nycklar", en: "Ended all tokens" },
  makeStaticToken: { sv: "Skapade fast nyckel", en: "Made a static token" },
  removeStaticToken: { sv: "Återkallade fast nyckel", en: "Revoked a static token" },
};

const all = [...allRegistries, applications];

/** The server names kinds of rows by the paths of their registries, in words: American ones. */
const bySubject = new Map<string, Registry>(
  all.map((registry) => [registry.one.en.toLowerCase().replace("centre", "center"), registry]),
);

const subjectWords: Readonly<Record<string, Text>> = {
  application: applications.one,
  settings: { sv: "Företag", en: "Company" },
  contact: { sv: "Kontakt", en: "Contact" },
  "project comment": { sv: "Kommentar till projekt", en: "Project comment" },
  task: { sv: "Uppgift", en: "Task" },
  "task attachment": { sv: "Bilaga", en: "Attachment" },
  "task checklist": { sv: "Checklista", en: "Checklist" },
  "task comment": { sv: "Kommentar", en: "Comment" },
  "time report": { sv: "Tidrapport", en: "Time report" },
  "application token": { sv: "Nyckel", en: "Token" },
  day: { sv: "Dag", en: "Day" },
};

function registryOf(subject: string) {
  return subject === "application" ? applications : bySubject.get(subject);
}

/** Kinds of rows to choose from. */
export const subjects: readonly { value: string; label: Text }[] = [
  ...[...bySubject]
    .filter(([, registry]) => registry !== applications)
    .map(([value, { one }]) => ({ value, label: one })),
  ...Object.entries(subjectWords).map(([value, label]) => ({ value, label })),
];

export function subjectWord(subject: string): Text {
  return subjectWords[subject] ?? registryOf(subject)?.one ?? { sv: subject, en: subject };
}

export function actionWord(action: string): Text {
  return actionWords[action] ?? { sv: action, en: action };
}

/** Also `rows.price`, a column of a table. */
function fieldIn(fields: readonly Field[], property: string): Field | undefined {
  for (const field of fields) {
    if (field.name === property) return field;
    if (field.kind === "table" && property.startsWith(`${field.name}.`))
      return fieldIn(field.columns, property.slice(field.name.length + 1));
  }
  return undefined;
}

export function fieldOf(subject: string, property: string): Field | undefined {
  const fields = subject === "settings" ? settingsFields : registryOf(subject)?.fields;
  return fields && fieldIn(fields, property);
}
