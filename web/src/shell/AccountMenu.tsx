// Who is signed in, and what belongs to that person: profile, language, colours, the way out.
import { ActionIcon, Menu, SegmentedControl, Text, useMantineColorScheme } from "@mantine/core";
import { ExitIcon, PersonIcon } from "@radix-ui/react-icons";
import { Link } from "wouter";
import { useSession, useSignOut } from "../client/session";
import { type Language, useLanguage } from "../language/language";
import { useAsk } from "./asking";
import { forgetUnsaved, hasUnsaved } from "./leaving";
import { leavingTexts } from "./texts";

const texts = {
  menu: { sv: "Konto", en: "Account" },
  profile: { sv: "Profil", en: "Profile" },
  signOut: { sv: "Logga ut", en: "Sign out" },
  language: { sv: "Språk", en: "Language" },
  colors: { sv: "Färger", en: "Colours" },
  light: { sv: "Ljust", en: "Light" },
  dark: { sv: "Mörkt", en: "Dark" },
  auto: { sv: "Auto", en: "Auto" },
};

export function LanguageChoice() {
  const { say, language, setLanguage } = useLanguage();
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={say(texts.language)}
      value={language}
      onChange={(next) => setLanguage(next as Language)}
      data={[
        { value: "sv", label: "Svenska" },
        { value: "en", label: "English" },
      ]}
    />
  );
}

export function ColorChoice() {
  const { say } = useLanguage();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      fullWidth
      size="xs"
      aria-label={say(texts.colors)}
      value={colorScheme}
      onChange={(next) => setColorScheme(next as typeof colorScheme)}
      data={[
        { value: "light", label: say(texts.light) },
        { value: "dark", label: say(texts.dark) },
        { value: "auto", label: say(texts.auto) },
      ]}
    />
  );
}

export function AccountMenu() {
  const { say } = useLanguage();
  const session = useSession();
  const signOut = useSignOut();
  const ask = useAsk();
  const leave = async () => {
    const mayGo =
      !hasUnsaved() ||
      (await ask({
        title: say(leavingTexts.title),
        text: say(leavingTexts.text),
        action: say(leavingTexts.leave),
        isDangerous: true,
      }));
    if (!mayGo) return;
    forgetUnsaved();
    signOut.mutate("Session");
  };
  return (
    <Menu position="bottom-end" width={280} trapFocus={false}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="inherit"
          size="lg"
          aria-label={say(texts.menu)}
        >
          <PersonIcon width={20} height={20} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="sm" fw={600} c="var(--mantine-color-text)">
            {session.user.name}
          </Text>
          <Text size="xs" truncate>
            {session.email}
          </Text>
          <Text size="xs">{session.account.name}</Text>
        </Menu.Label>
        <Menu.Item component={Link} href="/admin/profile" leftSection={<PersonIcon />}>
          {say(texts.profile)}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{say(texts.language)}</Menu.Label>
        <LanguageChoice />
        <Menu.Label>{say(texts.colors)}</Menu.Label>
        <ColorChoice />
        <Menu.Divider />
        <Menu.Item leftSection={<ExitIcon />} onClick={() => void leave()}>
          {say(texts.signOut)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
