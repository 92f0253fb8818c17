// The frame of a page: its heading, what can be done, and its contents.
import { Box, Group, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";

interface Props {
  title: string;
  intro?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  width?: number | undefined;
}

export function Page({ title, intro, actions, children, width }: Props) {
  useEffect(() => {
    document.title = `${title} · Glimt`;
  }, [title]);
  return (
    <Box maw={width}>
      <Group justify="space-between" align="flex-end" mb="md" gap="sm">
        <Box>
          <Title order={1} fz={{ base: 24, sm: 28 }}>
            {title}
          </Title>
          {intro && (
            <Text c="dimmed" mt={4}>
              {intro}
            </Text>
          )}
        </Box>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}
