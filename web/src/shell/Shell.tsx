// The frame around all pages of somebody who is signed in.
import { ActionIcon, AppShell, Box, Burger, Group, NavLink, Text, Title } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { GearIcon } from "@radix-ui/react-icons";
import { type ReactNode, useEffect } from "react";
import { Link, useLocation } from "wouter";
import { useSession } from "../client/session";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { AccountMenu } from "./AccountMenu";
import { type Entry, mainEntries, SETTINGS } from "./navigation";
import { SettingsMenu } from "./SettingsMenu";

const texts = {
  menu: { sv: "Meny", en: "Menu" },
  skip: { sv: "Till innehållet", en: "Skip to content" },
  main: { sv: "Huvudmeny", en: "Main menu" },
};

/** Administrators attest everybody, managers their people. */
export function useMayAttest() {
  const session = useSession();
  return session.isAdministrator || session.isManager;
}

function useMainEntries(): Entry[] {
  const mayAttest = useMayAttest();
  return [mainEntries.days, ...(mayAttest ? [mainEntries.attest] : [])];
}

function TopLinks({ entries }: { entries: readonly Entry[] }) {
  const say = useSay();
  const [location] = useLocation();
  return (
    <Group component="nav" aria-label={say(texts.main)} gap={4} visibleFrom="sm">
      {entries.map((entry) => (
        <NavLink
          key={entry.address}
          component={Link}
          href={entry.address}
          label={say(entry.label)}
          active={location.startsWith(entry.address)}
          w="auto"
          style={{ borderRadius: "var(--mantine-radius-md)" }}
        />
      ))}
    </Group>
  );
}

export function Shell({ children }: { children: ReactNode }) {
  const say = useSay();
  const session = useSession();
  const entries = useMainEntries();
  const [isOpen, { toggle, close }] = useDisclosure();
  const [location] = useLocation();
  const areSettings = location.startsWith(SETTINGS);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top
  useEffect(() => {
    close();
    scrollTo(0, 0);
  }, [location, close]);
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{
        width: 260,
        breakpoint: "sm",
        collapsed: { mobile: !isOpen, desktop: !areSettings },
      }}
      padding={{ base: "sm", sm: "lg" }}
    >
      <a className="skip-link" href="#contents">
        {say(texts.skip)}
      </a>
      <AppShell.Header>
        <Group h="100%" px="md" justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap" miw={0}>
            <Burger
              opened={isOpen}
              onClick={toggle}
              hiddenFrom="sm"
              size="sm"
              aria-label={say(texts.menu)}
              aria-expanded={isOpen}
            />
            <Link href="/admin" style={{ color: "inherit", textDecoration: "none" }}>
              <Group gap={8} wrap="nowrap">
                <img src="/favicon.svg" alt="" width={24} height={24} />
                <Text fw={700}>Glimt</Text>
              </Group>
            </Link>
            <Text c="dimmed" truncate visibleFrom="xs">
              {session.account.name}
            </Text>
            <TopLinks entries={entries} />
          </Group>
          <Group gap="xs" wrap="nowrap">
            {session.isAdministrator && (
              <ActionIcon
                component={Link}
                href={SETTINGS}
                variant={areSettings ? "light" : "subtle"}
                color={areSettings ? "cyan" : "gray"}
                c="inherit"
                size="lg"
                aria-label={say(common.settings)}
              >
                <GearIcon width={20} height={20} />
              </ActionIcon>
            )}
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="sm" style={{ overflowY: "auto" }}>
        <Box hiddenFrom="sm" component="nav" aria-label={say(texts.main)}>
          {entries.map((entry) => (
            <NavLink
              key={entry.address}
              component={Link}
              href={entry.address}
              label={say(entry.label)}
              active={location.startsWith(entry.address)}
              onClick={close}
            />
          ))}
        </Box>
        {session.isAdministrator && (
          <nav aria-label={say(common.settings)}>
            <Title order={2} fz="sm" c="dimmed" px={12} py="xs">
              {say(common.settings)}
            </Title>
            <SettingsMenu onChosen={close} />
          </nav>
        )}
      </AppShell.Navbar>
      <AppShell.Main id="contents" tabIndex={-1}>
        {children}
      </AppShell.Main>
    </AppShell>
  );
}
