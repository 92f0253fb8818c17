// The server says what is wrong in English. Next to a field in a Swedish page stands the same in Swedish.
import type { Language } from "./language";

const OF_FIELD = /^The (?:field (\S+) (.*)|(\S+) field (is required\.))$/;

/** What follows the name of the field, and how it is said in Swedish. */
const predicates: readonly (readonly [RegExp, string])[] = [
  [/^is required\.$/, "Måste fyllas i."],
  [/^must be at most (\d+) characters long\.$/, "Får ha högst $1 tecken."],
  [/^must be at most (\d+) bytes long\.$/, "Är för långt; högst $1 byte."],
  [/^must be a whole number\.$/, "Måste vara ett heltal."],
  [/^is too large a number\.$/, "Är ett för stort tal."],
  [/^must be a number\.$/, "Måste vara ett tal."],
  [/^must be text\.$/, "Måste vara en text."],
  [/^must be between (\S+) and (\S+)\.$/, "Måste vara mellan $1 och $2."],
  [/^must be (\S+) or more\.$/, "Måste vara $1 eller mer."],
  [/^must be one of: (.+)\.$/, "Måste vara något av: $1."],
  [/^must be an array of: (.+)\.$/, "Får bara innehålla: $1."],
  [/^must be an array of words without spaces\.$/, "Får inte ha blanksteg."],
  [/^must be an array of at most (\d+) words\.$/, "Får ha högst $1 delar."],
  [/^must be true or false\.$/, "Måste vara ja eller nej."],
  [/^must be a date.*$/, "Måste vara ett datum, som 2026-01-31."],
  [/^must have at most (\d+) items\.$/, "Får ha högst $1 delar."],
  [/^refers to an? .+ that does not exist\.$/, "Det valda finns inte längre. Välj något annat."],
  [
    /^refers to an? .+ that is no longer active\.$/,
    "Det valda är inte längre aktivt. Välj något annat.",
  ],
  [
    /^must have addresses and blocks, such as .*$/,
    "Skriv adresser eller block, som 192.0.2.7, 192.0.2.0/24 eller 2001:db8::/32.",
  ],
  [
    /^must have origins as browsers write them, such as .*$/,
    "Skriv webbplatser så som webbläsare gör, som https://app.example.com eller http://localhost:5173.",
  ],
  [/^must not be before (the field From|FromDate)\.$/, "Får inte vara före den första dagen."],
  [/^is too large for its price\.$/, "Är för stort för sitt pris."],
];

const whole: Readonly<Record<string, string>> = {
  "The e-mail address or the password is wrong.": "E-postadressen eller lösenordet är fel.",
  "The code is wrong.": "Koden är fel.",
  "The password is wrong.": "Lösenordet är fel.",
  "The password must have at least 10 characters.": "Lösenordet måste ha minst 10 tecken.",
  "The password may have at most 255 characters.": "Lösenordet får ha högst 255 tecken.",
  "The e-mail address may have at most 255 characters.": "E-postadressen får ha högst 255 tecken.",
  "The e-mail address must not have spaces or control characters.":
    "E-postadressen får inte ha blanksteg.",
  "The e-mail address must look like name@example.com.":
    "E-postadressen ska se ut som namn@exempel.se.",
  "The password must not be the e-mail address.": "Lösenordet får inte vara e-postadressen.",
  "The password must not be the same few characters over and over.":
    "Lösenordet får inte vara samma få tecken om och om igen.",
  "The password is among the most common ones, which are tried first.":
    "Lösenordet är ett av de vanligaste, och de prövas först. Välj ett annat.",
  "The password must be more than the word Glimt.": "Lösenordet måste vara mer än ordet Glimt.",
  "The password must be more than the name of the company.":
    "Lösenordet måste vara mer än företagets namn.",
  "The password must be more than the person's name.": "Lösenordet måste vara mer än ditt namn.",
  "The password must be more than parts of the e-mail address.":
    "Lösenordet måste vara mer än delar av e-postadressen.",
  "Too many people are signing in at the moment. Try again soon.":
    "För många loggar in just nu. Försök igen om en liten stund.",
  "Another user signs in with this address.": "En annan användare loggar in med den adressen.",
  "The link is no longer valid.": "Länken gäller inte längre. Be en administratör om en ny.",
  "No secret is waiting for a code.": "Börja om: den hemliga nyckeln gäller inte längre.",
  "The user has left: the end date has passed.": "Användaren har slutat: slutdatumet har passerat.",
  "The sum of the rows is too large.": "Summan av raderna är för stor.",
  "Exactly one of ProjectId, InternalProjectId and AbsenceProjectId must be given.":
    "Välj antingen ett projekt, ett internprojekt eller en frånvaro.",
  "The contact that it refers to must be a company.": "Den valda kontakten måste vara ett företag.",
  "The company is being filled with demo data, and opens when that is done.":
    "Företaget fylls med demodata och öppnas när det är klart.",
  "The company is a mirror of another server: nothing can be changed here until its move is finished.":
    "Företaget är en spegel av en annan server: inget kan ändras här förrän flytten är avslutad.",
  "The server's disk is full, so nothing was stored.":
    "Serverns disk är full, så inget har sparats. Kontakta den som sköter servern.",
  "The server has lost its database, so nothing was stored.":
    "Servern har tappat sin databas, så inget har sparats. Kontakta den som sköter servern.",
  "The server cannot reach its database, so nothing was stored.":
    "Servern når inte sin databas, så inget har sparats. Försök igen om en stund.",
  "The server may only read its database now, so nothing was stored.":
    "Servern får bara läsa sin databas just nu, så inget har sparats. Kontakta den som sköter servern.",
  "A program that reads the database keeps it from being tidied, so nothing was stored.":
    "Ett program som läser databasen hindrar den från att städas, så inget har sparats. Kontakta den som sköter servern.",
  "The server is ending, so nothing was stored.":
    "Servern stängs av, så inget har sparats. Försök igen om en stund.",
  "Another program keeps the database busy, so nothing was stored.":
    "Ett annat program upptar databasen, så inget har sparats. Försök igen om en stund.",
  "The write was made so long ago that nobody knows any more whether it was stored.":
    "Det är så länge sedan att ingen längre vet om det har sparats. Se efter innan du gör om det.",
  "Only administrators may do that.": "Bara administratörer får göra det.",
  "Set up two-step sign-in first.": "Ställ in tvåstegsverifiering först.",
  "The company demands two-step sign-in of everybody.":
    "Företaget kräver tvåstegsverifiering av alla.",
};

const NOT_FOUND = /^The .+ could not be found\.$/;
const DELETED = /^The .+ could not be deleted: (.+) refer to it as their (.+)\.$/;

/** Kinds of rows that may stand in the way of a deletion. */
const plurals: Readonly<Record<string, string>> = {
  activities: "aktiviteter",
  articles: "artiklar",
  contacts: "kontakter",
  equipments: "utrustning",
  projects: "projekt",
  "allowance reports": "traktamenten i tidrapporter",
  "addition reports": "tidtillägg i tidrapporter",
  "equipment reports": "utrustning i tidrapporter",
  "material reports": "material i tidrapporter",
  "task boards": "projekttavlor",
  tasks: "uppgifter",
  "time reports": "tidrapporter",
  "travel reports": "resor i tidrapporter",
  users: "användare",
  applications: "API-applikationer",
  invoices: "fakturor",
  offers: "offerter",
  opportunities: "affärsmöjligheter",
  "payment plans": "betalplaner",
  plannings: "planering",
  "supplier invoices": "leverantörsfakturor",
};

function inSwedish(sentence: string) {
  const found = whole[sentence];
  if (found) return found;
  if (NOT_FOUND.test(sentence)) return "Det finns inte längre. Någon kan ha tagit bort det.";
  const deleted = DELETED.exec(sentence);
  if (deleted) {
    const who = deleted[1] ?? "";
    return `Kan inte tas bort: används av ${plurals[who] ?? who}.`;
  }
  const [, , ofField, , required] = OF_FIELD.exec(sentence) ?? [];
  const predicate = ofField ?? required ?? "";
  for (const [pattern, text] of predicates)
    if (pattern.test(predicate)) return predicate.replace(pattern, text);
  return sentence;
}

export function sayInLanguage(sentence: string, language: Language) {
  return language === "sv" ? inSwedish(sentence) : sentence;
}
