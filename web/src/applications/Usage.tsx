// What an application asked for, and how it was answered.
import { Badge, Code, Group, SegmentedControl, Table, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { readPage } from "../client/lists";
import type { UsageEntry } from "../client/types";
import { Pager } from "../components/Pager";
import { Panel } from "../components/Panel";
import { ProblemNotice } from "../components/ProblemNotice";
import { WideTable } from "../components/WideTable";
import { useFormat } from "../format/values";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { usageTexts as texts } from "./texts";

type Which = "all" | "failed" | "succeeded";

function colorOf(status: number) {
  if (status >= 500) return "red";
  return status >= 400 ? "orange" : "teal";
}

export function UsagePanel({ applicationId }: { applicationId: number }) {
  const say = useSay();
  const [which, setWhich] = useState<Which>("all");
  const [page, setPage] = useState(1);
  const filters = which === "all" ? {} : { failed: which === "failed" };
  const entries = useQuery({
    queryKey: ["usage", applicationId, which, page],
    queryFn: ({ signal }) =>
      readPage<UsageEntry>(
        `Applications/${applicationId}/UsageEntries`,
        { page, filters, sortBy: "time", sortOrder: "descending" },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  const choose = (next: string) => {
    setWhich(next as Which);
    setPage(1);
  };
  return (
    <Panel
      title={say(texts.title)}
      text={say(texts.text)}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={say(texts.which)}
          value={which}
          onChange={choose}
          data={[
            { value: "all", label: say(common.all) },
            { value: "failed", label: say(texts.failed) },
            { value: "succeeded", label: say(texts.succeeded) },
          ]}
        />
      }
    >
      <ProblemNotice fault={entries.error} onRetry={() => void entries.refetch()} />
      {entries.data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {say(texts.none)}
        </Text>
      )}
      {entries.data?.items.some((entry) => entry.oneOf > 1) && (
        <Text size="sm" mb="xs">
          {say(texts.sample)}
        </Text>
      )}
      {entries.data && entries.data.items.length > 0 && <Entries entries={entries.data.items} />}
      {entries.data && <Pager list={entries.data} onPage={setPage} />}
    </Panel>
  );
}

function Entries({ entries }: { entries: readonly UsageEntry[] }) {
  const say = useSay();
  const format = useFormat();
  return (
    <WideTable minWidth={640}>
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say(texts.time)}</Table.Th>
            <Table.Th>{say(texts.request)}</Table.Th>
            <Table.Th>{say(texts.answer)}</Table.Th>
            <Table.Th ta="right">{say(texts.duration)}</Table.Th>
            <Table.Th>{say(texts.address)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {entries.map((entry) => (
            <Table.Tr key={entry.id}>
              <Table.Td style={{ whiteSpace: "nowrap" }}>
                {format.exactInstant(entry.time)}
              </Table.Td>
              <Table.Td>
                <Group gap={6} wrap="nowrap">
                  <Text size="xs" fw={700}>
                    {entry.method}
                  </Text>
                  <Code style={{ overflowWrap: "anywhere" }}>{entry.path}</Code>
                  {entry.oneOf > 1 && (
                    <Badge variant="default" style={{ flexShrink: 0 }}>
                      {say(texts.oneOf, { n: format.number(entry.oneOf) })}
                    </Badge>
                  )}
                </Group>
              </Table.Td>
              <Table.Td>
                <Badge variant="light" c="var(--mantine-color-text)" color={colorOf(entry.status)}>
                  {entry.status}
                </Badge>
              </Table.Td>
              <Table.Td ta="right">{format.hours(entry.durationMicroseconds / 1000)}</Table.Td>
              <Table.Td>{entry.address}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}
