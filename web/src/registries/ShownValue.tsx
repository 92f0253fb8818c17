// A value of a row, to read.
import { Group } from "@mantine/core";
import { Colored } from "../components/Colored";
import { useFormat } from "../format/values";
import { common } from "../language/common";
import { useSay } from "../language/language";
import type { Field } from "./kinds";
import { choiceOf, type FormValue, type Item, type Line, type Named } from "./values";

/** As one text; for tables and comparisons. */
export function useShown() {
  const say = useSay();
  const format = useFormat();
  return (field: Field, value: FormValue | undefined): string => {
    if (value === null || value === undefined || value === "") return "";
    switch (field.kind) {
      case "boolean":
        return say(value ? common.yes : common.no);
      case "choice":
        return say(
          choiceOf(field.choices, value)?.label ?? { sv: String(value), en: String(value) },
        );
      case "words":
        return (value as readonly string[])
          .map((word) => {
            const choice = choiceOf(field.choices, word);
            return choice ? say(choice.label) : word;
          })
          .join(", ");
      case "lines":
        return (value as readonly string[]).join(", ");
      case "date":
        return format.day(String(value));
      case "reference":
        return (value as Named).name;
      case "references":
      case "rows":
        return (value as readonly Item[]).map((item) => item.name).join(", ");
      case "table":
        return (value as readonly Line[])
          .map(({ values }) => String(values[field.columns[0]?.name ?? ""] ?? ""))
          .join(", ");
      default:
        return String(value);
    }
  };
}

export function ShownValue({ field, value }: { field: Field; value: FormValue | undefined }) {
  const shown = useShown()(field, value);
  if (!value) return shown;
  if (field.kind === "color") return <Colored name={shown} color={String(value)} />;
  if (field.kind === "reference") return <Colored {...(value as Named)} />;
  if (field.kind === "references")
    return (
      <Group gap="xs">
        {(value as readonly Named[]).map((one) => (
          <Colored key={one.id} {...one} />
        ))}
      </Group>
    );
  return shown;
}
