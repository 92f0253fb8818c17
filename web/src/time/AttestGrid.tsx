// The grid itself: a row for each user, a column for each day, a button in each cell.
import { Checkbox, Table, Text } from "@mantine/core";
import type { UserDay, UserDays } from "../client/types";
import { daysOf, type Span, today, weekdayOf } from "../format/days";
import { useFormat } from "../format/values";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { totals } from "./days";
import "./grid.css";
import { looks, statusOf } from "./look";
import { dayTexts, statusTexts } from "./texts";

const texts = {
  grid: { sv: "Användarnas dagar", en: "The users' days" },
  user: { sv: "Användare", en: "User" },
  choose: { sv: "Välj {name}", en: "Choose {name}" },
  chooseAll: { sv: "Välj alla på sidan", en: "Choose all on the page" },
  cell: {
    sv: "{name}, {day}: {reported} av {scheduled} timmar, {status}",
    en: "{name}, {day}: {reported} of {scheduled} hours, {status}",
  },
};

interface Props {
  rows: readonly UserDays[];
  span: Span;
  chosen: ReadonlySet<number>;
  onChosen: (chosen: ReadonlySet<number>) => void;
  onOpen: (user: UserDays, day: UserDay) => void;
}

export function AttestGrid({ rows, span, chosen, onChosen, onOpen }: Props) {
  const say = useSay();
  const days = daysOf(span);
  const attestable = rows.filter((row) => row.canAttest);
  const choose = (ids: readonly number[], are: boolean) => {
    const next = new Set(chosen);
    for (const id of ids) are ? next.add(id) : next.delete(id);
    onChosen(next);
  };
  const areAll = attestable.length > 0 && attestable.every((row) => chosen.has(row.userId));
  return (
    <Table.ScrollContainer
      minWidth={days.length > 7 ? 1500 : 760}
      scrollAreaProps={{ type: "auto" }}
    >
      <Table className="attest-grid" aria-label={say(texts.grid)} data-long={days.length > 7}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th className="attest-name">
              <div className="attest-person">
                <Checkbox
                  size="xs"
                  aria-label={say(texts.chooseAll)}
                  checked={areAll}
                  indeterminate={!areAll && chosen.size > 0}
                  onChange={() =>
                    choose(
                      attestable.map((row) => row.userId),
                      !areAll,
                    )
                  }
                />
                <span>{say(texts.user)}</span>
              </div>
            </Table.Th>
            {days.map((day) => (
              <DayHeading key={day} day={day} />
            ))}
            <Table.Th ta="right">{say(common.total)}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <UserRow
              key={row.userId}
              row={row}
              isChosen={chosen.has(row.userId)}
              onChoose={(is) => choose([row.userId], is)}
              onOpen={(day) => onOpen(row, day)}
            />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function DayHeading({ day }: { day: string }) {
  const format = useFormat();
  return (
    <Table.Th
      ta="center"
      data-weekend={weekdayOf(day) > 4}
      {...(day === today() ? { "aria-current": "date" as const } : {})}
    >
      <Text span size="xs" c="dimmed" display="block">
        {format.weekday(day)}
      </Text>
      {format.dayOfMonth(day)}
    </Table.Th>
  );
}

interface RowProps {
  row: UserDays;
  isChosen: boolean;
  onChoose: (is: boolean) => void;
  onOpen: (day: UserDay) => void;
}

function UserRow({ row, isChosen, onChoose, onOpen }: RowProps) {
  const say = useSay();
  const format = useFormat();
  const sum = totals(row.dates);
  return (
    <Table.Tr data-chosen={isChosen}>
      <Table.Th className="attest-name" scope="row">
        <div className="attest-person">
          {row.canAttest && (
            <Checkbox
              size="xs"
              aria-label={say(texts.choose, { name: row.name })}
              checked={isChosen}
              onChange={(event) => onChoose(event.currentTarget.checked)}
            />
          )}
          <span>
            {row.name}
            {row.department && (
              <Text span size="xs" c="dimmed" display="block" fw={400}>
                {row.department.name}
              </Text>
            )}
          </span>
        </div>
      </Table.Th>
      {row.dates.map((day) => (
        <Table.Td key={day.date} p={2}>
          <Cell name={row.name} day={day} onOpen={() => onOpen(day)} />
        </Table.Td>
      ))}
      <Table.Td ta="right" style={{ whiteSpace: "nowrap" }}>
        {say(dayTexts.sum, {
          reported: format.hours(sum.reported),
          scheduled: format.hours(sum.scheduled),
        })}
      </Table.Td>
    </Table.Tr>
  );
}

function Cell({ name, day, onOpen }: { name: string; day: UserDay; onOpen: () => void }) {
  const say = useSay();
  const format = useFormat();
  const status = statusOf(day);
  const { Mark } = looks[status];
  const hours = {
    reported: format.hours(day.reportedHours),
    scheduled: format.hours(day.scheduledHours),
  };
  return (
    <button
      type="button"
      className="attest-cell"
      data-status={status}
      onClick={onOpen}
      aria-label={say(texts.cell, {
        name,
        day: format.longDay(day.date),
        ...hours,
        status: say(statusTexts[status]),
      })}
    >
      <Mark width={12} height={12} aria-hidden />
      <span className="attest-hours">{day.reportedHours ? hours.reported : ""}</span>
      {(day.scheduledHours > 0 || day.reportedHours > 0) && (
        <span className="attest-scheduled">{say(dayTexts.ofHours, hours)}</span>
      )}
    </button>
  );
}
