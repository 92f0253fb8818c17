// Tells what went wrong, with what no field shows itself.
import { Alert, Button, List } from "@mantine/core";
import { ExclamationTriangleIcon } from "@radix-ui/react-icons";
import { Problem } from "../client/request";
import { common } from "../language/common";
import { useLanguage } from "../language/language";
import { describe } from "../language/problems";
import { sayInLanguage } from "../language/sentences";

interface Props {
  fault: unknown;
  /** Whether a fault of this property stands beside its field. */
  isShown?: (property: string) => boolean;
  onRetry?: () => void;
}

export function ProblemNotice({ fault, isShown = () => false, onRetry }: Props) {
  const { say, language } = useLanguage();
  if (!fault) return null;
  const problem = fault instanceof Problem ? fault : new Problem(500);
  const rest = Object.entries(problem.modelState)
    .filter(([property]) => !isShown(property))
    .flatMap(([, sentences]) => sentences);
  return (
    <Alert color="red" icon={<ExclamationTriangleIcon />} role="alert" my="sm" variant="light">
      {rest.length === 0 && describe(problem, say, language)}
      {rest.length > 0 && (
        <List size="sm">
          {rest.map((sentence) => (
            <List.Item key={sentence}>{sayInLanguage(sentence, language)}</List.Item>
          ))}
        </List>
      )}
      {onRetry && (
        <Button mt="xs" size="xs" variant="default" onClick={onRetry}>
          {say(common.tryAgain)}
        </Button>
      )}
    </Alert>
  );
}
