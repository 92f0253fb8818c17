// The company demands two-step sign-in, and the person has none: it is set up before anything else.
import { Button, Text } from "@mantine/core";
import { useSession, useSignOut } from "../client/session";
import { EntrancePage } from "../components/EntrancePage";
import { ProblemNotice } from "../components/ProblemNotice";
import { useSay } from "../language/language";
import { SetUpCodes } from "../profile/SetUpCodes";

const texts = {
  title: { sv: "Tvåstegsverifiering", en: "Two-step sign-in" },
  text: {
    sv: "{account} kräver att alla loggar in i två steg: med lösenord och en kod från en app i telefonen. Ställ in det, så kommer du vidare.",
    en: "{account} requires two steps to sign in: a password, and a code from an app on your phone. Set this up to go on.",
  },
  signOut: { sv: "Logga ut", en: "Sign out" },
};

export function CodesFirst({ onDone }: { onDone: () => void }) {
  const say = useSay();
  const session = useSession();
  const signOut = useSignOut();
  return (
    <EntrancePage title={say(texts.title)}>
      <Text size="sm" mb="md">
        {say(texts.text, { account: session.account.name ?? "" })}
      </Text>
      <SetUpCodes onDone={onDone} />
      <ProblemNotice fault={signOut.error} />
      <Button
        variant="default"
        mt="md"
        loading={signOut.isPending}
        onClick={() => signOut.mutate()}
      >
        {say(texts.signOut)}
      </Button>
    </EntrancePage>
  );
}
