// Whether everybody in the company has to use two-step sign-in.
import { Button } from "@mantine/core";
import { useState } from "react";
import { ask } from "../client/request";
import { useRowChanged } from "../client/rows";
import { useRefreshSession } from "../client/session";
import { Panel } from "../components/Panel";
import { PasswordDialog, type PasswordQuestion } from "../components/PasswordDialog";
import { useSay } from "../language/language";
import { useNotify } from "../shell/notices";

const texts = {
  title: { sv: "Tvåstegsverifiering för alla", en: "Two-step sign-in for everybody" },
  isOn: {
    sv: "På. Alla måste ha tvåstegsverifiering, och ingen kan slå av den.",
    en: "On. Everybody has to use two-step sign-in, and nobody can turn it off.",
  },
  isOff: {
    sv: "Av. Var och en väljer själv om en kod behövs utöver lösenordet.",
    en: "Off. Each person chooses whether a code is needed as well as the password.",
  },
  demand: { sv: "Kräv av alla", en: "Require for everybody" },
  demandTitle: {
    sv: "Kräva tvåstegsverifiering av alla?",
    en: "Require two-step sign-in for everybody?",
  },
  demandText: {
    sv: "Den som inte har det, även du, måste ställa in det innan något annat går att göra. Ange ditt lösenord.",
    en: "Whoever has none, including you, has to set it up before anything else can be done. Enter your password.",
  },
  demanded: { sv: "Tvåstegsverifiering krävs av alla", en: "Two-step sign-in is required" },
  stop: { sv: "Sluta kräva", en: "Stop requiring" },
  stopTitle: { sv: "Sluta kräva tvåstegsverifiering?", en: "Stop requiring two-step sign-in?" },
  stopText: {
    sv: "De som har tvåstegsverifiering behåller den, men kan slå av den. Ange ditt lösenord.",
    en: "Whoever uses two-step sign-in keeps it, but can turn it off. Enter your password.",
  },
  stopped: {
    sv: "Tvåstegsverifiering krävs inte längre",
    en: "Two-step sign-in is no longer required",
  },
};

export function CodesPanel({ areDemanded }: { areDemanded: boolean }) {
  const say = useSay();
  const notify = useNotify();
  const changed = useRowChanged();
  const refresh = useRefreshSession();
  const [question, setQuestion] = useState<PasswordQuestion | null>(null);
  const begin = () =>
    setQuestion({
      title: say(areDemanded ? texts.stopTitle : texts.demandTitle),
      text: say(areDemanded ? texts.stopText : texts.demandText),
      action: say(areDemanded ? texts.stop : texts.demand),
      isDangerous: areDemanded,
      run: async (password) => {
        const body = { password, isDemanded: !areDemanded };
        await ask("PUT", "Settings/1/Codes", { body });
        notify(say(areDemanded ? texts.stopped : texts.demanded));
        void refresh();
        void changed("Settings");
      },
    });
  return (
    <>
      <Panel
        title={say(texts.title)}
        text={say(areDemanded ? texts.isOn : texts.isOff)}
        actions={
          <Button variant="default" onClick={begin}>
            {say(areDemanded ? texts.stop : texts.demand)}
          </Button>
        }
      />
      <PasswordDialog question={question} onClose={() => setQuestion(null)} />
    </>
  );
}
