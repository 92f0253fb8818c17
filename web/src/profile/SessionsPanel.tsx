// Where the person is signed in, and signing out there.
import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ask, read } from "../client/request";
import { useSignOutEverywhere } from "../client/session";
import type { SessionRow } from "../client/types";
import { Panel } from "../components/Panel";
import { PasswordDialog, type PasswordQuestion } from "../components/PasswordDialog";
import { ProblemNotice } from "../components/ProblemNotice";
import { useFormat } from "../format/values";
import { type Say, useSay } from "../language/language";
import { forgetUnsaved } from "../shell/leaving";
import { browserOf } from "./browser";

const texts = {
  title: { sv: "Inloggade enheter", en: "Signed-in devices" },
  everywhere: { sv: "Logga ut överallt", en: "Sign out everywhere" },
  everywhereTitle: { sv: "Logga ut överallt?", en: "Sign out everywhere?" },
  everywhereText: {
    sv: "Du loggas ut på alla enheter, även den här. Ange ditt lösenord.",
    en: "You will be signed out on all devices, including this one. Enter your password.",
  },
  here: { sv: "Den här enheten", en: "This device" },
  used: { sv: "{address}, senast använd {when}", en: "{address}, last used {when}" },
  signOut: { sv: "Logga ut", en: "Sign out" },
  signOutOf: { sv: "Logga ut {device}", en: "Sign out {device}" },
  oneTitle: { sv: "Logga ut {device}?", en: "Sign out {device}?" },
  oneText: {
    sv: "Enheten måste logga in igen. Ange ditt lösenord.",
    en: "The device has to sign in again. Enter your password.",
  },
  unknown: { sv: "Okänd enhet", en: "Unknown device" },
};

function nameOf(row: SessionRow, say: Say) {
  return (row.agent && browserOf(row.agent)) || say(texts.unknown);
}

export function SessionsPanel() {
  const say = useSay();
  const format = useFormat();
  const queries = useQueryClient();
  const signOutEverywhere = useSignOutEverywhere();
  const [question, setQuestion] = useState<PasswordQuestion | null>(null);
  const sessions = useQuery({
    queryKey: ["sessions"],
    queryFn: ({ signal }) => read<{ items: SessionRow[] }>("Me/Sessions", signal),
  });
  const endOne = (row: SessionRow) => {
    const device = nameOf(row, say);
    setQuestion({
      title: say(texts.oneTitle, { device }),
      text: say(texts.oneText),
      action: say(texts.signOut),
      run: async (password) => {
        await ask("DELETE", `Me/Sessions/${row.id}`, { body: { password } });
        await queries.invalidateQueries({ queryKey: ["sessions"] });
      },
    });
  };
  const everywhere = () =>
    setQuestion({
      title: say(texts.everywhereTitle),
      text: say(texts.everywhereText),
      action: say(texts.everywhere),
      isDangerous: true,
      run: async (password) => {
        await signOutEverywhere(password);
        forgetUnsaved();
      },
    });
  return (
    <Panel
      title={say(texts.title)}
      actions={
        <Button variant="default" onClick={everywhere}>
          {say(texts.everywhere)}
        </Button>
      }
    >
      <ProblemNotice fault={sessions.error} />
      <PasswordDialog question={question} onClose={() => setQuestion(null)} />
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
                onClick={() => endOne(row)}
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
