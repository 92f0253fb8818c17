// Who was let in, and who was not; the newest first.
import { Badge, Button, Group, Paper, Select, SimpleGrid, Stack, Text } from "@mantine/core";
import { DownloadIcon } from "@radix-ui/react-icons";
import { LogFrame, SpanFields } from "../audit/LogParts";
import { useLog } from "../audit/useLog";
import { listPath } from "../client/lists";
import type { SecurityEvent } from "../client/types";
import { Page } from "../components/Page";
import { SearchField } from "../components/SearchField";
import { useFormat } from "../format/values";
import { useLanguage, useSay } from "../language/language";
import { labels } from "../registries/fields";
import { ReferenceField } from "../registries/ReferenceField";
import type { Named } from "../registries/values";
import { kinds, kindWords, outcomeWords } from "../security/words";

const texts = {
  title: { sv: "Säkerhetslogg", en: "Security log" },
  intro: {
    sv: "Vem som har släppts in eller nekats, och vem som har ändrat vad andra får göra. Det nyaste först.",
    en: "Who was let in or refused, and who changed what others may do. Newest first.",
  },
  kind: { sv: "Händelse", en: "Event" },
  outcome: { sv: "Utfall", en: "Outcome" },
  application: { sv: "API-applikation", en: "API application" },
  address: { sv: "IP-adress", en: "IP address" },
  download: { sv: "Ladda ned", en: "Download" },
  times: { sv: "{n} gånger", en: "{n} times" },
  about: { sv: "{who}, gäller {about}", en: "{who}, about {about}" },
  span: { sv: "{from} till {to}", en: "{from} to {to}" },
  server: { sv: "Servern eller kommandoraden", en: "The server or the command line" },
  several: { sv: "Flera", en: "Several" },
  severalAddresses: { sv: "flera adresser", en: "several addresses" },
};

const SEVERAL = "*";

interface Asked {
  kind: string | null;
  outcome: string | null;
  user: Named | null;
  application: Named | null;
  address: string;
  from: string;
  to: string;
}

const NOTHING: Asked = {
  kind: null,
  outcome: null,
  user: null,
  application: null,
  address: "",
  from: "",
  to: "",
};

function Filters({ asked, onChange }: { asked: Asked; onChange: (part: Partial<Asked>) => void }) {
  const { say, language } = useLanguage();
  const chosen = kinds
    .map((value) => ({ value, label: say(kindWords[value]) }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
  const outcomes = Object.entries(outcomeWords).map(([value, label]) => ({
    value,
    label: say(label),
  }));
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm" mb="md">
      <Select
        label={say(texts.kind)}
        data={chosen}
        value={asked.kind}
        onChange={(kind) => onChange({ kind })}
        clearable
        searchable
      />
      <Select
        label={say(texts.outcome)}
        data={outcomes}
        value={asked.outcome}
        onChange={(outcome) => onChange({ outcome })}
        clearable
      />
      <ReferenceField
        to="users"
        label={say(labels.user)}
        value={asked.user}
        onChange={(user) => onChange({ user })}
      />
      <ReferenceField
        to="applications"
        label={say(texts.application)}
        value={asked.application}
        onChange={(application) => onChange({ application })}
      />
      <SpanFields span={asked} onChange={onChange} />
    </SimpleGrid>
  );
}

function useWho() {
  const say = useSay();
  return ({ user, application, aboutUser, aboutApplication, address }: SecurityEvent) => {
    const nobody = address === SEVERAL ? texts.several : texts.server;
    const who = user?.name ?? application?.name ?? say(nobody);
    const about = aboutApplication ?? (aboutUser?.id === user?.id ? null : aboutUser);
    return about ? say(texts.about, { who, about: about.name ?? "" }) : who;
  };
}

function Event({ event }: { event: SecurityEvent }) {
  const say = useSay();
  const format = useFormat();
  const who = useWho();
  const from = format.exactInstant(event.time);
  const to = format.exactInstant(event.lastTime);
  const address = event.address === SEVERAL ? say(texts.severalAddresses) : event.address;
  return (
    <Paper withBorder px="md" py="xs" component="li">
      <Group justify="space-between" gap={4}>
        <Group gap="xs">
          <Text size="sm" fw={600}>
            {say(kindWords[event.kind])}
          </Text>
          {event.outcome === "refused" && (
            <Badge variant="light" color="red" c="var(--mantine-color-text)" tt="none">
              {say(outcomeWords.refused)}
            </Badge>
          )}
          {event.times > 1 && (
            <Badge variant="default" tt="none">
              {say(texts.times, { n: format.number(event.times) })}
            </Badge>
          )}
        </Group>
        <Text size="sm" c="dimmed">
          {from === to ? from : say(texts.span, { from, to })}
        </Text>
      </Group>
      <Text size="sm" style={{ overflowWrap: "anywhere" }}>
        {[who(event), address].filter(Boolean).join(" · ")}
      </Text>
    </Paper>
  );
}

export default function SecurityLog() {
  const say = useSay();
  const { asked, change, query, list, setPage } = useLog<SecurityEvent, Asked>(
    "SecurityEvents",
    NOTHING,
    ({ user, application, ...plain }) => ({
      ...plain,
      userId: user?.id,
      applicationId: application?.id,
    }),
  );
  return (
    <Page title={say(texts.title)} intro={say(texts.intro)} width={1000}>
      <Group mb="sm" justify="space-between">
        <SearchField
          label={say(texts.address)}
          value={asked.address}
          onChange={(address) => change({ address: address.trim() })}
        />
        <Button
          component="a"
          href={`/admin/v1/${listPath("SecurityEvents/Export", query)}`}
          download
          variant="default"
          leftSection={<DownloadIcon />}
        >
          {say(texts.download)}
        </Button>
      </Group>
      <Filters asked={asked} onChange={change} />
      <LogFrame list={list} onPage={setPage}>
        <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: "none" }}>
          {list.data?.items.map((event) => (
            <Event key={event.id} event={event} />
          ))}
        </Stack>
      </LogFrame>
    </Page>
  );
}
