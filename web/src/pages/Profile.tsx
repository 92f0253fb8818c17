// What belongs to the person: how to sign in, and how the pages look.
import { SimpleGrid, Stack, Text } from "@mantine/core";
import { useSession } from "../client/session";
import { Page } from "../components/Page";
import { Panel } from "../components/Panel";
import { useSay } from "../language/language";
import { PasswordPanel } from "../profile/PasswordPanel";
import { SessionsPanel } from "../profile/SessionsPanel";
import { TotpPanel } from "../profile/TotpPanel";
import { ColorChoice, LanguageChoice } from "../shell/AccountMenu";

const texts = {
  title: { sv: "Profil", en: "Profile" },
  looks: { sv: "Utseende", en: "Appearance" },
  language: { sv: "Språk", en: "Language" },
  colors: { sv: "Färger", en: "Colours" },
};

export default function Profile() {
  const say = useSay();
  const session = useSession();
  return (
    <Page
      title={say(texts.title)}
      intro={`${session.user.name}, ${session.email}, ${session.account.name}`}
      width={720}
    >
      <Panel title={say(texts.looks)}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <Stack gap={4}>
            <Text size="sm">{say(texts.language)}</Text>
            <LanguageChoice />
          </Stack>
          <Stack gap={4}>
            <Text size="sm">{say(texts.colors)}</Text>
            <ColorChoice />
          </Stack>
        </SimpleGrid>
      </Panel>
      <PasswordPanel />
      <TotpPanel />
      <SessionsPanel />
    </Page>
  );
}
