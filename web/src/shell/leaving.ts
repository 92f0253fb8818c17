// Keeps people from leaving a form with changes that are not saved.
import { useEffect } from "react";

const unsaved = new Set<symbol>();

export function hasUnsaved() {
  return unsaved.size > 0;
}

export function forgetUnsaved() {
  unsaved.clear();
}

export function useUnsaved(isDirty: boolean) {
  useEffect(() => {
    if (!isDirty) return;
    const mark = Symbol("unsaved");
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    unsaved.add(mark);
    addEventListener("beforeunload", warn);
    return () => {
      unsaved.delete(mark);
      removeEventListener("beforeunload", warn);
    };
  }, [isDirty]);
}
