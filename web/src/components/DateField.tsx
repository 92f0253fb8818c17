// A day, typed or chosen in a calendar.
import "@mantine/dates/styles.css";
import "dayjs/locale/sv";
import { DateInput } from "@mantine/dates";
import { common } from "../language/common";
import { useLanguage } from "../language/language";

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
  description?: string | undefined;
  isRequired?: boolean;
}

export function DateField({ label, value, onChange, error, description, isRequired }: Props) {
  const { say, language } = useLanguage();
  return (
    <DateInput
      label={label}
      value={value || null}
      onChange={(day) => onChange(day ?? "")}
      error={error}
      description={description}
      withAsterisk={isRequired ?? false}
      locale={language}
      valueFormat="YYYY-MM-DD"
      placeholder={language === "sv" ? "ÅÅÅÅ-MM-DD" : "YYYY-MM-DD"}
      clearable
      clearButtonProps={{ "aria-label": say(common.remove) }}
      firstDayOfWeek={1}
      // The colours of both have too little contrast.
      hideOutsideDates
      weekendDays={[]}
      ariaLabels={{ previousMonth: say(common.previous), nextMonth: say(common.next) }}
    />
  );
}
