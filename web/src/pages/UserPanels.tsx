// How a user signs in: an invitation, or no longer.
import { Alert, Button, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ask, read, write } from "../client/request";
import type { AnyRow } from "../client/rows";
import type { InvitationLink, Login } from "../client/types";
import { CopyField } from "../components/CopyField";
import { Panel } from "../components/Panel";
import { ProblemNotice } from "../components/ProblemNotice";
import { type Format, useFormat } from "../format/values";
import { type Say, useSay } from "../language/language";
import { titleOf } from "../registries/titles";
import { useAsk } from "../shell/asking";
import { useNotify } from "../shell/notices";

const texts = {
  title: { sv: "Inloggning", en: "Sign-in" },
  none: { sv: "Användaren kan inte logga in.", en: "The user can't sign in." },
  has: { sv: "Loggar in med {email}.", en: "Signs in as {email}." },
  totp: { sv: "Tvåstegsverifiering är på.", en: "Two-step sign-in is on." },
  noTotp: { sv: "Tvåstegsverifiering är av.", en: "Two-step sign-in is off." },
  last: { sv: "Senast {when}.", en: "Last signed in {when}." },
  invite: { sv: "Skapa inbjudan", en: "Make an invitation" },
  reset: { sv: "Ny länk för lösenord", en: "New password link" },
  link: { sv: "Länk", en: "Link" },
  linkText: {
    sv: "Skicka länken till {name}. Den gäller till {when} och kan användas en gång. Den visas bara nu.",
    en: "Send the link to {name}. It is valid until {when} and works once. It is shown only now.",
  },
  end: { sv: "Ta bort inloggning", en: "Remove login" },
  endTitle: { sv: "Ta bort inloggningen för {name}?", en: "Remove the login of {name}?" },
  endText: {
    sv: "{name} loggas ut överallt och kan inte logga in igen utan ny inbjudan. Användarens uppgifter finns kvar.",
    en: "{name} is signed out everywhere and can't sign in again without a new invitation. The user's data stays.",
  },
  ended: { sv: "Inloggningen är borttagen", en: "The login was removed" },
};

function describe(login: Login, say: Say, format: Format) {
  if (!login.hasLogin) return say(texts.none);
  return [
    say(texts.has, { email: login.email ?? "" }),
    say(login.hasTotp ? texts.totp : texts.noTotp),
    ...(login.lastSignIn ? [say(texts.last, { when: format.instant(login.lastSignIn) })] : []),
  ].join(" ");
}

export default function UserPanels({ row }: { row: AnyRow }) {
  const say = useSay();
  const format = useFormat();
  const askFirst = useAsk();
  const notify = useNotify();
  const queries = useQueryClient();
  const [link, setLink] = useState<InvitationLink | null>(null);
  const name = titleOf(row);
  const key = ["login", row.id];
  const login = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read<Login>(`Users/${row.id}/Login`, signal),
  });
  const inviting = useMutation({
    mutationFn: () => write<InvitationLink>("POST", `Users/${row.id}/Invitation`),
    onSuccess: setLink,
  });
  const ending = useMutation({
    mutationFn: () => ask("DELETE", `Users/${row.id}/Login`),
    onSuccess: () => {
      setLink(null);
      notify(say(texts.ended));
      void queries.invalidateQueries({ queryKey: key });
    },
  });
  const end = async () => {
    const isSure = await askFirst({
      title: say(texts.endTitle, { name }),
      text: say(texts.endText, { name }),
      action: say(texts.end),
      isDangerous: true,
    });
    if (isSure) ending.mutate();
  };
  const hasLogin = login.data?.hasLogin ?? false;
  return (
    <Panel
      title={say(texts.title)}
      text={login.data && describe(login.data, say, format)}
      actions={
        login.data && (
          <>
            <Button
              variant={hasLogin ? "default" : "filled"}
              loading={inviting.isPending}
              onClick={() => inviting.mutate()}
            >
              {say(hasLogin ? texts.reset : texts.invite)}
            </Button>
            {hasLogin && (
              <Button variant="default" loading={ending.isPending} onClick={() => void end()}>
                {say(texts.end)}
              </Button>
            )}
          </>
        )
      }
    >
      <ProblemNotice fault={login.error ?? inviting.error ?? ending.error} />
      {link && (
        <Stack gap="sm">
          <CopyField label={say(texts.link)} value={location.origin + link.path} />
          <Alert color="orange" role="status">
            {say(texts.linkText, { name, when: format.instant(link.expires) })}
          </Alert>
        </Stack>
      )}
    </Panel>
  );
}
