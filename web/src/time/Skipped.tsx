// Which days an action left as they were, and why.
import { Alert, List, Text } from "@mantine/core";
import type { DaysResult, SkippedDay } from "../client/types";
import { useFormat } from "../format/values";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { type DayAction, reasonTexts, resultTexts as texts } from "./texts";

const SHOWN = 10;

/** Days on which there was nothing to do; nobody has to look at them. */
const quiet: ReadonlySet<SkippedDay["reason"]> = new Set([
  "noReports",
  "locked",
  "notLocked",
  "notAttested",
]);

export function notable(result: DaysResult, action: DayAction) {
  return result.skipped.filter(
    ({ reason }) => !quiet.has(reason) && !(action === "Attest" && reason === "attested"),
  );
}

interface Props {
  skipped: readonly SkippedDay[];
  nameOf: ((userId: number) => string) | undefined;
  onClose: () => void;
}

export function Skipped({ skipped, nameOf, onClose }: Props) {
  const say = useSay();
  const format = useFormat();
  return (
    <Alert
      color="orange"
      title={say(texts.skipped, { n: skipped.length })}
      withCloseButton
      onClose={onClose}
      closeButtonLabel={say(common.close)}
      mt="sm"
      w="100%"
      role="status"
    >
      <List size="sm">
        {skipped.slice(0, SHOWN).map((skip) => (
          <List.Item key={`${skip.userId} ${skip.date}`}>
            {[nameOf?.(skip.userId), format.day(skip.date)].filter(Boolean).join(", ")}:{" "}
            {say(reasonTexts[skip.reason])}
          </List.Item>
        ))}
      </List>
      {skipped.length > SHOWN && (
        <Text size="sm">{say(texts.more, { n: skipped.length - SHOWN })}</Text>
      )}
    </Alert>
  );
}
