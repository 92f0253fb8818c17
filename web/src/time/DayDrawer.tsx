// One day of one user: the reports with all that belongs to them, and what can be done.
import { Box, Divider, Drawer, Group, Text } from "@mantine/core";
import type { UserDay, UserDays } from "../client/types";
import { useFormat } from "../format/values";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { DayReports } from "./DayReports";
import { DaysActions } from "./DaysActions";
import { actionsFor } from "./days";
import { statusOf } from "./look";
import { StatusMark } from "./StatusMark";
import { dayTexts } from "./texts";

interface Props {
  user: UserDays | null;
  day: UserDay | null;
  onClose: () => void;
}

export function DayDrawer({ user, day, onClose }: Props) {
  const say = useSay();
  const format = useFormat();
  return (
    <Drawer
      opened={user !== null && day !== null}
      onClose={onClose}
      position="right"
      size="lg"
      title={user && day ? `${user.name}, ${format.longDay(day.date)}` : ""}
      closeButtonProps={{ "aria-label": say(common.close) }}
    >
      {user && day && (
        <>
          <Group justify="space-between" mb="sm">
            <Text>
              {say(dayTexts.hoursOf, {
                reported: format.hours(day.reportedHours),
                scheduled: format.hours(day.scheduledHours),
              })}
            </Text>
            <StatusMark status={statusOf(day)} />
          </Group>
          <DayFacts day={day} />
          <DaysActions
            actions={actionsFor([day], user.canAttest)}
            span={{ from: day.date, to: day.date }}
            users={() => [user.userId]}
            nameOf={() => user.name}
            size="xs"
          />
          <Divider my="md" />
          <DayReports userId={user.userId} day={day.date} />
        </>
      )}
    </Drawer>
  );
}

function DayFacts({ day }: { day: UserDay }) {
  const say = useSay();
  const format = useFormat();
  const facts = [
    day.lockedDate && say(dayTexts.locked, { when: format.instant(day.lockedDate) }),
    day.attestedDate && say(dayTexts.attested, { when: format.instant(day.attestedDate) }),
    day.returnedDate &&
      say(dayTexts.returned, {
        when: format.instant(day.returnedDate),
        comment: day.returnComment ?? "",
      }),
  ].filter(Boolean);
  return (
    <Box mb="sm">
      {facts.map((fact) => (
        <Text key={fact} size="sm" c="dimmed">
          {fact}
        </Text>
      ))}
    </Box>
  );
}
