// The control for one field of a form.
import {
  Checkbox,
  ColorInput,
  DEFAULT_THEME,
  Group,
  Input,
  Select,
  Switch,
  Text,
  Textarea,
  TextInput,
} from "@mantine/core";
import { DateField } from "../components/DateField";
import { common } from "../language/common";
import { useSay } from "../language/language";
import type { Choice, Field } from "./kinds";
import { ReferenceField, ReferencesField } from "./ReferenceField";
import { RowsField } from "./RowsField";
import { ShownValue } from "./ShownValue";
import { TableField } from "./TableField";
import type { FormValue, Item, Line, Named } from "./values";

const texts = {
  eyeDropper: { sv: "Välj en färg på skärmen", en: "Choose a colour on the screen" },
};

const SWATCHES = ["red", "orange", "yellow", "green", "teal", "blue", "violet", "gray"].map(
  (color) => DEFAULT_THEME.colors[color]?.[6] ?? "",
);

interface Props {
  field: Field;
  value: FormValue;
  onChange: (value: FormValue) => void;
  error?: string | undefined;
}

function WordsControl({
  field,
  value,
  onChange,
  error,
}: Props & { field: { choices: readonly Choice[] } }) {
  const say = useSay();
  const words = value as readonly string[];
  return (
    <Checkbox.Group
      label={say(field.label)}
      description={field.hint && say(field.hint)}
      error={error}
      value={[...words]}
      onChange={onChange}
    >
      <Group mt="xs" gap="md">
        {field.choices.map((choice) => (
          <Checkbox key={choice.value} value={choice.value} label={say(choice.label)} />
        ))}
      </Group>
    </Checkbox.Group>
  );
}

/** A text in one line or several, and what is typed as one. */
function TextControl({ field, value, onChange, error }: Props) {
  const say = useSay();
  const shared = {
    label: say(field.label),
    description: field.hint && say(field.hint),
    error,
    withAsterisk: field.isRequired ?? false,
  };
  if (field.kind === "long" || field.kind === "lines")
    return (
      <Textarea
        {...shared}
        autosize
        minRows={field.kind === "long" ? 3 : 2}
        maxRows={12}
        value={
          field.kind === "lines" ? (value as readonly string[]).join("\n") : String(value ?? "")
        }
        onChange={({ currentTarget: { value: text } }) =>
          onChange(field.kind === "lines" ? text.split(/[\n,;]/) : text)
        }
      />
    );
  const isNumber = field.kind === "decimal" || field.kind === "integer";
  return (
    <TextInput
      {...shared}
      inputMode={isNumber ? "decimal" : "text"}
      value={String(value ?? "")}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** What only the server gives a value. */
function FixedControl({ field, value }: { field: Field; value: FormValue }) {
  const say = useSay();
  return (
    <Input.Wrapper label={say(field.label)} labelElement="div">
      <Text component="div" size="sm">
        <ShownValue field={field} value={value} />
      </Text>
    </Input.Wrapper>
  );
}

export function FieldControl(props: Props) {
  const { field, value, onChange, error } = props;
  const say = useSay();
  const label = say(field.label);
  const description = field.hint && say(field.hint);
  const isRequired = field.isRequired ?? false;
  const shared = { label, description, error };
  if (field.isFixed) return <FixedControl field={field} value={value} />;
  switch (field.kind) {
    case "boolean":
      return (
        <Switch
          {...shared}
          mt="xs"
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      );
    case "choice":
      return (
        <Select
          {...shared}
          withAsterisk={isRequired}
          data={field.choices.map((choice) => ({ value: choice.value, label: say(choice.label) }))}
          value={value as string | null}
          onChange={onChange}
          allowDeselect={!isRequired}
          clearable={!isRequired}
          clearButtonProps={{ "aria-label": say(common.remove) }}
        />
      );
    case "words":
      return <WordsControl {...props} field={field} />;
    case "reference":
      return (
        <ReferenceField
          {...shared}
          to={field.to}
          isRequired={isRequired}
          value={value as Named | null}
          onChange={onChange}
        />
      );
    case "references":
      return (
        <ReferencesField {...shared} to={field.to} value={value as Named[]} onChange={onChange} />
      );
    case "rows":
      return <RowsField {...shared} value={value as Item[]} onChange={onChange} />;
    case "table":
      return (
        <TableField
          {...shared}
          columns={field.columns}
          value={value as Line[]}
          onChange={onChange}
        />
      );
    case "date":
      return (
        <DateField
          {...shared}
          isRequired={isRequired}
          value={String(value ?? "")}
          onChange={onChange}
        />
      );
    case "color":
      return (
        <ColorInput
          {...shared}
          eyeDropperButtonProps={{ "aria-label": say(texts.eyeDropper) }}
          swatches={SWATCHES}
          value={String(value ?? "")}
          onChange={onChange}
        />
      );
    default:
      return <TextControl {...props} />;
  }
}
