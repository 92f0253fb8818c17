// Somebody else saved first: shows both versions of what they changed, and takes one or the other.
import { Alert, Button, SegmentedControl, Table, Text } from "@mantine/core";
import { ExclamationTriangleIcon } from "@radix-ui/react-icons";
import { useSay } from "../language/language";
import { useShown } from "./ShownValue";
import type { Editor } from "./useEditor";
import { isSame } from "./values";

const texts = {
  title: {
    sv: "Någon annan ändrade detta medan du höll på",
    en: "Somebody else changed this in the meantime",
  },
  intro: {
    sv: "Inget har gått förlorat och inget av ditt är sparat än. Välj vad som ska gälla och spara igen.",
    en: "Nothing is lost, and none of your changes are saved yet. Choose what to keep and save again.",
  },
  same: {
    sv: "Ni har ändrat samma sak på samma sätt. Spara igen.",
    en: "Both of you made the same changes. Save again.",
  },
  field: { sv: "Fält", en: "Field" },
  mine: { sv: "Min", en: "Mine" },
  theirs: { sv: "Den andras", en: "Theirs" },
  choice: { sv: "Gäller för {field}", en: "Keep for {field}" },
  empty: { sv: "(tomt)", en: "(empty)" },
  done: { sv: "Jag har sett det", en: "I have seen it" },
};

export function ConflictPanel({ editor }: { editor: Editor }) {
  const say = useSay();
  const shown = useShown();
  const { conflict } = editor;
  if (!conflict) return null;
  return (
    <Alert
      color="orange"
      icon={<ExclamationTriangleIcon />}
      title={say(texts.title)}
      role="alert"
      mb="md"
    >
      <Text size="sm">{say(conflict.differences.length ? texts.intro : texts.same)}</Text>
      {conflict.differences.length > 0 && (
        <Table.ScrollContainer minWidth={480} my="sm">
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{say(texts.field)}</Table.Th>
                <Table.Th>{say(texts.mine)}</Table.Th>
                <Table.Th>{say(texts.theirs)}</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {conflict.differences.map(({ field }) => {
                const mine = conflict.mine[field.name] ?? null;
                const theirs = conflict.theirs[field.name] ?? null;
                const isTheirs = isSame(field, editor.values[field.name], theirs);
                return (
                  <Table.Tr key={field.name}>
                    <Table.Th scope="row">{say(field.label)}</Table.Th>
                    <Table.Td>{shown(field, mine) || say(texts.empty)}</Table.Td>
                    <Table.Td>{shown(field, theirs) || say(texts.empty)}</Table.Td>
                    <Table.Td>
                      <SegmentedControl
                        size="xs"
                        aria-label={say(texts.choice, { field: say(field.label) })}
                        value={isTheirs ? "theirs" : "mine"}
                        onChange={(which) =>
                          editor.set(field.name, which === "theirs" ? theirs : mine)
                        }
                        data={[
                          { value: "mine", label: say(texts.mine) },
                          { value: "theirs", label: say(texts.theirs) },
                        ]}
                      />
                    </Table.Td>
                  </Table.Tr>
                );
              })}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      <Button size="xs" variant="default" onClick={editor.endConflict}>
        {say(texts.done)}
      </Button>
    </Alert>
  );
}
