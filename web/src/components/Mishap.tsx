// A page that can't be shown, as when the server has been renewed since: loading again helps.
import { Alert, Button } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { useSay } from "../language/language";

const texts = {
  title: { sv: "Sidan kunde inte visas", en: "The page could not be shown" },
  text: {
    sv: "Servern kan ha fått en ny version. Ladda om sidan. Hjälper inte det, hör av dig till en administratör.",
    en: "The server may have been updated. Reload the page. If that does not help, tell an administrator.",
  },
  reload: { sv: "Ladda om", en: "Reload" },
};

function MishapNotice() {
  const say = useSay();
  return (
    <Alert color="red" title={say(texts.title)} role="alert">
      {say(texts.text)}
      <br />
      <Button mt="sm" variant="default" onClick={() => location.reload()}>
        {say(texts.reload)}
      </Button>
    </Alert>
  );
}

export class Mishap extends Component<{ children: ReactNode }, { hasHappened: boolean }> {
  override state = { hasHappened: false };

  static getDerivedStateFromError() {
    return { hasHappened: true };
  }

  override render() {
    return this.state.hasHappened ? <MishapNotice /> : this.props.children;
  }
}
