// Asks before something that can't be undone.
import { Button, Group, Modal, Text } from "@mantine/core";
import { createContext, type ReactNode, useCallback, useContext, useState } from "react";
import { common } from "../language/common";
import { useSay } from "../language/language";

export interface Question {
  title: string;
  text: ReactNode;
  /** What the button says that goes on. */
  action: string;
  isDangerous?: boolean;
}

type Ask = (question: Question) => Promise<boolean>;

const Context = createContext<Ask>(() => Promise.resolve(false));

export function AskingProvider({ children }: { children: ReactNode }) {
  const say = useSay();
  const [question, setQuestion] = useState<Question | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [answer, setAnswer] = useState<{ give: (is: boolean) => void }>();
  const ask = useCallback<Ask>(
    (next) =>
      new Promise((resolve) => {
        setQuestion(next);
        setAnswer({ give: resolve });
        setOpen(true);
      }),
    [],
  );
  const end = (is: boolean) => {
    setOpen(false);
    answer?.give(is);
  };
  return (
    <Context value={ask}>
      {children}
      <Modal
        opened={isOpen}
        onClose={() => end(false)}
        title={question?.title}
        closeButtonProps={{ "aria-label": say(common.close) }}
        zIndex={400}
        centered
      >
        <Text component="div" mb="lg">
          {question?.text}
        </Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={() => end(false)} data-autofocus>
            {say(common.cancel)}
          </Button>
          <Button {...(question?.isDangerous ? { color: "red" } : {})} onClick={() => end(true)}>
            {question?.action}
          </Button>
        </Group>
      </Modal>
    </Context>
  );
}

export function useAsk() {
  return useContext(Context);
}
