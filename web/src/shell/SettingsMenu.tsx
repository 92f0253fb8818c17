// The entries of the settings, as the sidebar and, on a phone, as pages of their own.
import { NavLink } from "@mantine/core";
import { ChevronRightIcon } from "@radix-ui/react-icons";
import { Link, useLocation } from "wouter";
import { type Language, useLanguage } from "../language/language";
import { type Entry, settingsEntries } from "./navigation";

function sorted(entries: readonly Entry[], language: Language) {
  return [...entries].sort((a, b) => a.label[language].localeCompare(b.label[language], language));
}

export function SettingsMenu({ onChosen }: { onChosen?: () => void }) {
  const { language } = useLanguage();
  const [location] = useLocation();
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
  return settingsEntries.map((entry) => (
    <div key={entry.address}>
      {link(entry, false)}
      {entry.children &&
        isIn(entry) &&
        sorted(entry.children, language).map((child) => link(child, true))}
    </div>
  ));
}
