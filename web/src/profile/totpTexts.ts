import type { Texts } from "../language/language";

export const totpTexts = {
  title: { sv: "Tvåstegsverifiering", en: "Two-step sign-in" },
  isOn: {
    sv: "På. Utöver lösenordet behövs en kod från din app.",
    en: "On. A code from your app is needed as well as the password.",
  },
  isOff: {
    sv: "Av. Slå på den, så räcker det inte att någon känner till ditt lösenord.",
    en: "Off. Turn it on, and your password alone is no longer enough to sign in.",
  },
  isDemanded: {
    sv: "På. Utöver lösenordet behövs en kod från din app. Företaget kräver det av alla.",
    en: "On. A code from your app is needed as well as the password. The company requires it for everybody.",
  },
  renew: { sv: "Byt app eller koder", en: "Change app or codes" },
  begin: { sv: "Slå på", en: "Turn on" },
  turnOn: { sv: "Slå på", en: "Turn on" },
  turnOff: { sv: "Slå av", en: "Turn off" },
  goOn: { sv: "Fortsätt", en: "Continue" },
  scan: {
    sv: "Läs av koden med en app för engångskoder, eller skriv in nyckeln i den. Ange sedan koden som appen visar.",
    en: "Scan this with an app for one-time codes, or type the key into it. Then enter the code that it shows.",
  },
  qrCode: { sv: "QR-kod för din app", en: "QR code for your app" },
  key: { sv: "Nyckel", en: "Key" },
  codeOfApp: { sv: "Kod från appen", en: "Code from the app" },
  codeHint: {
    sv: "Koden byts var 30:e sekund och kan användas en gång.",
    en: "The code changes every 30 seconds and works once.",
  },
  recovery: {
    sv: "Spara återställningskoderna på ett säkert ställe. De visas bara nu. Var och en ersätter en kod en gång om du blir av med telefonen.",
    en: "Keep the recovery codes in a safe place. They are shown only now. Each replaces a code once if you lose your phone.",
  },
  allCodes: { sv: "Alla koder", en: "All codes" },
  kept: { sv: "Jag har sparat dem", en: "I have saved them" },
} satisfies Texts;
