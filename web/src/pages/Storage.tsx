// What the company's logs hold, and how long they are kept.
import { Paper, Stack, Table, Text, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type Answer, read } from "../client/request";
import { type AnyRow, useRow, useRowChanged } from "../client/rows";
import type { Storage as Stored } from "../client/types";
import { Page } from "../components/Page";
import { ProblemNotice } from "../components/ProblemNotice";
import { Waiting } from "../components/Waiting";
import { WideTable } from "../components/WideTable";
import { useFormat } from "../format/values";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { EditorForm } from "../registries/EditorForm";
import { settingsFields, storageFields } from "../registries/settings";
import { useEditor } from "../registries/useEditor";
import { useNotify } from "../shell/notices";

const texts = {
  title: { sv: "Lagring", en: "Storage" },
  intro: {
    sv: "Vad företagets loggar rymmer och hur länge det sparas.",
    en: "What the company's logs hold, and how long it is kept.",
  },
  log: { sv: "Logg", en: "Log" },
  entries: { sv: "Poster", en: "Entries" },
  size: { sv: "Storlek", en: "Size" },
  oldest: { sv: "Äldsta posten", en: "Oldest entry" },
  kept: { sv: "Sparas", en: "Kept for" },
  about: { sv: "ungefär {size}", en: "about {size}" },
  days: { sv: "{count} dag|{count} dagar", en: "{count} day|{count} days" },
  daysOfMost: {
    sv: "{count} dag (högst {most})|{count} dagar (högst {most})",
    en: "{count} day (at most {most})|{count} days (at most {most})",
  },
  choose: { sv: "Spara kortare tid", en: "Keep for a shorter time" },
  chooseIntro: {
    sv: "Tomt: så länge som servern sparar. En längre tid än serverns gäller inte. Äldre poster tas bort för gott inom en kvart. Antal anrop per dag sparas i 400 dagar, eller längre om API-anropen gör det.",
    en: "Empty: as long as the server keeps them. A longer time than the server's has no effect. Older entries are deleted for good within a quarter of an hour. Counts of requests per day are kept for 400 days, or longer where the requests are.",
  },
};

const names = {
  audit: { sv: "Händelseloggen", en: "Audit log" },
  changes: { sv: "Ändringsloggen, för program", en: "Change log, for programs" },
  usage: { sv: "API-anrop", en: "API requests" },
  security: { sv: "Säkerhetsloggen", en: "Security log" },
  answers: { sv: "Svar på upprepade API-anrop", en: "Answers to repeated API requests" },
  pageAnswers: {
    sv: "Svar på upprepade anrop från sidorna",
    en: "Answers to repeated page requests",
  },
};

const UNITS = [
  [1e9, "GB"],
  [1e6, "MB"],
  [1e3, "kB"],
] as const;

function useSize() {
  const format = useFormat();
  return (bytes: number) => {
    const [step, unit] = UNITS.find(([size]) => bytes >= size) ?? [1e3, "kB"];
    const value = bytes / step;
    return `${format.number(value < 10 ? Math.ceil(value * 10) / 10 : Math.round(value))} ${unit}`;
  };
}

function Logs({ logs }: { logs: Stored["logs"] }) {
  const say = useSay();
  const format = useFormat();
  const size = useSize();
  return (
    <WideTable minWidth={620}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say(texts.log)}</Table.Th>
            <Table.Th ta="right">{say(texts.entries)}</Table.Th>
            <Table.Th ta="right">{say(texts.size)}</Table.Th>
            <Table.Th>{say(texts.oldest)}</Table.Th>
            <Table.Th>{say(texts.kept)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {logs.map(({ name, entries, byteCount, oldest, days, mostDays }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={500}>
                {say(names[name])}
              </Table.Th>
              <Table.Td ta="right">{format.number(entries)}</Table.Td>
              <Table.Td ta="right" style={{ whiteSpace: "nowrap" }}>
                {say(texts.about, { size: size(byteCount) })}
              </Table.Td>
              <Table.Td>{oldest ? format.instant(oldest) : "–"}</Table.Td>
              <Table.Td>
                {say(days < mostDays ? texts.daysOfMost : texts.days, {
                  n: days,
                  count: format.number(days),
                  most: format.number(mostDays),
                })}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}

function Choice({ answer }: { answer: Answer<AnyRow> }) {
  const say = useSay();
  const notify = useNotify();
  const changed = useRowChanged();
  // The other settings go along as they are, since they are one row.
  const editor = useEditor({
    path: "Settings",
    fields: settingsFields,
    answer,
    onSaved: (next) => {
      notify(say(common.saved));
      void changed("Settings", 1, next);
      void changed("Storage");
    },
  });
  return <EditorForm fields={storageFields} editor={editor} />;
}

export default function Storage() {
  const say = useSay();
  const row = useRow("Settings", 1);
  const stored = useQuery({
    queryKey: ["rows", "Storage"],
    queryFn: ({ signal }) => read<Stored>("Storage", signal),
    staleTime: 0,
  });
  const fault = stored.error ?? row.error;
  return (
    <Page title={say(texts.title)} intro={say(texts.intro)} width={860}>
      {(row.isPending || stored.isPending) && <Waiting />}
      <ProblemNotice
        fault={fault}
        onRetry={() => void Promise.all([stored.refetch(), row.refetch()])}
      />
      <Stack gap="lg">
        {stored.data && (
          <Paper withBorder p="md">
            <Logs logs={stored.data.logs} />
          </Paper>
        )}
        {row.data && (
          <div>
            <Title order={2} size="h4" mb={4}>
              {say(texts.choose)}
            </Title>
            <Text size="sm" c="dimmed" mb="sm">
              {say(texts.chooseIntro)}
            </Text>
            <Choice answer={row.data} />
          </div>
        )}
      </Stack>
    </Page>
  );
}
