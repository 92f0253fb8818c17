// Shown while something is fetched; after a moment only, so that quick answers don't flicker.
import { Group, Loader, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { common } from "../language/common";
import { useSay } from "../language/language";

const SOON_MS = 250;

export function Waiting() {
  const say = useSay();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), SOON_MS);
    return () => clearTimeout(timer);
  }, []);
  if (!isLong) return null;
  return (
    <Group justify="center" p="xl" role="status">
      <Loader size="sm" />
      <Text c="dimmed">{say(common.loading)}</Text>
    </Group>
  );
}
