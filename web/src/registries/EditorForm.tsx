// The form of one row: its fields under their headings, what is wrong with them, and saving.
import { Box, Button, Fieldset, Group, Paper, SimpleGrid, Stack } from "@mantine/core";
import { type FormEvent, type ReactNode, useEffect, useRef } from "react";
import { ProblemNotice } from "../components/ProblemNotice";
import { common } from "../language/common";
import { type Text, useSay } from "../language/language";
import { problems } from "../language/problems";
import { useUnsaved } from "../shell/leaving";
import { ConflictPanel } from "./ConflictPanel";
import { FieldControl } from "./FieldControl";
import { type Field, inputOf } from "./kinds";
import type { Editor } from "./useEditor";

interface Props {
  fields: readonly Field[];
  editor: Editor;
  onCancel?: () => void;
  /** Beside "Spara". */
  actions?: ReactNode;
}

/** What can be typed into or pressed; the boxes around it are marked, too. */
const WRONG = ':is(input, textarea, button):is([aria-invalid="true"], [data-error="true"])';

const WIDE = new Set(["long", "lines", "rows", "table", "words"]);

function sectionsOf(fields: readonly Field[]) {
  const sections: { heading: Text | undefined; fields: Field[] }[] = [];
  for (const field of fields) {
    const last = sections.find((section) => section.heading?.en === field.section?.en);
    if (last) last.fields.push(field);
    else sections.push({ heading: field.section, fields: [field] });
  }
  return sections;
}

export function EditorForm({ fields, editor, onCancel, actions }: Props) {
  const say = useSay();
  const form = useRef<HTMLFormElement>(null);
  useUnsaved(editor.isDirty);

  // What is wrong first gets the focus.
  const { fault, hasOwnFaults } = editor;
  useEffect(() => {
    if (fault || hasOwnFaults) form.current?.querySelector<HTMLElement>(WRONG)?.focus();
  }, [fault, hasOwnFaults]);

  /** What only the server gives a value stands there when it has given one. */
  const isThere = ({ isFixed, name }: Field) => !isFixed || Boolean(editor.values[name]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    editor.save();
  };
  const isShown = (property: string) =>
    fields.some((field) =>
      [inputOf(field), field.name].some((name) => {
        const rest = property.toLowerCase().replace(name.toLowerCase(), "");
        return property.length !== rest.length && /^$|^[[.]/.test(rest);
      }),
    );
  const controls = (some: readonly Field[]) => (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="md">
      {some.map((field) => (
        <Box key={field.name} style={WIDE.has(field.kind) ? { gridColumn: "1 / -1" } : undefined}>
          <FieldControl
            field={field}
            value={editor.values[field.name] ?? null}
            onChange={(value) => editor.set(field.name, value)}
            error={editor.faultOfField(field)}
          />
        </Box>
      ))}
    </SimpleGrid>
  );
  return (
    <form ref={form} onSubmit={submit} noValidate>
      <ConflictPanel editor={editor} />
      <Stack gap="lg">
        {sectionsOf(fields.filter(isThere)).map((section) =>
          section.heading ? (
            <Fieldset key={section.heading.en} legend={say(section.heading)} radius="md">
              {controls(section.fields)}
            </Fieldset>
          ) : (
            <div key="">{controls(section.fields)}</div>
          ),
        )}
      </Stack>
      <ProblemNotice fault={fault} isShown={isShown} />
      {hasOwnFaults && !fault && (
        <Box role="alert" c="var(--mantine-color-error)" fz="sm" mt="sm">
          {say(problems.invalid)}
        </Box>
      )}
      <Paper
        pos="sticky"
        bottom={0}
        py="sm"
        mt="md"
        radius={0}
        style={{ zIndex: 2, background: "var(--mantine-color-body)" }}
      >
        <Group gap="sm">
          <Button type="submit" loading={editor.isSaving}>
            {say(common.save)}
          </Button>
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {say(common.cancel)}
            </Button>
          )}
          {actions && (
            <Group gap="sm" ml="auto">
              {actions}
            </Group>
          )}
        </Group>
      </Paper>
    </form>
  );
}
