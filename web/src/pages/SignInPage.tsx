import { EntrancePage } from "../components/EntrancePage";
import { useSay } from "../language/language";
import { SignInForm } from "./SignInForm";

const texts = { title: { sv: "Logga in", en: "Sign in" } };

export function SignInPage() {
  const say = useSay();
  return (
    <EntrancePage title={say(texts.title)}>
      <SignInForm />
    </EntrancePage>
  );
}
