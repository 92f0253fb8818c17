// The two languages of the pages. A text stands where it is used, in both of them at once.
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from "react";

export type Language = "sv" | "en";
export type Text = Readonly<Record<Language, string>>;
export type Texts = Readonly<Record<string, Text>>;
export type Values = Readonly<Record<string, string | number>>;
export type Say = (text: Text, values?: Values) => string;

const KEPT = "glimt-language";

/** Fills `{name}`; of `one day|{n} days` the second part is for every n but 1. */
export function fill(text: string, values: Values = {}) {
  const parts = text.split("|");
  const part = parts.length > 1 && values.n !== 1 ? parts[1] : parts[0];
  return (part ?? "").replace(/\{(\w+)\}/g, (mark, name) => String(values[name] ?? mark));
}

function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (kept === "sv" || kept === "en") return kept;
  return navigator.language.toLowerCase().startsWith("sv") ? "sv" : "en";
}

interface Choice {
  language: Language;
  setLanguage: (language: Language) => void;
  say: Say;
}

const Context = createContext<Choice | null>(null);

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choice = useMemo<Choice>(
    () => ({
      language,
      setLanguage(next) {
        localStorage.setItem(KEPT, next);
        setLanguage(next);
      },
      say: (text, values) => fill(text[language], values),
    }),
    [language],
  );
  return <Context value={choice}>{children}</Context>;
}

export function useLanguage() {
  const choice = useContext(Context);
  if (!choice) throw new Error("LanguageProvider is missing");
  return choice;
}

export function useSay() {
  return useLanguage().say;
}
