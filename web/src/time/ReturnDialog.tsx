// Asks for the comment that the user sees when days are returned.
import { Button, Group, Modal, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { common } from "../language/common";
import { useSay } from "../language/language";
import { actionTexts, resultTexts as texts } from "./texts";

export function ReturnDialog({
  isOpen,
  onClose,
  onReturn,
}: {
  isOpen: boolean;
  onClose: () => void;
  onReturn: (comment: string) => void;
}) {
  const say = useSay();
  const [comment, setComment] = useState("");
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={say(texts.returnTitle)}
      closeButtonProps={{ "aria-label": say(common.close) }}
      centered
      zIndex={400}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onReturn(comment.trim());
          setComment("");
        }}
      >
        <Stack gap="md">
          <Text size="sm">{say(texts.returnText)}</Text>
          <Textarea
            label={say(texts.comment)}
            required
            autosize
            minRows={3}
            maxLength={255}
            data-autofocus
            value={comment}
            onChange={(event) => setComment(event.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {say(common.cancel)}
            </Button>
            <Button type="submit" disabled={!comment.trim()}>
              {say(actionTexts.Return)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
