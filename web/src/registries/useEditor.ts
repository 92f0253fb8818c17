// The state of a form for one row: what it began with, what it holds, and what the server said of it.
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { faultOf } from "../client/faults";
import { type Answer, Problem } from "../client/request";
import { type AnyRow, readRow, saveRow } from "../client/rows";
import { useFormat } from "../format/values";
import { useLanguage } from "../language/language";
import { sayInLanguage } from "../language/sentences";
import { compare, type Difference, merge } from "./conflict";
import { type Field, inputOf } from "./kinds";
import { type FormValue, type FormValues, isSame, readForm, writeForm } from "./values";

export interface Conflict {
  differences: Difference[];
  mine: FormValues;
  theirs: FormValues;
}

interface Options {
  path: string;
  fields: readonly Field[];
  /** None: a new row. */
  answer: Answer<AnyRow> | null;
  onSaved: (answer: Answer<AnyRow>) => void;
}

export function useEditor({ path, fields, answer, onSaved }: Options) {
  const { say, language } = useLanguage();
  const format = useFormat();
  const id = answer?.data.id ?? null;
  const [etag, setEtag] = useState(answer?.etag ?? null);
  const [base, setBase] = useState(() => readForm(fields, answer?.data ?? null, format));
  const [values, setValues] = useState(base);
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const [ownFaults, setOwnFaults] = useState<ReturnType<typeof writeForm>["faults"]>({});

  const begin = (next: Answer<AnyRow>) => {
    const form = readForm(fields, next.data, format);
    setBase(form);
    setEtag(next.etag);
    return form;
  };

  const meet = async () => {
    const next = await readRow(path, id ?? "");
    const theirs = readForm(fields, next.data, format);
    setConflict({ differences: compare(fields, base, values, theirs), mine: values, theirs });
    setValues(merge(fields, base, values, theirs));
    begin(next);
  };

  const saving = useMutation({
    mutationFn: (body: unknown) => saveRow(path, id, body, etag),
    onSuccess: (next) => {
      setValues(begin(next));
      setConflict(null);
      onSaved(next);
    },
    onError: async (fault) => {
      if (fault instanceof Problem && fault.status === 412) await meet();
    },
  });

  const save = () => {
    const written = writeForm(fields, values);
    setOwnFaults(written.faults);
    saving.reset();
    if (Object.keys(written.faults).length === 0) saving.mutate(written.body);
    return written.faults;
  };

  const faultOfField = (field: Field): string | undefined => {
    const own = ownFaults[field.name];
    if (own) return say(own);
    if (!(saving.error instanceof Problem)) return undefined;
    const sentence =
      faultOf(saving.error.modelState, inputOf(field)) ??
      faultOf(saving.error.modelState, field.name);
    return sentence ? sayInLanguage(sentence, language) : undefined;
  };

  const isConflict = saving.error instanceof Problem && saving.error.status === 412;
  return {
    values,
    set: (name: string, value: FormValue) => {
      setValues((before) => ({ ...before, [name]: value }));
      setOwnFaults(({ [name]: _, ...rest }) => rest);
    },
    reset: () => setValues(base),
    isDirty: fields.some((field) => !isSame(field, values[field.name], base[field.name])),
    save,
    isSaving: saving.isPending,
    fault: isConflict ? null : saving.error,
    hasOwnFaults: Object.keys(ownFaults).length > 0,
    faultOfField,
    conflict,
    endConflict: () => setConflict(null),
  };
}

export type Editor = ReturnType<typeof useEditor>;
