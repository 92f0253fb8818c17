// Which week or month: back, on, and to the one that it is now.
import { ActionIcon, Button, Group, Text } from "@mantine/core";
import { ChevronLeftIcon, ChevronRightIcon } from "@radix-ui/react-icons";
import { addDays, addMonths, monthOf, type Span, today, weekNumber, weekOf } from "../format/days";
import { useFormat } from "../format/values";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { dayTexts as texts } from "./texts";

export type PeriodKind = "week" | "month";

export function spanOf(kind: PeriodKind, day: string): Span {
  return kind === "week" ? weekOf(day) : monthOf(day);
}

interface Props {
  kind: PeriodKind;
  /** Any day of the period. */
  day: string;
  onChange: (day: string) => void;
}

export function PeriodChoice({ kind, day, onChange }: Props) {
  const say = useSay();
  const format = useFormat();
  const span = spanOf(kind, day);
  const move = (count: number) =>
    onChange(kind === "week" ? addDays(span.from, 7 * count) : addMonths(span.from, count));
  const now = today();
  const isNow = span.from <= now && now <= span.to;
  return (
    <Group gap="xs">
      <ActionIcon
        variant="default"
        size="lg"
        onClick={() => move(-1)}
        aria-label={say(common.previous)}
      >
        <ChevronLeftIcon />
      </ActionIcon>
      <div aria-live="polite">
        <Text fw={650} lh={1.2}>
          {kind === "week" ? say(texts.week, { n: weekNumber(day) }) : format.month(day)}
        </Text>
        {kind === "week" && (
          <Text size="sm" c="dimmed" lh={1.2}>
            {format.span(span)}
          </Text>
        )}
      </div>
      <ActionIcon variant="default" size="lg" onClick={() => move(1)} aria-label={say(common.next)}>
        <ChevronRightIcon />
      </ActionIcon>
      {!isNow && (
        <Button variant="default" size="compact-sm" onClick={() => onChange(now)}>
          {say(kind === "week" ? texts.thisWeek : texts.thisMonth)}
        </Button>
      )}
    </Group>
  );
}
