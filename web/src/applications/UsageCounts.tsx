// How often an application asked, day by day or hour by hour: every request is counted.
import { SegmentedControl, Table, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { readPage } from "../client/lists";
import type { UsageDay, UsageHour } from "../client/types";
import { Pager } from "../components/Pager";
import { Panel } from "../components/Panel";
import { ProblemNotice } from "../components/ProblemNotice";
import { WideTable } from "../components/WideTable";
import { useFormat } from "../format/values";
import { useSay } from "../language/language";
import { countTexts as texts } from "./texts";

type Span = "days" | "hours";
type Counted = UsageDay | UsageHour;

const lists = { days: "UsageDays", hours: "UsageHours" };
const PAGE_SIZE = 12;

export function UsageCountsPanel({ applicationId }: { applicationId: number }) {
  const say = useSay();
  const [span, setSpan] = useState<Span>("days");
  const [page, setPage] = useState(1);
  const counts = useQuery({
    queryKey: ["usage counts", applicationId, span, page],
    queryFn: ({ signal }) =>
      readPage<Counted>(
        `Applications/${applicationId}/${lists[span]}`,
        { page, pageSize: PAGE_SIZE, sortOrder: "descending" },
        signal,
      ),
    placeholderData: keepPreviousData,
  });
  const choose = (next: string) => {
    setSpan(next as Span);
    setPage(1);
  };
  return (
    <Panel
      title={say(texts.title)}
      text={say(texts.text)}
      actions={
        <SegmentedControl
          size="xs"
          aria-label={say(texts.span)}
          value={span}
          onChange={choose}
          data={[
            { value: "days", label: say(texts.days) },
            { value: "hours", label: say(texts.hours) },
          ]}
        />
      }
    >
      <ProblemNotice fault={counts.error} onRetry={() => void counts.refetch()} />
      {counts.data?.items.length === 0 && (
        <Text size="sm" c="dimmed">
          {say(texts.none)}
        </Text>
      )}
      {counts.data && counts.data.items.length > 0 && <Counts counts={counts.data.items} />}
      {counts.data && <Pager list={counts.data} onPage={setPage} />}
    </Panel>
  );
}

function Counts({ counts }: { counts: readonly Counted[] }) {
  const say = useSay();
  const format = useFormat();
  const numbers = ["requests", "succeeded", "clientErrors", "serverErrors"] as const;
  return (
    <WideTable minWidth={520}>
      <Table verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{say(texts.when)}</Table.Th>
            {numbers.map((number) => (
              <Table.Th key={number} ta="right">
                {say(texts[number])}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {counts.map((count) => (
            <Table.Tr key={count.id}>
              <Table.Td style={{ whiteSpace: "nowrap" }}>
                {"date" in count ? format.day(count.date) : format.instant(count.time)}
              </Table.Td>
              {numbers.map((number) => (
                <Table.Td key={number} ta="right">
                  {format.number(count[number])}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </WideTable>
  );
}
