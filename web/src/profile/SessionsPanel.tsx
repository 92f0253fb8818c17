// Where the person is signed in, and signing out there.
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ask, read } from "../client/request";
import { useSignOut } from "../client/session";
import type { SessionRow } from "../client/types";
import { Panel } from "../components/Panel";
import { ProblemNotice } from "../components/ProblemNotice";
import { useFormat } from "../format/values";
import { type Say, useSay } from "../language/language";
import { useAsk } from "../shell/asking";
import { forgetUnsaved } from "../shell/leaving";
import { browserOf } from "./browser";

const texts = {
  title: { sv: "Inloggade enheter", en: "Signed-in devices" },
  everywhere: { sv: "Logga ut överallt", en: "Sign out everywhere" },
  everywhereTitle: { sv: "Logga ut överallt?", en: "Sign out everywhere?" },
  everywhereText: {
    sv: "Du loggas ut på alla enheter, även den här.",
    en: "You will be signed out on all devices, including this one.",
  },
  here: { sv: "Den här enheten", en: "This device" },
  used: { sv: "{address}, senast använd {when}", en: "{address}, last used {when}" },
  signOut: { sv: "Logga ut", en: "Sign out" },
  signOutOf: { sv: "Logga ut {device}", en: "Sign out {device}" },
  unknown: { sv: "Okänd enhet", en: "Unknown device" },
};

function nameOf(row: SessionRow, say: Say) {
  return (row.agent && browserOf(row.agent)) || say(texts.unknown);
}

export function SessionsPanel() {
  const say = useSay();
  const format = useFormat();
  const askFirst = useAsk();
  const queries = useQueryClient();
  const signOut = useSignOut();
  const sessions = useQuery({
    queryKey: ["sessions"],
    queryFn: ({ signal }) => read<{ items: SessionRow[] }>("Me/Sessions", signal),
  });
  const ending = useMutation({
    mutationFn: (id: number) => ask("DELETE", `Me/Sessions/${id}`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["sessions"] }),
  });
  const everywhere = async () => {
    const isSure = await askFirst({
      title: say(texts.everywhereTitle),
      text: say(texts.everywhereText),
      action: say(texts.everywhere),
      isDangerous: true,
    });
    if (!isSure) return;
    forgetUnsaved();
    signOut.mutate("Me/Sessions");
  };
  return (
    <Panel
      title={say(texts.title)}
      actions={
        <Button variant="default" loading={signOut.isPending} onClick={() => void everywhere()}>
          {say(texts.everywhere)}
        </Button>
      }
    >
      <ProblemNotice fault={sessions.error ?? ending.error ?? signOut.error} />
      <Stack gap="sm" component="ul" p={0} m={0} style={{ listStyle: "none" }}>
        {sessions.data?.items.map((row) => (
          <Group key={row.id} component="li" justify="space-between" wrap="nowrap">
            <div>
              <Text fw={550} size="sm">
                {nameOf(row, say)}{" "}
                {row.isCurrent && (
                  <Badge variant="light" size="sm" tt="none">
                    {say(texts.here)}
                  </Badge>
                )}
              </Text>
              <Text size="sm" c="dimmed">
                {say(texts.used, { address: row.address, when: format.instant(row.lastSeen) })}
              </Text>
            </div>
            {!row.isCurrent && (
              <Button
                size="compact-sm"
                variant="default"
                style={{ flexShrink: 0 }}
                aria-label={say(texts.signOutOf, { device: nameOf(row, say) })}
                onClick={() => ending.mutate(row.id)}
              >
                {say(texts.signOut)}
              </Button>
            )}
          </Group>
        ))}
      </Stack>
    </Panel>
  );
}
