// What a failure means, and what to do about it.
import type { Problem } from "../client/request";
import type { Language, Say, Texts } from "./language";
import { sayInLanguage } from "./sentences";

export const problems = {
  unreachable: {
    sv: "Servern svarar inte. Kontrollera anslutningen och försök igen.",
    en: "The server does not answer. Check the connection and try again.",
  },
  invalid: {
    sv: "Rätta det som är markerat och försök igen.",
    en: "Correct the marked fields and try again.",
  },
  signIn: { sv: "Logga in igen.", en: "Sign in again." },
  forbidden: {
    sv: "Det har du inte behörighet till. Fråga en administratör.",
    en: "You may not do that. Ask an administrator.",
  },
  changed: {
    sv: "Inloggningen har ändrats i en annan flik. Försök igen.",
    en: "The sign-in was changed in another tab. Try again.",
  },
  gone: {
    sv: "Det finns inte längre. Någon kan ha tagit bort det.",
    en: "It no longer exists. Somebody may have deleted it.",
  },
  tooLarge: {
    sv: "Det är för mycket på en gång. Dela upp det.",
    en: "That is too much at once. Split it up.",
  },
  wait: {
    sv: "För många försök. Vänta {n} sekund och försök igen.|För många försök. Vänta {n} sekunder och försök igen.",
    en: "Too many attempts. Wait {n} second and try again.|Too many attempts. Wait {n} seconds and try again.",
  },
  closed: {
    sv: "Servern är stängd en stund för underhåll. Försök igen om en minut.",
    en: "The server is closed for maintenance. Try again in a minute.",
  },
  full: {
    sv: "Serverns disk är full, så inget har sparats. Kontakta den som sköter servern.",
    en: "The server's disk is full, so nothing was stored. Tell whoever looks after the server.",
  },
  failed: {
    sv: "Något gick fel i servern. Försök igen. Händer det igen finns orsaken i serverns logg.",
    en: "Something went wrong on the server. Try again. If it happens again, the server's log has the reason.",
  },
} satisfies Texts;

/** Refusals that are nothing to ask an administrator about. */
function describeForbidden({ message }: Problem, say: Say, language: Language) {
  switch (message) {
    case "Set up two-step sign-in first.":
    case "The company demands two-step sign-in of everybody.":
      return sayInLanguage(message, language);
    case "The X-CSRF-Token header is missing or wrong.":
      return say(problems.changed);
    default:
      return say(problems.forbidden);
  }
}

export function describe(problem: Problem, say: Say, language: Language) {
  switch (problem.status) {
    case 0:
      return say(problems.unreachable);
    case 400:
      return say(problems.invalid);
    case 401:
      return problem.message && problem.message !== "Sign in first."
        ? sayInLanguage(problem.message, language)
        : say(problems.signIn);
    case 403:
      return describeForbidden(problem, say, language);
    case 404:
      return say(problems.gone);
    case 409:
    case 422:
      return problem.message ? sayInLanguage(problem.message, language) : say(problems.failed);
    case 413:
      return say(problems.tooLarge);
    case 429:
      return say(problems.wait, { n: problem.waitInSeconds ?? 30 });
    case 503:
    case 507:
      return problem.message
        ? sayInLanguage(problem.message, language)
        : say(problem.status === 507 ? problems.full : problems.closed);
    default:
      return say(problems.failed);
  }
}
