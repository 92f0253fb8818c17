// The own days of a week, their reports, and handing them in.
import { Accordion, Box, Group, Paper, Text } from "@mantine/core";
import { useSession } from "../client/session";
import type { UserDay } from "../client/types";
import { Page } from "../components/Page";
import { ProblemNotice } from "../components/ProblemNotice";
import { Waiting } from "../components/Waiting";
import { today } from "../format/days";
import { useFormat } from "../format/values";
import { useSay } from "../language/language";
import { DayReports } from "../time/DayReports";
import { DaysActions } from "../time/DaysActions";
import { actionsFor, totals, useUserDays } from "../time/days";
import { statusOf } from "../time/look";
import { PeriodChoice, spanOf } from "../time/PeriodChoice";
import { StatusMark } from "../time/StatusMark";
import { type DayAction, dayTexts } from "../time/texts";
import { usePeriod } from "../time/usePeriod";

const texts = {
  title: { sv: "Min tid", en: "My time" },
  sum: { sv: "Summa", en: "Total" },
  lockWeek: { sv: "Lås veckan", en: "Lock the week" },
  unlockWeek: { sv: "Lås upp veckan", en: "Unlock the week" },
  lockDay: { sv: "Lås dagen", en: "Lock the day" },
  unlockDay: { sv: "Lås upp dagen", en: "Unlock the day" },
};

function DayRow({ day, userId }: { day: UserDay; userId: number }) {
  const say = useSay();
  const format = useFormat();
  const span = { from: day.date, to: day.date };
  const labels: Partial<Record<DayAction, string>> = {
    Lock: say(texts.lockDay),
    Unlock: say(texts.unlockDay),
  };
  return (
    <Accordion.Item value={day.date}>
      <Accordion.Control>
        <Group justify="space-between" wrap="nowrap" gap="sm">
          <Box miw={0}>
            <Text fw={day.date === today() ? 700 : 500}>{format.longDayAlone(day.date)}</Text>
            <Text size="sm" c="dimmed">
              {say(dayTexts.hoursOf, {
                reported: format.hours(day.reportedHours),
                scheduled: format.hours(day.scheduledHours),
              })}
            </Text>
          </Box>
          <StatusMark status={statusOf(day)} />
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        {day.returnedDate && !day.lockedDate && (
          <Text size="sm" c="var(--mantine-color-error)" mb="sm">
            {say(dayTexts.returned, {
              when: format.instant(day.returnedDate),
              comment: day.returnComment ?? "",
            })}
          </Text>
        )}
        <DayReports userId={userId} day={day.date} />
        <Box mt="sm">
          <DaysActions
            actions={actionsFor([day], false)}
            span={span}
            users={() => [userId]}
            labelOf={(action) => labels[action] ?? ""}
            size="xs"
          />
        </Box>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

export default function MyTime() {
  const say = useSay();
  const format = useFormat();
  const session = useSession();
  const userId = session.user.id;
  const { day, setDay } = usePeriod();
  const span = spanOf("week", day);
  const list = useUserDays(span, { userIds: [userId] }, 1);
  const days = list.data?.items[0]?.dates ?? [];
  const sum = totals(days);
  const labels: Partial<Record<DayAction, string>> = {
    Lock: say(texts.lockWeek),
    Unlock: say(texts.unlockWeek),
  };
  return (
    <Page title={say(texts.title)} width={820}>
      <Group justify="space-between" mb="md" gap="sm">
        <PeriodChoice kind="week" day={day} onChange={setDay} />
      </Group>
      <ProblemNotice fault={list.error} onRetry={() => void list.refetch()} />
      {list.isPending && <Waiting />}
      {list.data && (
        <>
          <Accordion key={span.from} multiple variant="separated" chevronPosition="left" order={2}>
            {days.map((one) => (
              <DayRow key={one.date} day={one} userId={userId} />
            ))}
          </Accordion>
          <Paper p="md" mt="sm" withBorder>
            <Group justify="space-between" gap="sm">
              <Text fw={650}>
                {say(texts.sum)}:{" "}
                {say(dayTexts.hoursOf, {
                  reported: format.hours(sum.reported),
                  scheduled: format.hours(sum.scheduled),
                })}
              </Text>
              <DaysActions
                actions={actionsFor(days, false)}
                span={span}
                users={() => [userId]}
                labelOf={(action) => labels[action] ?? ""}
              />
            </Group>
          </Paper>
        </>
      )}
    </Page>
  );
}
