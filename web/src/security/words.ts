// How the security log's own words are said.
import type { SecurityEvent } from "../client/types";
import type { Text } from "../language/language";

export type Kind = SecurityEvent["kind"];

export const kindWords: Readonly<Record<Kind, Text>> = {
  wrongPassword: { sv: "Fel lösenord", en: "Wrong password" },
  unknownLogin: { sv: "Okänd e-postadress", en: "Unknown e-mail address" },
  noPassword: { sv: "Inget lösenord är valt än", en: "No password has been chosen yet" },
  hasLeft: { sv: "Inloggning efter anställningens slut", en: "Sign-in after the last day at work" },
  wrongCode: { sv: "Fel kod", en: "Wrong code" },
  wrongRecoveryCode: { sv: "Fel återställningskod", en: "Wrong recovery code" },
  wrongLink: { sv: "Ogiltig länk", en: "Invalid link" },
  throttled: { sv: "För många försök", en: "Too many attempts" },
  wrongSecret: { sv: "Fel hemlighet", en: "Wrong secret" },
  unknownToken: { sv: "Okänd nyckel", en: "Unknown token" },
  expiredToken: { sv: "Utgången nyckel", en: "Expired token" },
  unknownSession: { sv: "Okänd session", en: "Unknown session" },
  wrongAddress: { sv: "Otillåten adress", en: "Address not allowed" },
  noPermission: { sv: "Behörighet saknas", en: "Missing permission" },
  noRight: { sv: "Kräver administratör", en: "Needs an administrator" },
  lacksCodes: { sv: "Tvåstegsverifiering krävs", en: "Two-step sign-in is required" },
  foreignRequest: { sv: "Anrop från annan webbplats", en: "Request from another site" },
  codeAsked: { sv: "Rätt lösenord, kod begärd", en: "Right password, code asked for" },
  tokenFetched: { sv: "Hämtade nyckel", en: "Fetched a token" },
  oldestTokenEnded: {
    sv: "Äldsta nyckeln avslutad, för många",
    en: "Oldest token ended, too many",
  },
  logExported: { sv: "Laddade ned säkerhetsloggen", en: "Downloaded the security log" },
  signedIn: { sv: "Loggade in", en: "Signed in" },
  newPlace: { sv: "Loggade in från ny plats", en: "Signed in from a new place" },
  recoveryCodeUsed: { sv: "Använde återställningskod", en: "Used a recovery code" },
  signedOut: { sv: "Loggade ut", en: "Signed out" },
  sessionEnded: { sv: "Avslutade en annan session", en: "Ended another session" },
  sessionsEnded: { sv: "Avslutade sessioner", en: "Ended sessions" },
  passwordChanged: { sv: "Nytt lösenord", en: "New password" },
  passwordReset: { sv: "Ogiltigförklarade lösenord", en: "Voided the password" },
  emailChanged: { sv: "Ny e-postadress för inloggning", en: "New e-mail address to sign in with" },
  codesAdded: { sv: "Slog på tvåstegsverifiering", en: "Turned on two-step sign-in" },
  codesRemoved: { sv: "Slog av tvåstegsverifiering", en: "Turned off two-step sign-in" },
  codesDemanded: {
    sv: "Började kräva tvåstegsverifiering",
    en: "Began to require two-step sign-in",
  },
  codesNotDemanded: {
    sv: "Slutade kräva tvåstegsverifiering",
    en: "Stopped requiring two-step sign-in",
  },
  loginRemoved: { sv: "Tog bort inloggning", en: "Removed a login" },
  invited: { sv: "Skapade inbjudan", en: "Made an invitation" },
  invitationUsed: { sv: "Använde inbjudan", en: "Used an invitation" },
  rightsChanged: { sv: "Ändrade användares behörighet", en: "Changed a user's rights" },
  applicationMade: { sv: "Skapade API-applikation", en: "Made an API application" },
  applicationChanged: { sv: "Ändrade API-applikation", en: "Changed an API application" },
  applicationEnded: { sv: "Inaktiverade API-applikation", en: "Disabled an API application" },
  secretMade: { sv: "Skapade hemlighet", en: "Made a secret" },
  staticTokenMade: { sv: "Skapade fast nyckel", en: "Made a static token" },
  tokenEnded: { sv: "Återkallade nyckel", en: "Revoked a token" },
};

/** What nobody is known of belongs to no company, and is never listed here. */
const ofNobody: readonly Kind[] = ["unknownLogin", "unknownToken", "unknownSession", "wrongLink"];

export const kinds = (Object.keys(kindWords) as Kind[]).filter((kind) => !ofNobody.includes(kind));

export const outcomeWords: Readonly<Record<SecurityEvent["outcome"], Text>> = {
  refused: { sv: "Nekat", en: "Refused" },
  succeeded: { sv: "Lyckat", en: "Succeeded" },
};
