// The state of a day as a small label.
import { Badge } from "@mantine/core";
import { useSay } from "../language/language";
import "./grid.css";
import { looks, type ShownStatus } from "./look";
import { statusTexts } from "./texts";

export function StatusMark({ status }: { status: ShownStatus }) {
  const say = useSay();
  const { color, Mark } = looks[status];
  return (
    <Badge
      className="status-mark"
      data-status={status}
      color={color}
      variant="light"
      tt="none"
      leftSection={<Mark width={12} height={12} aria-hidden />}
    >
      {say(statusTexts[status])}
    </Badge>
  );
}
