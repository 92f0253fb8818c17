// A question that is answered with the person's own password.
import { Modal, Text } from "@mantine/core";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { PasswordStep } from "./PasswordStep";

export interface PasswordQuestion {
  title: string;
  text: string;
  action: string;
  isDangerous?: boolean;
  run: (password: string) => Promise<unknown>;
}

interface Props {
  /** None: nothing is asked. */
  question: PasswordQuestion | null;
  onClose: () => void;
}

export function PasswordDialog({ question, onClose }: Props) {
  const say = useSay();
  return (
    <Modal
      opened={question !== null}
      onClose={onClose}
      title={question?.title}
      closeButtonProps={{ "aria-label": say(common.close) }}
      zIndex={400}
      centered
      transitionProps={{ duration: 0 }}
    >
      {question && (
        <>
          <Text mb="md">{question.text}</Text>
          <PasswordStep
            action={question.action}
            {...(question.isDangerous ? { isDangerous: true } : {})}
            onCancel={onClose}
            run={async (password) => {
              await question.run(password);
              onClose();
            }}
          />
        </>
      )}
    </Modal>
  );
}
