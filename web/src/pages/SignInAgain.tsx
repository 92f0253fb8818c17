// The session has ended while a page was open: signing in goes on with that page as it is.
import { Modal, Text } from "@mantine/core";
import { useSay } from "../language/language";
import { SignInForm } from "./SignInForm";

const texts = {
  title: { sv: "Logga in igen", en: "Sign in again" },
  text: {
    sv: "Du har varit inloggad för länge eller loggats ut. Det du håller på med finns kvar.",
    en: "Your session has expired or was ended. What you were doing is still here.",
  },
};

export function SignInAgain({ onSignedIn }: { onSignedIn: () => void }) {
  const say = useSay();
  return (
    <Modal
      opened
      onClose={() => {}}
      withCloseButton={false}
      title={say(texts.title)}
      centered
      zIndex={600}
    >
      <Text size="sm" mb="md">
        {say(texts.text)}
      </Text>
      <SignInForm onSignedIn={onSignedIn} />
    </Modal>
  );
}
