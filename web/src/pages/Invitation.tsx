// Whoever was given a link chooses a password. The token stays in the fragment, which no server sees.
import { Button, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Link, useLocation } from "wouter";
import { write } from "../client/request";
import { useEnter } from "../client/session";
import type { Invitation as Opened, SignIn } from "../client/types";
import { EntrancePage } from "../components/EntrancePage";
import { NewPassword } from "../components/NewPassword";
import { ProblemNotice } from "../components/ProblemNotice";
import { useFaults } from "../components/useFaults";
import { Waiting } from "../components/Waiting";
import { common } from "../language/common";
import { useSay } from "../language/language";

const texts = {
  title: { sv: "Välkommen", en: "Welcome" },
  first: {
    sv: "Hej {name}! Du blir den första administratören för {account}. Välj hur du vill logga in.",
    en: "Hello {name}! You will be the first administrator of {account}. Choose how to sign in.",
  },
  invited: {
    sv: "Hej {name}! Välj ett lösenord för {account}.",
    en: "Hello {name}! Choose a password for {account}.",
  },
  go: { sv: "Spara och logga in", en: "Save and sign in" },
  signIn: { sv: "Till inloggningen", en: "Go to sign-in" },
};

function ChoosePassword({ opened, token }: { opened: Opened; token: string }) {
  const say = useSay();
  const enter = useEnter();
  const [, navigate] = useLocation();
  const [email, setEmail] = useState(opened.email ?? "");
  const [password, setPassword] = useState("");
  const accepting = useMutation({
    mutationFn: () =>
      write<SignIn>("POST", "Invitations/Accept", { token, email: email.trim(), password }),
    onSuccess: (answer) => {
      if (answer.session) enter(answer.session);
      navigate("/admin", { replace: true });
    },
  });
  const fault = useFaults(accepting.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    accepting.mutate();
  };
  const names = { name: opened.user.name ?? "", account: opened.account.name ?? "" };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text>{say(opened.isFirst ? texts.first : texts.invited, names)}</Text>
        <TextInput
          label={say(common.email)}
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={fault("email")}
        />
        <NewPassword value={password} onChange={setPassword} error={fault("password")} />
        <ProblemNotice
          fault={accepting.error}
          isShown={(property) => property === "email" || property === "password"}
        />
        <Button type="submit" loading={accepting.isPending}>
          {say(texts.go)}
        </Button>
      </Stack>
    </form>
  );
}

export default function Invitation() {
  const say = useSay();
  const [token] = useState(() => location.hash.slice(1));
  const opening = useQuery({
    queryKey: ["invitation", token],
    queryFn: () => write<Opened>("POST", "Invitations/Open", { token }),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <EntrancePage title={say(texts.title)}>
      {opening.isPending && <Waiting />}
      {opening.error && (
        <Stack gap="md">
          <ProblemNotice fault={opening.error} />
          <Button component={Link} href="/admin" variant="default">
            {say(texts.signIn)}
          </Button>
        </Stack>
      )}
      {opening.data && <ChoosePassword opened={opening.data} token={token} />}
    </EntrancePage>
  );
}
