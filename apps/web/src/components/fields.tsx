import { Checkbox, NativeSelect, PasswordInput, Switch, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { timeOfDay } from "../lib/time-of-day.ts";
import { formTexts } from "../texts/en/form.ts";
import classes from "./fields.module.css";
import type { Field } from "./form-state.ts";

/** The common props of all fields. */
export interface Labels {
  readonly label: string;
  /** A hint below the label; never the only place of an error. */
  readonly hint?: ReactNode;
  readonly optional?: boolean;
  /** Takes the initial focus. */
  readonly focused?: boolean;
}

interface TextProps extends Labels {
  readonly field: Field<string>;
  readonly autoComplete?: string;
  readonly inputMode?: "text" | "search";
  readonly code?: boolean;
}

export function TextField({ field, autoComplete = "off", code = false, ...labels }: TextProps) {
  return (
    <TextInput
      {...shell(field, labels)}
      value={field.value}
      onChange={(event) => field.change(event.currentTarget.value)}
      autoComplete={autoComplete}
      spellCheck={!code}
      className={code ? classes.code : undefined}
    />
  );
}

export function LongTextField({ field, ...labels }: TextProps) {
  return (
    <Textarea
      {...shell(field, labels)}
      value={field.value}
      rows={3}
      onChange={(event) => field.change(event.currentTarget.value)}
    />
  );
}

export function PasswordField({ field, autoComplete, ...labels }: TextProps) {
  return (
    <PasswordInput
      {...shell(field, labels)}
      // Mantine marks its other inputs as invalid itself; this one only turns red.
      aria-invalid={field.error === null ? undefined : true}
      value={field.value}
      onChange={(event) => field.change(event.currentTarget.value)}
      autoComplete={autoComplete}
      visibilityToggleButtonProps={{ "aria-label": formTexts.showPassword, tabIndex: 0 }}
    />
  );
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

interface SelectProps<Value extends string> extends Labels {
  readonly field: Field<Value>;
  readonly choices: readonly Choice[];
}

/** A select: the native one, which works with every phone and keyboard. */
export function SelectField<Value extends string>({
  field,
  choices,
  ...labels
}: SelectProps<Value>) {
  return (
    <NativeSelect
      {...shell(field, labels)}
      value={field.value}
      data={[...choices]}
      // safe because the list offers only the given choices
      onChange={(event) => field.change(event.currentTarget.value as Value)}
    />
  );
}

export function SwitchField({ field, label, hint }: Labels & { readonly field: Field<boolean> }) {
  return (
    <Switch
      label={label}
      description={hint}
      error={field.error}
      data-path={field.path}
      checked={field.value}
      className={classes.switch ?? ""}
      onChange={(event) => field.change(event.currentTarget.checked)}
    />
  );
}

/** A date, `2026-03-01`; empty text for none. */
export function DateField({ field, ...labels }: Labels & { readonly field: Field<string> }) {
  return (
    <TextInput
      {...shell(field, labels)}
      type="date"
      value={field.value}
      onChange={(event) => field.change(event.currentTarget.value)}
    />
  );
}

/** A time of day: `04:30` in the field, minutes after midnight in the form; null for none. */
export function TimeField({ field, ...labels }: Labels & { readonly field: Field<number | null> }) {
  return (
    <TextInput
      {...shell(field, labels)}
      type="time"
      value={timeOfDay(field.value)}
      onChange={(event) => {
        const [hours, minutes] = event.currentTarget.value.split(":").map(Number);
        field.change(hours === undefined || minutes === undefined ? null : hours * 60 + minutes);
      }}
    />
  );
}

/** A checkbox for a form; a switch applies immediately. */
export function CheckField({ field, label, hint }: Labels & { readonly field: Field<boolean> }) {
  return (
    <Checkbox
      label={label}
      description={hint}
      error={field.error}
      data-path={field.path}
      checked={field.value}
      className={classes.check ?? ""}
      onChange={(event) => field.change(event.currentTarget.checked)}
    />
  );
}

/** The Mantine props common to all fields. */
export function shell(field: Pick<Field<unknown>, "path" | "error">, labels: Labels) {
  const { label, hint, optional = false, focused = false } = labels;
  const shown: ReactNode = optional ? (
    <>
      {label} <span className={classes.optional}>({formTexts.optional})</span>
    </>
  ) : (
    label
  );
  return {
    label: shown,
    description: hint,
    error: field.error,
    "data-path": field.path,
    "data-autofocus": focused ? true : undefined,
  };
}
