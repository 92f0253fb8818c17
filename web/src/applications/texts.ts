import type { Texts } from "../language/language";

export const secretTexts = {
  secret: { sv: "Hemlighet", en: "Secret" },
  secretField: { sv: "Applikationens hemlighet", en: "Application secret" },
  publicId: { sv: "Applikationens id", en: "Application id" },
  noSecret: {
    sv: "Applikationen kan inte hämta nycklar förrän den har en hemlighet.",
    en: "The application can't fetch tokens until it has a secret.",
  },
  hasSecret: {
    sv: "Hemligheten finns men kan inte visas igen. Skapa en ny om den har försvunnit eller spritts.",
    en: "There is a secret, but it can't be shown again. Make a new one if it was lost or leaked.",
  },
  makeSecret: { sv: "Skapa hemlighet", en: "Make a secret" },
  rotate: { sv: "Byt hemlighet", en: "Replace the secret" },
  rotateTitle: { sv: "Byta hemlighet?", en: "Replace the secret?" },
  rotateText: {
    sv: "Den gamla hemligheten slutar gälla genast. Applikationen måste få den nya.",
    en: "The old secret stops working at once. The application must be given the new one.",
  },
  tokensToo: { sv: "Nycklar som applikationen redan har", en: "Tokens that the application has" },
  keepTokens: { sv: "Låt dem gälla", en: "Keep them" },
  keepTokensHint: {
    sv: "Hämtade nycklar gäller ut sin timme, en fast nyckel tills vidare.",
    en: "Fetched tokens stay valid for the rest of their hour, and a static token stays.",
  },
  endTokens: { sv: "Avsluta dem genast", en: "End them at once" },
  endTokensHint: {
    sv: "När hemligheten kan ha spritts. Gäller även en fast nyckel.",
    en: "When the secret may have leaked. A static token ends as well.",
  },
  once: {
    sv: "Kopiera nu och spara på ett säkert ställe: det visas bara den här gången.",
    en: "Copy it now and keep it in a safe place: it is shown only this once.",
  },
  staticToken: { sv: "Fast nyckel", en: "Static token" },
  noStaticToken: {
    sv: "För program som inte själva kan hämta nycklar. Den gäller tills den återkallas.",
    en: "For programs that can't fetch tokens themselves. It is valid until it is revoked.",
  },
  hasStaticToken: {
    sv: "Applikationen har en fast nyckel, som gäller tills den återkallas.",
    en: "The application has a static token, which is valid until it is revoked.",
  },
  makeStaticToken: { sv: "Skapa fast nyckel", en: "Make a static token" },
  replace: { sv: "Byt fast nyckel", en: "Replace the static token" },
  replaceTitle: { sv: "Byta fast nyckel?", en: "Replace the static token?" },
  replaceText: {
    sv: "Den gamla nyckeln slutar gälla genast.",
    en: "The old token stops working at once.",
  },
  revoke: { sv: "Återkalla", en: "Revoke" },
  revokeTitle: { sv: "Återkalla nyckeln?", en: "Revoke the token?" },
  revokeText: {
    sv: "Den som använder nyckeln kommer inte åt API:et längre.",
    en: "Whoever uses the token can no longer reach the API.",
  },
} satisfies Texts;

export const responsibleTexts = {
  title: { sv: "Den ansvariga har slutat", en: "The responsible user has left" },
  text: {
    sv: "{name} slutade {day}. Applikationen fungerar som förut, och det den gör står fortfarande i den personens namn. Välj en annan ansvarig.",
    en: "{name} left on {day}. The application works as before, and what it does is still recorded in that person's name. Choose somebody else.",
  },
} satisfies Texts;

export const tokenTexts = {
  title: { sv: "Gällande nycklar", en: "Valid tokens" },
  none: { sv: "Inga nycklar gäller just nu.", en: "No token is valid right now." },
  fetched: { sv: "Hämtad", en: "Fetched" },
  expires: { sv: "Gäller till", en: "Valid until" },
  never: { sv: "Tills den återkallas", en: "Until it is revoked" },
  revokeOne: { sv: "Återkalla nyckeln från {when}", en: "Revoke the token from {when}" },
} satisfies Texts;

export const countTexts = {
  title: { sv: "Antal anrop", en: "Number of requests" },
  text: {
    sv: "Varje besvarat anrop räknas, men inte hämtning av nycklar eller anrop utan giltig nyckel.",
    en: "Every answered request is counted, but not the fetching of tokens, nor requests without a valid token.",
  },
  span: { sv: "Per", en: "By" },
  days: { sv: "Dagar", en: "Days" },
  hours: { sv: "Timmar", en: "Hours" },
  none: { sv: "Inga anrop har räknats.", en: "No requests have been counted." },
  when: { sv: "När", en: "When" },
  requests: { sv: "Anrop", en: "Requests" },
  succeeded: { sv: "Lyckade", en: "Succeeded" },
  clientErrors: { sv: "Fel i anropet (4xx)", en: "Client errors (4xx)" },
  serverErrors: { sv: "Fel i servern (5xx)", en: "Server errors (5xx)" },
} satisfies Texts;

export const usageTexts = {
  title: { sv: "Användning", en: "Usage" },
  text: {
    sv: "De senaste anropen, de nyaste först.",
    en: "The latest requests, newest first.",
  },
  sample: {
    sv: "Det kom för många anrop på en gång för att visa alla. Där det står ”1 av 12” är anropet ett av tolv; alla är räknade ovan.",
    en: "Too many requests came at once to show them all. Where it says “1 of 12”, the request is one of twelve; all are counted above.",
  },
  oneOf: { sv: "1 av {n}", en: "1 of {n}" },
  none: { sv: "Inga anrop.", en: "No requests." },
  time: { sv: "Tid", en: "Time" },
  request: { sv: "Anrop", en: "Request" },
  answer: { sv: "Svar", en: "Answer" },
  duration: { sv: "Tid (ms)", en: "Time (ms)" },
  address: { sv: "Från", en: "From" },
  which: { sv: "Vilka anrop", en: "Which requests" },
  failed: { sv: "Misslyckade", en: "Failed" },
  succeeded: { sv: "Lyckade", en: "Succeeded" },
} satisfies Texts;
