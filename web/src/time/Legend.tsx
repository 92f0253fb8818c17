// What the marks in the grid mean.
import { Group } from "@mantine/core";
import { looks, type ShownStatus } from "./look";
import { StatusMark } from "./StatusMark";

export function Legend() {
  return (
    <Group gap="xs" mt="sm">
      {(Object.keys(looks) as ShownStatus[]).map((status) => (
        <StatusMark key={status} status={status} />
      ))}
    </Group>
  );
}
