// The entries of the settings, as the sidebar and, on a phone, as pages of their own.
import { NavLink } from "@mantine/core";
import { ChevronRightIcon } from "@radix-ui/react-icons";
import { useEffect } from "react";
import { Link, useLocation } from "wouter";
import { type Language, useLanguage } from "../language/language";
import { type Entry, settingsEntries } from "./navigation";

function sorted(entries: readonly Entry[], language: Language) {
  return [...entries].sort((a, b) => a.label[language].localeCompare(b.label[language], language));
}

interface Props {
  /** Only what stands under this entry. */
  under?: Entry;
  onChosen?: () => void;
}

export function SettingsMenu({ under, onChosen }: Props) {
  const { language } = useLanguage();
  const [location] = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: each page has another entry
  useEffect(() => {
    document.querySelector('nav [aria-current="page"]')?.scrollIntoView({ block: "nearest" });
  }, [location]);
  const isIn = (entry: Entry) =>
    location === entry.address || location.startsWith(`${entry.address}/`);
  const link = (entry: Entry, isChild: boolean) => (
    <NavLink
      key={entry.address}
      component={Link}
      href={entry.address}
      label={entry.label[language]}
      active={isIn(entry) && !entry.children}
      {...(isIn(entry) && !entry.children ? { "aria-current": "page" as const } : {})}
      variant="light"
      pl={isChild ? 28 : 12}
      py={isChild ? 6 : 8}
      style={{ borderRadius: "var(--mantine-radius-md)" }}
      {...(entry.children && !isIn(entry)
        ? { rightSection: <ChevronRightIcon aria-hidden /> }
        : {})}
      {...(onChosen && !entry.children ? { onClick: onChosen } : {})}
    />
  );
  if (under) return sorted(under.children ?? [], language).map((entry) => link(entry, false));
  return settingsEntries.map((entry) => (
    <div key={entry.address}>
      {link(entry, false)}
      {entry.children &&
        isIn(entry) &&
        sorted(entry.children, language).map((child) => link(child, true))}
    </div>
  ));
}
