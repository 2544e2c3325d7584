import { Checkbox, NativeSelect, PasswordInput, Switch, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ReactNode } from "react";
import { isBarcode } from "../lib/format.ts";
import type { Formats } from "../lib/format.ts";
import { formTexts } from "../texts/en/form.ts";
import classes from "./fields.module.css";
import type { Field } from "./form-state.ts";
import { selectOnPress } from "./select-on-press.ts";

interface Labels {
  readonly label: string;
  /** One line under the label; never the only place where something is said. */
  readonly hint?: string;
  readonly optional?: boolean;
  /** The cursor begins here. */
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
      // The kit marks its other inputs by itself; this one it only paints red.
      aria-invalid={field.error === null ? undefined : true}
      value={field.value}
      onChange={(event) => field.change(event.currentTarget.value)}
      autoComplete={autoComplete}
      visibilityToggleButtonProps={{ "aria-label": formTexts.showPassword, tabIndex: 0 }}
    />
  );
}

interface NumberProps extends Labels {
  readonly field: Field<number>;
  readonly formats: Formats;
}

/** An amount of money: text as the shop writes it in the field, minor units in the form; NaN where it cannot be read. */
export function MoneyField({ formats, ...rest }: NumberProps) {
  const sign = formats.style.currency;
  return (
    <NumberTextField {...rest} show={formats.moneyText} read={formats.parseMoney} unit={sign} />
  );
}

/** A quantity: text in the field, thousandths in the form; NaN where it cannot be read. */
export function QuantityField({
  formats,
  unit,
  ...rest
}: NumberProps & { readonly unit?: string }) {
  return (
    <NumberTextField
      {...rest}
      show={formats.quantityText}
      read={formats.parseQuantity}
      wrong={wrongQuantity}
      unit={unit}
    />
  );
}

/** What is wrong with a quantity as it stands in its field, said at once; null where nothing is. */
export function wrongQuantity(text: string): string | null {
  return isBarcode(text) ? formTexts.isBarcode : null;
}

/** A percentage: text in the field, parts per million in the form. */
export function PercentField({ formats, ...rest }: NumberProps) {
  // A percentage is counted in thousandths of a per cent, which is ten parts per million.
  const show = (ppm: number) => formats.quantityText(ppm / 10);
  const read = (text: string) => formats.parseQuantity(text) * 10;
  return <NumberTextField {...rest} show={show} read={read} unit="%" />;
}

/** A whole number without a unit of ours, such as days; NaN where it cannot be read. */
export function NumberField({ formats, ...rest }: NumberProps & { readonly unit?: string }) {
  return <NumberTextField {...rest} show={String} read={formats.parseWhole} />;
}

interface NumberTextProps extends Labels {
  readonly field: Field<number>;
  readonly show: (value: number) => string;
  readonly read: (text: string) => number;
  /** Said while it is typed, before anything is sent. */
  readonly wrong?: (text: string) => string | null;
  readonly unit?: string | undefined;
}

function NumberTextField({ field, show, read, wrong, unit, ...labels }: NumberTextProps) {
  const shown = Number.isNaN(field.value) ? "" : show(field.value);
  const [text, setText] = useState(shown);
  // The form was set or reset from outside: what was typed is no longer what the form holds.
  const outdated = !Object.is(read(text), field.value);
  const value = outdated ? shown : text;
  const error = wrong?.(value) ?? field.error;
  return (
    <TextInput
      {...shell({ path: field.path, error }, labels)}
      value={value}
      inputMode="decimal"
      autoComplete="off"
      className={classes.number}
      // Empty and unreadable are both NaN in the form: only the field knows which.
      data-unreadable={value.trim() !== "" && Number.isNaN(read(value)) ? "" : undefined}
      rightSection={unit === undefined ? undefined : <span className={classes.unit}>{unit}</span>}
      rightSectionPointerEvents="none"
      onMouseDown={selectOnPress}
      onChange={(event) => {
        setText(event.currentTarget.value);
        field.change(read(event.currentTarget.value));
      }}
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

/** A choice of few or many: the browser's own list, which every phone and keyboard knows. */
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
      // safe because the list offers nothing but the choices it was given
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

/** A day, `2026-03-01`; empty text where none was chosen. */
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

/** A time of day: `04:30` in the field, minutes after midnight in the form; NaN where there is none. */
export function TimeField({ field, ...labels }: Labels & { readonly field: Field<number> }) {
  const two = (n: number) => String(n).padStart(2, "0");
  const { value } = field;
  return (
    <TextInput
      {...shell(field, labels)}
      type="time"
      value={Number.isNaN(value) ? "" : `${two(Math.trunc(value / 60))}:${two(value % 60)}`}
      onChange={(event) => {
        const [hours, minutes] = event.currentTarget.value.split(":").map(Number);
        field.change((hours ?? Number.NaN) * 60 + (minutes ?? Number.NaN));
      }}
    />
  );
}

/** Yes or no for one thing of several; a switch is for something that takes effect at once. */
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

/** What all fields of the kit are given alike. */
function shell(field: Pick<Field<unknown>, "path" | "error">, labels: Labels) {
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
