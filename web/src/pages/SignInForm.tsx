// E-mail and password; then a code or a company, when the server asks for one.
import { Button, Radio, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { type Credentials, useSignIn } from "../client/session";
import type { Reference } from "../client/types";
import { PasswordField } from "../components/PasswordField";
import { ProblemNotice } from "../components/ProblemNotice";
import { common } from "../language/common";
import { useSay } from "../language/language";

const texts = {
  signIn: { sv: "Logga in", en: "Sign in" },
  code: {
    sv: "Kod från din app, eller en återställningskod",
    en: "Code from your app, or a recovery code",
  },
  codeHint: {
    sv: "Appens kod byts var 30:e sekund och kan användas en gång.",
    en: "The app's code changes every 30 seconds and works once.",
  },
  company: { sv: "Välj företag", en: "Choose a company" },
  goOn: { sv: "Fortsätt", en: "Continue" },
  again: { sv: "Börja om", en: "Start over" },
};

export function SignInForm({ onSignedIn }: { onSignedIn?: () => void }) {
  const say = useSay();
  const signIn = useSignIn();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const [accountId, setAccountId] = useState<string | null>(null);
  const [step, setStep] = useState<"signedIn" | "codeNeeded" | "accountNeeded">("signedIn");
  const [accounts, setAccounts] = useState<readonly Reference[]>([]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const credentials: Credentials = { email: email.trim(), password };
    if (code) credentials.code = code.trim();
    if (accountId) credentials.accountId = Number(accountId);
    signIn.mutate(credentials, {
      onSuccess: (answer) => {
        setStep(answer.status);
        if (answer.status === "accountNeeded") setAccounts(answer.accounts);
        if (answer.status === "signedIn") onSignedIn?.();
      },
    });
  };
  const beginAnew = () => {
    signIn.reset();
    setStep("signedIn");
    setCode("");
    setAccountId(null);
    setPassword("");
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {step === "signedIn" && (
          <>
            <TextInput
              label={say(common.email)}
              type="email"
              autoComplete="username"
              required
              withAsterisk={false}
              autoFocus
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <PasswordField
              label={say(common.password)}
              autoComplete="current-password"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
            />
          </>
        )}
        {step === "codeNeeded" && (
          <TextInput
            label={say(texts.code)}
            description={say(texts.codeHint)}
            autoComplete="one-time-code"
            required
            withAsterisk={false}
            autoFocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        {step === "accountNeeded" && (
          <Radio.Group label={say(texts.company)} value={accountId} onChange={setAccountId}>
            <Stack gap="xs" mt="xs">
              {accounts.map((account) => (
                <Radio key={account.id} value={String(account.id)} label={account.name} />
              ))}
            </Stack>
          </Radio.Group>
        )}
        <ProblemNotice fault={signIn.error} />
        <Button
          type="submit"
          loading={signIn.isPending}
          disabled={step === "accountNeeded" && !accountId}
        >
          {say(step === "signedIn" ? texts.signIn : texts.goOn)}
        </Button>
        {step !== "signedIn" && (
          <Text
            component="button"
            type="button"
            c="var(--mantine-color-anchor)"
            size="sm"
            bd={0}
            bg="none"
            onClick={beginAnew}
          >
            {say(texts.again)}
          </Text>
        )}
      </Stack>
    </form>
  );
}
