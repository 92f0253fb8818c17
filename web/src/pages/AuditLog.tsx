// Who changed what, the newest first.
import { Accordion, Group, Select, SimpleGrid, Text } from "@mantine/core";
import { Changes } from "../audit/Changes";
import { LogFrame, SpanFields } from "../audit/LogParts";
import type { Change } from "../audit/lines";
import { useLog } from "../audit/useLog";
import { actionWord, actionWords, subjects, subjectWord } from "../audit/words";
import type { AuditEntry } from "../client/types";
import { Page } from "../components/Page";
import { SearchField } from "../components/SearchField";
import { useFormat } from "../format/values";
import { useLanguage, useSay, type Text as Words } from "../language/language";
import { labels } from "../registries/fields";
import { ReferenceField } from "../registries/ReferenceField";
import type { Named } from "../registries/values";

const texts = {
  title: { sv: "Händelselogg", en: "Audit log" },
  intro: { sv: "Vem som har ändrat vad, det nyaste först.", en: "Who changed what, newest first." },
  action: { sv: "Händelse", en: "Action" },
  subject: { sv: "Gäller", en: "Subject" },
  via: { sv: "{who} via {application}", en: "{who} via {application}" },
  nobody: { sv: "Systemet", en: "The system" },
};

interface Asked {
  query: string;
  action: string | null;
  subject: string | null;
  user: Named | null;
  from: string;
  to: string;
}

const NOTHING: Asked = { query: "", action: null, subject: null, user: null, from: "", to: "" };

function Filters({ asked, onChange }: { asked: Asked; onChange: (part: Partial<Asked>) => void }) {
  const { say, language } = useLanguage();
  const options = (list: readonly { value: string; label: Words }[]) =>
    list
      .map(({ value, label }) => ({ value, label: say(label) }))
      .sort((a, b) => a.label.localeCompare(b.label, language));
  const actions = Object.entries(actionWords).map(([value, label]) => ({ value, label }));
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="sm" mb="md">
      <Select
        label={say(texts.action)}
        data={options(actions)}
        value={asked.action}
        onChange={(action) => onChange({ action })}
        clearable
        searchable
      />
      <Select
        label={say(texts.subject)}
        data={options(subjects)}
        value={asked.subject}
        onChange={(subject) => onChange({ subject })}
        clearable
        searchable
      />
      <ReferenceField
        to="users"
        label={say(labels.user)}
        value={asked.user}
        onChange={(user) => onChange({ user })}
      />
      <SpanFields span={asked} onChange={onChange} />
    </SimpleGrid>
  );
}

/** A word that began a label, within a sentence; "API" stays as it is. */
function inSentence(word: string) {
  return /^\p{Lu}\p{Lu}/u.test(word) ? word : word.charAt(0).toLowerCase() + word.slice(1);
}

function Entry({ entry }: { entry: AuditEntry }) {
  const say = useSay();
  const format = useFormat();
  const who = entry.user?.name ?? say(texts.nobody);
  const title = [inSentence(say(subjectWord(entry.subject))), entry.title ?? entry.subjectId]
    .filter(Boolean)
    .join(" ");
  return (
    <Accordion.Item value={String(entry.id)}>
      <Accordion.Control>
        <Group justify="space-between" gap={4}>
          <Text size="sm">
            <Text span fw={600}>
              {say(actionWord(entry.action))}
            </Text>{" "}
            {title}
          </Text>
          <Text size="sm" c="dimmed">
            {entry.application
              ? say(texts.via, { who, application: entry.application.name ?? "" })
              : who}
            {" · "}
            {format.instant(entry.time)}
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        <Changes
          subject={entry.subject}
          action={entry.action}
          changes={entry.changes as unknown as Change[]}
        />
      </Accordion.Panel>
    </Accordion.Item>
  );
}

export default function AuditLog() {
  const say = useSay();
  const { asked, change, list, setPage } = useLog<AuditEntry, Asked>(
    "AuditEntries",
    NOTHING,
    ({ user, ...plain }) => ({ ...plain, userId: user?.id }),
  );
  return (
    <Page title={say(texts.title)} intro={say(texts.intro)} width={1000}>
      <Group mb="sm">
        <SearchField value={asked.query} onChange={(text) => change({ query: text })} />
      </Group>
      <Filters asked={asked} onChange={change} />
      <LogFrame list={list} onPage={setPage}>
        <Accordion multiple chevronPosition="left" order={2} variant="contained">
          {list.data?.items.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </Accordion>
      </LogFrame>
    </Page>
  );
}
