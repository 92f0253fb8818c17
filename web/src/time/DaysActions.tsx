// Buttons that lock, attest and so on; asks for a comment where one is needed, and tells how it went.
import { Alert, Button, Group, List, Modal, Stack, Text, Textarea } from "@mantine/core";
import { type ReactNode, useState } from "react";
import type { DaysResult } from "../client/types";
import { ProblemNotice } from "../components/ProblemNotice";
import type { Span } from "../format/days";
import { useFormat } from "../format/values";
import { common } from "../language/common";
import { type Say, useLanguage } from "../language/language";
import { sayInLanguage } from "../language/sentences";
import { useNotify } from "../shell/notices";
import { useDaysAction } from "./days";
import { actionTexts, type DayAction, resultTexts as texts } from "./texts";

const SKIPPED_SHOWN = 10;

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
  size = "sm",
  children,
  onDone,
}: Props) {
  const { say } = useLanguage();
  const notify = useNotify();
  const acting = useDaysAction();
  const [asked, setAsked] = useState(false);
  const [running, setRunning] = useState<DayAction | null>(null);
  const [result, setResult] = useState<DaysResult | null>(null);

  const act = async (action: DayAction, comment?: string) => {
    setRunning(action);
    setResult(null);
    try {
      const userIds = await users();
      const done = await acting.mutateAsync({
        action,
        userIds,
        span,
        ...(comment ? { comment } : {}),
      });
      if (done.skipped.length > 0) setResult(done);
      notify(summary(done, say));
      onDone?.();
    } catch {
      // The mutation keeps the problem, which is shown below.
    } finally {
      setRunning(null);
    }
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
            onClick={() => (action === "Return" ? setAsked(true) : void act(action))}
          >
            {labelOf?.(action) ?? say(actionTexts[action])}
          </Button>
        ))}
        {children}
      </Group>
      <ProblemNotice fault={acting.error} />
      {result && <Skipped result={result} nameOf={nameOf} onClose={() => setResult(null)} />}
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

function Skipped({
  result,
  nameOf,
  onClose,
}: {
  result: DaysResult;
  nameOf: Props["nameOf"];
  onClose: () => void;
}) {
  const { say, language } = useLanguage();
  const format = useFormat();
  return (
    <Alert
      color="orange"
      title={say(texts.skipped, { n: result.skipped.length })}
      withCloseButton
      onClose={onClose}
      closeButtonLabel={say(common.close)}
      mt="sm"
      role="status"
    >
      <List size="sm">
        {result.skipped.slice(0, SKIPPED_SHOWN).map((skip) => (
          <List.Item key={`${skip.userId} ${skip.date}`}>
            {[nameOf?.(skip.userId), format.day(skip.date)].filter(Boolean).join(", ")}:{" "}
            {sayInLanguage(skip.reason, language)}
          </List.Item>
        ))}
      </List>
      {result.skipped.length > SKIPPED_SHOWN && <Text size="sm">…</Text>}
    </Alert>
  );
}

function ReturnDialog({
  isOpen,
  onClose,
  onReturn,
}: {
  isOpen: boolean;
  onClose: () => void;
  onReturn: (comment: string) => void;
}) {
  const { say } = useLanguage();
  const [comment, setComment] = useState("");
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={say(texts.returnTitle)}
      closeButtonProps={{ "aria-label": say(common.close) }}
      centered
      zIndex={400}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onReturn(comment.trim());
          setComment("");
        }}
      >
        <Stack gap="md">
          <Text size="sm">{say(texts.returnText)}</Text>
          <Textarea
            label={say(texts.comment)}
            required
            autosize
            minRows={3}
            maxLength={255}
            data-autofocus
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {say(common.cancel)}
            </Button>
            <Button type="submit" disabled={!comment.trim()}>
              {say(actionTexts.Return)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
