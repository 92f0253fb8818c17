// Buttons that lock, attest and so on; asks for a comment where one is needed, and tells how it went.
import { Button, Group } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { DaysResult, SkippedDay } from "../client/types";
import { ProblemNotice } from "../components/ProblemNotice";
import type { Span } from "../format/days";
import { type Say, useSay } from "../language/language";
import { useAsk } from "../shell/asking";
import { useNotify } from "../shell/notices";
import { useDaysAction } from "./days";
import { ReturnDialog } from "./ReturnDialog";
import { notable, Skipped } from "./Skipped";
import { actionTexts, type DayAction, resultTexts as texts } from "./texts";

function summary(result: DaysResult, say: Say) {
  if (result.changedDays + result.changedReports === 0) return say(texts.nothing);
  return say(texts.done, {
    days: say(texts.days, { n: result.changedDays }),
    reports: say(texts.reports, { n: result.changedReports }),
  });
}

interface Props {
  actions: readonly DayAction[];
  span: Span;
  /** Whose days; asked when a button is pressed. */
  users: () => readonly number[] | Promise<readonly number[]>;
  /** For sentences about those that were skipped. */
  nameOf?: (userId: number) => string;
  labelOf?: (action: DayAction) => string;
  /** Whether more than one person's days change at once. */
  isBulk?: boolean;
  size?: "xs" | "sm";
  children?: ReactNode;
  onDone?: () => void;
}

export function DaysActions({
  actions,
  span,
  users,
  nameOf,
  labelOf,
  isBulk = false,
  size = "sm",
  children,
  onDone,
}: Props) {
  const say = useSay();
  const askFirst = useAsk();
  const notify = useNotify();
  const acting = useDaysAction();
  const [asked, setAsked] = useState(false);
  const [running, setRunning] = useState<DayAction | null>(null);
  const [skipped, setSkipped] = useState<readonly SkippedDay[]>([]);

  const act = async (action: DayAction, comment?: string) => {
    setRunning(action);
    setSkipped([]);
    try {
      const userIds = await users();
      const done = await acting.mutateAsync({
        action,
        userIds,
        span,
        ...(comment ? { comment } : {}),
      });
      setSkipped(notable(done, action));
      notify(summary(done, say));
      onDone?.();
    } catch {
      // The mutation keeps the problem, which is shown below.
    } finally {
      setRunning(null);
    }
  };
  const begin = async (action: DayAction) => {
    if (action === "Return") return setAsked(true);
    const isUndoing = action === "Unlock" || action === "TakeBack";
    const question = {
      title: `${say(actionTexts[action])}?`,
      text: say(texts.undoing),
      action: say(actionTexts[action]),
    };
    if (isBulk && isUndoing && !(await askFirst(question))) return;
    await act(action);
  };
  return (
    <>
      <Group gap="xs">
        {actions.map((action) => (
          <Button
            key={action}
            size={size}
            variant={
              action === "Attest" || (action === "Lock" && !actions.includes("Attest"))
                ? "filled"
                : "default"
            }
            loading={running === action}
            disabled={running !== null && running !== action}
            onClick={() => void begin(action)}
          >
            {labelOf?.(action) ?? say(actionTexts[action])}
          </Button>
        ))}
        {children}
      </Group>
      <ProblemNotice fault={acting.error} />
      {skipped.length > 0 && (
        <Skipped skipped={skipped} nameOf={nameOf} onClose={() => setSkipped([])} />
      )}
      <ReturnDialog
        isOpen={asked}
        onClose={() => setAsked(false)}
        onReturn={(comment) => {
          setAsked(false);
          void act("Return", comment);
        }}
      />
    </>
  );
}
