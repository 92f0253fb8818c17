// A name after its colour, when it has one.
import { ColorSwatch, Group } from "@mantine/core";

export function Colored({ name, color }: { name: string; color?: string | null | undefined }) {
  if (!color) return name;
  return (
    <Group gap={6} wrap="nowrap">
      <ColorSwatch color={color} size={12} style={{ flexShrink: 0 }} />
      <span>{name}</span>
    </Group>
  );
}
