// The sentence that a failed request has for one of its properties.
import { faultOf } from "../client/faults";
import { Problem } from "../client/request";
import { useLanguage } from "../language/language";
import { sayInLanguage } from "../language/sentences";

export function useFaults(fault: unknown) {
  const { language } = useLanguage();
  return (property: string) => {
    const sentence = fault instanceof Problem ? faultOf(fault.modelState, property) : null;
    return sentence ? sayInLanguage(sentence, language) : undefined;
  };
}
