// What is said where passwords, codes, sessions and secrets are asked about, in each language.
export const asked = {
  "sv-SE": {
    everybody: "Tvåstegsverifiering för alla",
    demand: "Kräv av alla",
    password: "Lösenord",
    goOn: "Fortsätt",
    key: "Nyckel",
    code: "Kod från appen",
    turnOn: "Slå på",
    kept: "Jag har sparat dem",
    end: /^Logga ut Chrome/,
    rotate: "Byt hemlighet",
    left: "Den ansvariga har slutat",
  },
  "en-GB": {
    everybody: "Two-step sign-in for everybody",
    demand: "Require for everybody",
    password: "Password",
    goOn: "Continue",
    key: "Key",
    code: "Code from the app",
    turnOn: "Turn on",
    kept: "I have saved them",
    end: /^Sign out Chrome/,
    rotate: "Replace the secret",
    left: "The responsible user has left",
  },
};
