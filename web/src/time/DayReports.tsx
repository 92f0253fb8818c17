// The reports of one user on one day, each with all that belongs to it.
import { Box, Group, Paper, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { readAll } from "../client/lists";
import { read } from "../client/request";
import type { Report, ReportRow } from "../client/types";
import { ProblemNotice } from "../components/ProblemNotice";
import { Waiting } from "../components/Waiting";
import { useFormat } from "../format/values";
import { useSay } from "../language/language";
import { ReportDetails } from "./ReportDetails";
import { reportTexts as texts } from "./reportTexts";

async function readReports(userId: number, day: string, signal: AbortSignal) {
  const filters = { userIds: [userId], from: day, to: day };
  const rows = await readAll<ReportRow>("TimeReports", filters, signal);
  return Promise.all(rows.map((row) => read<Report>(`TimeReports/${row.id}`, signal)));
}

export function DayReports({ userId, day }: { userId: number; day: string }) {
  const say = useSay();
  const reports = useQuery({
    queryKey: ["reports", userId, day],
    queryFn: ({ signal }) => readReports(userId, day, signal),
  });
  if (reports.isPending) return <Waiting />;
  return (
    <Stack gap="sm">
      <ProblemNotice fault={reports.error} onRetry={() => void reports.refetch()} />
      {reports.data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {say(texts.none)}
        </Text>
      )}
      {reports.data?.map((report) => (
        <ReportCard key={report.id} report={report} />
      ))}
    </Stack>
  );
}

function ReportCard({ report }: { report: Report }) {
  const format = useFormat();
  const say = useSay();
  const { project } = report;
  const target = project
    ? `${project.number} ${project.name}`
    : (report.internalProject ?? report.absenceProject)?.name;
  const { clockStart, clockEnd } = report;
  const clock = (clockStart ?? clockEnd) && `${clockStart ?? ""}–${clockEnd ?? ""}`;
  return (
    <Paper withBorder p="sm" component="article" aria-label={target ?? undefined}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Box miw={0}>
          <Text fw={600}>{target}</Text>
          {report.contact && (
            <Text size="sm" c="dimmed">
              {report.contact.name}
            </Text>
          )}
        </Box>
        <Box ta="right">
          <Text fw={650} style={{ whiteSpace: "nowrap" }}>
            {say(texts.hours, { hours: format.hours(report.hours) })}
          </Text>
          {clock && (
            <Text size="sm" c="dimmed" style={{ whiteSpace: "nowrap" }}>
              {clock}
            </Text>
          )}
        </Box>
      </Group>
      {report.comment && (
        <Text size="sm" mt={6} style={{ whiteSpace: "pre-wrap" }}>
          {report.comment}
        </Text>
      )}
      <ReportDetails report={report} />
    </Paper>
  );
}
