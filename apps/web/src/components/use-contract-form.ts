import { useRef, useState } from "react";
import type { FormEvent, RefObject } from "react";
import type { z } from "zod";
import { newId } from "@daybook/contract/uuid";
import type { FormState } from "./form-state.ts";
import type { Numbers } from "@daybook/contract/texts/refusal-texts";
import { contractErrors, landErrors, landRefusal } from "../lib/contract-errors.ts";
import type { LandedErrors } from "../lib/contract-errors.ts";
import { describeError } from "../lib/describe-error.ts";
// Imported for its side effect: forms show errors of the contract before anything is sent.
import "../lib/refusal-texts-at-once.ts";
import type { ReadRefusal } from "@daybook/contract/refusal";
import { refusalOf } from "../lib/refusal-of.ts";
import { useDraftedState } from "./use-form-draft.ts";
import type { DraftName, OfferedDraft } from "./use-form-draft.ts";

export interface ContractFormOptions<Values, Input, Result> {
  /** The contract that the server validates with. */
  readonly contract: z.ZodType<unknown, Input>;
  /** The draft in which input is kept until it is saved; null if there is none, or if all of it is passwords. */
  readonly draft: DraftName | null;
  /** The initial values. Field paths are those of the contract. */
  readonly initial: Values;
  /** Converts the fields to the procedure's input; `key` stays the same until the write succeeds. */
  readonly input: (values: Values, key: string) => Input;
  readonly send: (input: Input) => Promise<Result>;
  readonly onSaved: (
    result: Result,
    form: Pick<FormState<Values>, "reset" | "set" | "values">,
  ) => void;
  readonly numbers?: Numbers;
  /** The field of a path of the contract, where the form does not name its fields as the contract does. */
  readonly fieldOf?: (path: string) => string;
  /** A confirmation for unusual values; asked once, and submitting again confirms. */
  readonly unusual?: (values: Values) => string | null;
}

export interface ContractForm<Values> extends Pick<
  FormState<Values>,
  "field" | "values" | "set" | "errorCount"
> {
  readonly ref: RefObject<HTMLFormElement | null>;
  readonly submit: (event: FormEvent<HTMLFormElement>) => void;
  readonly pending: boolean;
  /** Errors without a field; shown above the button. */
  readonly above: readonly string[];
  readonly draft: OfferedDraft;
  /** The last refusal of the server; null if there was none, or since the last submit. */
  readonly refusal: ReadRefusal | null;
}

/**
 * A form for one contract: validates before sending, shows the server's refusals at the same fields and focuses the
 * first invalid one.
 */
export function useContractForm<Values extends object, Input, Result>(
  options: ContractFormOptions<Values, Input, Result>,
): ContractForm<Values> {
  const { form, draft } = useDraftedState(options.draft, options.initial);
  const [above, setAbove] = useState<readonly string[]>([]);
  const [refusal, setRefusal] = useState<ReadRefusal | null>(null);
  const [pending, setPending] = useState(false);
  const ref = useRef<HTMLFormElement>(null);
  const key = useRef(draft.sentKey ?? newId());
  const askedQuestion = useRef<string | null>(null);
  const land = ({ atFields, above: rest }: LandedErrors) => {
    form.setErrors(atFields);
    setAbove(rest);
    focusFirst(ref.current, Object.keys(atFields));
  };
  const send = async () => {
    setAbove([]);
    setRefusal(null);
    const input = options.input(form.values, key.current);
    const errors = atFieldsOf(options.fieldOf, contractErrors(options.contract, input));
    if (Object.keys(errors).length > 0) {
      return land(landErrors(errors, fieldsOf(ref.current), formOf(ref.current)));
    }
    const question = options.unusual?.(form.values) ?? null;
    if (question !== null && question !== askedQuestion.current) {
      askedQuestion.current = question;
      setAbove([question]);
      return;
    }
    setPending(true);
    draft.sending(key.current, form.values);
    try {
      const result = await options.send(input);
      draft.saved();
      key.current = newId();
      askedQuestion.current = null;
      form.setErrors({});
      options.onSaved(result, form);
    } catch (error) {
      const refusal = refusalOf(error);
      setRefusal(refusal);
      // This key was used with other values: the next attempt is a new write.
      if (refusal?.code === "key_reused") key.current = newId();
      if (refusal === null) setAbove([describeError(error)]);
      else {
        const fieldErrors = atFieldsOf(options.fieldOf, refusal.fieldErrors);
        land(landRefusal({ ...refusal, fieldErrors }, fieldsOf(ref.current), options.numbers));
      }
    } finally {
      setPending(false);
    }
  };
  return {
    field: form.field,
    values: form.values,
    set: form.set,
    errorCount: form.errorCount,
    ref,
    pending,
    above,
    draft: draft.offered,
    refusal,
    submit: (event) => {
      event.preventDefault();
      if (!pending) void send();
    },
  };
}

function atFieldsOf<Errors>(
  fieldOf: ((path: string) => string) | undefined,
  errors: Readonly<Record<string, Errors>>,
): Readonly<Record<string, Errors>> {
  if (fieldOf === undefined) return errors;
  return Object.fromEntries(Object.entries(errors).map(([path, found]) => [fieldOf(path), found]));
}

const pathOf = (input: HTMLElement) => input.dataset["path"] ?? "";
const inputsOf = (form: HTMLFormElement | null) => [
  ...(form?.querySelectorAll<HTMLElement>("[data-path]") ?? []),
];

function fieldsOf(form: HTMLFormElement | null): string[] {
  return inputsOf(form).map(pathOf);
}

/** What the errors of the contract are described with. */
function formOf(form: HTMLFormElement | null) {
  return { empty: emptyFieldsOf(form), choices: choicesOf(form) };
}

function emptyFieldsOf(form: HTMLFormElement | null): ReadonlySet<string> {
  const empty = inputsOf(form).filter(
    (input) =>
      (input instanceof HTMLInputElement ||
        input instanceof HTMLTextAreaElement ||
        input instanceof HTMLSelectElement) &&
      input.value.trim() === "",
  );
  return new Set(empty.map(pathOf));
}

/** The fields that are chosen by radio buttons: a value that is missing was not typed wrongly. */
function choicesOf(form: HTMLFormElement | null): ReadonlySet<string> {
  const radios = inputsOf(form).filter(
    (input) => input instanceof HTMLInputElement && input.type === "radio",
  );
  return new Set(radios.map(pathOf));
}

/** The first in reading order, which is the document order. */
function focusFirst(form: HTMLFormElement | null, paths: readonly string[]): void {
  const first = inputsOf(form).find((input) => paths.includes(pathOf(input)));
  first?.focus();
}
