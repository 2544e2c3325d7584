import { useForm } from "@mantine/form";
import type { FieldErrors } from "../lib/contract-errors.ts";

/** The type of the value at a dotted path: `At<{ lines: { quantityMilli: number }[] }, "lines.0.quantityMilli">`. */
type At<Values, Path extends string> = Path extends `${infer Head}.${infer Rest}`
  ? Head extends keyof Values
    ? At<Values[Head], Rest>
    : Values extends readonly (infer Item)[]
      ? At<Item, Rest>
      : never
  : Path extends keyof Values
    ? Values[Path]
    : Values extends readonly (infer Item)[]
      ? Item
      : never;

/** The props of a field component: its value, change handler and error. */
export interface Field<Value> {
  readonly path: string;
  readonly value: Value;
  readonly change: (value: Value) => void;
  readonly error: string | null;
}

export interface FormState<Values> {
  readonly values: Values;
  field<Path extends string>(path: Path): Field<At<Values, Path>>;
  set(values: Partial<Values>): void;
  setErrors(errors: FieldErrors): void;
  readonly errorCount: number;
  reset(): void;
}

/** Mantine's form with typed paths, initialized with `start`. Changing a field clears its error. */
export function useFormState<Values extends object>(
  initial: Values,
  start: Values = initial,
): FormState<Values> {
  const form = useForm<Values>({ initialValues: start, mode: "controlled" });
  return {
    values: form.values,
    field: (path) => {
      const { value, onChange, error } = form.getInputProps(path);
      return { path, value, change: onChange, error: typeof error === "string" ? error : null };
    },
    set: (values) => form.setValues(values),
    setErrors: (errors) => form.setErrors({ ...errors }),
    errorCount: Object.keys(form.errors).length,
    reset: () => {
      form.setValues(initial);
      form.clearErrors();
    },
  };
}
