// Which field a fault of an answer belongs to.
import type { ModelState } from "./request";

/** The first sentence about a property, in any case, as `name` or with what is inside: `name[0].x`. */
export function faultOf(modelState: ModelState, property: string) {
  const wanted = property.toLowerCase();
  for (const [name, sentences] of Object.entries(modelState)) {
    const is = name.toLowerCase();
    if (is === wanted || is.startsWith(`${wanted}[`) || is.startsWith(`${wanted}.`))
      return sentences[0] ?? null;
  }
  return null;
}
