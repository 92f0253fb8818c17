// A page before signing in: one card in the middle.
import { Box, Center, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { type ReactNode, useEffect } from "react";
import { useSay } from "../language/language";
import { LanguageChoice } from "../shell/AccountMenu";

const texts = { docs: { sv: "API-dokumentation", en: "API documentation" } };

export function EntrancePage({ title, children }: { title: string; children: ReactNode }) {
  const say = useSay();
  useEffect(() => {
    document.title = `${title} · Glimt`;
  }, [title]);
  return (
    <Center mih="100dvh" p="md" component="main">
      <Box w="100%" maw={400}>
        <Group justify="center" mb="lg" gap="sm">
          <img src="/favicon.svg" alt="" width={36} height={36} />
          <Text fw={700} fz={26}>
            Glimt
          </Text>
        </Group>
        <Paper withBorder shadow="sm" p="lg" radius="lg">
          <Title order={1} fz={22} mb="md">
            {title}
          </Title>
          {children}
        </Paper>
        <Stack mt="lg" gap="sm" align="center">
          <Box w={200}>
            <LanguageChoice />
          </Box>
          <Text component="a" href="/docs" size="sm" c="dimmed">
            {say(texts.docs)}
          </Text>
        </Stack>
      </Box>
    </Center>
  );
}
