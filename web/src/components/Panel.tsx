// A part of a page with a heading of its own.
import { Box, Group, Paper, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";

interface Props {
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}

export function Panel({ title, text, actions, children }: Props) {
  return (
    <Paper withBorder p="md" mt="lg" component="section" aria-label={title}>
      <Group justify="space-between" align="flex-start" gap="sm">
        <Box flex={1} miw={220}>
          <Title order={2} fz={18}>
            {title}
          </Title>
          {text && (
            <Text size="sm" c="dimmed" mt={4} component="div">
              {text}
            </Text>
          )}
        </Box>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children && <Box mt="sm">{children}</Box>}
    </Paper>
  );
}
