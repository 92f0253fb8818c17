// Who is signed in, and what belongs to that person: profile, language, colours, the way out.
import {
  ActionIcon,
  Box,
  Divider,
  NavLink,
  Popover,
  SegmentedControl,
  Stack,
  Text,
  useMantineColorScheme,
} from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ExitIcon, FileTextIcon, PersonIcon } from "@radix-ui/react-icons";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { useSession, useSignOut } from "../client/session";
import { type Language, useLanguage } from "../language/language";
import { useAsk } from "./asking";
import { forgetUnsaved, hasUnsaved } from "./leaving";
import { leavingTexts } from "./texts";

const texts = {
  menu: { sv: "Konto", en: "Account" },
  profile: { sv: "Profil", en: "Profile" },
  licences: { sv: "Licenser", en: "Licences" },
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

function Choice({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box px="xs">
      <Text size="xs" c="dimmed" mb={4}>
        {label}
      </Text>
      {children}
    </Box>
  );
}

export function AccountMenu() {
  const { say } = useLanguage();
  const session = useSession();
  const signOut = useSignOut();
  const ask = useAsk();
  const [isOpen, { open, close, toggle }] = useDisclosure();
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
    close();
    forgetUnsaved();
    signOut.mutate();
  };
  return (
    <Popover
      opened={isOpen}
      onChange={(is) => (is ? open() : close())}
      position="bottom-end"
      width={260}
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          c="inherit"
          size="lg"
          aria-label={say(texts.menu)}
          onClick={toggle}
        >
          <PersonIcon width={20} height={20} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={say(texts.menu)} p="xs">
        <Stack gap="xs">
          <Box px="xs">
            <Text size="sm" fw={600}>
              {session.user.name}
            </Text>
            <Text size="xs" c="dimmed" style={{ overflowWrap: "anywhere" }}>
              {session.email}
            </Text>
            <Text size="xs" c="dimmed">
              {session.account.name}
            </Text>
          </Box>
          <NavLink
            component={Link}
            href="/admin/profile"
            label={say(texts.profile)}
            leftSection={<PersonIcon aria-hidden />}
            onClick={close}
          />
          <Divider />
          <Choice label={say(texts.language)}>
            <LanguageChoice />
          </Choice>
          <Choice label={say(texts.colors)}>
            <ColorChoice />
          </Choice>
          <Divider />
          <NavLink
            component="a"
            href="/licences.txt"
            target="_blank"
            rel="noreferrer"
            label={say(texts.licences)}
            leftSection={<FileTextIcon aria-hidden />}
            onClick={close}
          />
          <NavLink
            component="button"
            label={say(texts.signOut)}
            leftSection={<ExitIcon aria-hidden />}
            onClick={() => void leave()}
          />
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
