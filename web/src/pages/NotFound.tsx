import { Button, Text } from "@mantine/core";
import { Link } from "wouter";
import { Page } from "../components/Page";
import { useSay } from "../language/language";

const texts = {
  title: { sv: "Sidan finns inte", en: "Page not found" },
  text: {
    sv: "Adressen kan vara felskriven, eller så får du inte se sidan.",
    en: "The address may be misspelled, or you may not have access to the page.",
  },
  home: { sv: "Till startsidan", en: "To the start page" },
};

export function NotFound() {
  const say = useSay();
  return (
    <Page title={say(texts.title)}>
      <Text mb="md">{say(texts.text)}</Text>
      <Button component={Link} href="/admin">
        {say(texts.home)}
      </Button>
    </Page>
  );
}
