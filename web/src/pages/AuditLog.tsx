// Who changed what, the newest first.
import { Accordion, Group, Select, SimpleGrid, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Changes } from "../audit/Changes";
import type { Change } from "../audit/lines";
import { actionWord, actionWords, subjects, subjectWord } from "../audit/words";
import { readPage } from "../client/lists";
import type { AuditEntry } from "../client/types";
import { DateField } from "../components/DateField";
import { Page } from "../components/Page";
import { Pager } from "../components/Pager";
import { ProblemNotice } from "../components/ProblemNotice";
import { SearchField } from "../components/SearchField";
import { Waiting } from "../components/Waiting";
import { useFormat } from "../format/values";
import { common } from "../language/common";
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
      <DateField
        label={say(common.from)}
        value={asked.from}
        onChange={(from) => onChange({ from })}
      />
      <DateField label={say(common.to)} value={asked.to} onChange={(to) => onChange({ to })} />
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
  const [asked, setAsked] = useState(NOTHING);
  const [page, setPage] = useState(1);
  const { query, action, subject, user, from, to } = asked;
  const filters = { query, action, subject, userId: user?.id, from, to };
  const change = (part: Partial<Asked>) => {
    setAsked((before) => ({ ...before, ...part }));
    setPage(1);
  };
  const list = useQuery({
    queryKey: ["rows", "AuditEntries", page, filters],
    queryFn: ({ signal }) =>
      readPage<AuditEntry>(
        "AuditEntries",
        { page, filters, sortBy: "time", sortOrder: "descending" },
        signal,
      ),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return (
    <Page title={say(texts.title)} intro={say(texts.intro)} width={1000}>
      <Group mb="sm">
        <SearchField value={query} onChange={(text) => change({ query: text })} />
      </Group>
      <Filters asked={asked} onChange={change} />
      <ProblemNotice fault={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && <Waiting />}
      {list.data?.items.length === 0 && (
        <Text c="dimmed" py="xl" ta="center">
          {say(common.nothingFound)}
        </Text>
      )}
      <Accordion multiple chevronPosition="left" order={2} variant="contained">
        {list.data?.items.map((entry) => (
          <Entry key={entry.id} entry={entry} />
        ))}
      </Accordion>
      {list.data && <Pager list={list.data} onPage={setPage} />}
    </Page>
  );
}
