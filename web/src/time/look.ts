// How the state of a day looks: a colour and a mark, so that the colour is not all that tells.
import {
  CheckIcon,
  Cross2Icon,
  DashIcon,
  DotFilledIcon,
  DotIcon,
  LockClosedIcon,
  ResetIcon,
} from "@radix-ui/react-icons";
import type { DayStatus, UserDay } from "../client/types";

export type ShownStatus = DayStatus | "returned";

/** A day that came back and was not handed in again. */
export function statusOf(day: UserDay): ShownStatus {
  return day.returnedDate && !day.lockedDate ? "returned" : day.status;
}

export const looks = {
  free: { color: "gray", Mark: DashIcon },
  coming: { color: "gray", Mark: DotIcon },
  missing: { color: "red", Mark: Cross2Icon },
  reported: { color: "yellow", Mark: DotFilledIcon },
  sent: { color: "blue", Mark: LockClosedIcon },
  attested: { color: "teal", Mark: CheckIcon },
  returned: { color: "orange", Mark: ResetIcon },
} as const;
