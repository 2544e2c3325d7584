import { TextInput } from "@mantine/core";
import { useState } from "react";
import { calculate, isSum } from "../lib/calculate.ts";
import type { Formats } from "../lib/format.ts";
import { formTexts } from "../texts/en/form.ts";
import classes from "./fields.module.css";
import { wrongQuantity } from "./fields.tsx";
import type { Field } from "./form-state.ts";
import { selectOnPress } from "./select-on-press.ts";

interface CalculatingProps {
  /** Null where the field is empty, NaN where what stands in it cannot be read. */
  readonly field: Field<number | null>;
  readonly formats: Formats;
  readonly label: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly focused?: boolean;
  /** Set apart from its neighbours: the one the others followed. */
  readonly strong?: boolean;
}

/** An amount of money that may be typed as a sum: `12*1.2`, `+10%`. */
export function CalculatingMoneyField(props: CalculatingProps) {
  const { moneyText, parseMoney, plainAmount, style } = props.formats;
  return (
    <CalculatingField
      {...props}
      show={moneyText}
      read={parseMoney}
      plain={plainAmount}
      places={style.exponent}
      unit={style.currency}
    />
  );
}

/** A quantity in thousandths that may be typed as a sum. */
export function CalculatingQuantityField({
  unit,
  ...props
}: CalculatingProps & { readonly unit?: string }) {
  const { quantityText, parseQuantity, plainDecimal } = props.formats;
  return (
    <CalculatingField
      {...props}
      show={quantityText}
      read={parseQuantity}
      plain={plainDecimal}
      wrong={wrongQuantity}
      places={3}
      unit={unit ?? ""}
    />
  );
}

/** A percentage that may be typed as a sum; parts per million in the form. */
export function CalculatingPercentField(props: CalculatingProps) {
  const { quantityText, parseQuantity, plainDecimal } = props.formats;
  const { field } = props;
  // A percentage is counted in thousandths of a per cent, which is ten parts per million.
  const inThousandths: Field<number | null> = {
    ...field,
    value: field.value === null ? null : Math.round(field.value / 10),
    change: (value) => field.change(value === null ? null : value * 10),
  };
  return (
    <CalculatingField
      {...props}
      field={inThousandths}
      show={quantityText}
      read={parseQuantity}
      plain={plainDecimal}
      places={3}
      unit="%"
    />
  );
}

interface FieldProps extends CalculatingProps {
  readonly show: (value: number) => string;
  readonly read: (text: string) => number;
  /** How each number of a sum is read. */
  readonly plain: (text: string) => string | null;
  readonly wrong?: (text: string) => string | null;
  readonly places: number;
  readonly unit: string;
}

function CalculatingField(props: FieldProps) {
  const { field, label, hint, optional = false, focused = false, show, read, plain } = props;
  const shown = field.value === null || Number.isNaN(field.value) ? "" : show(field.value);
  // What was in the field when the cursor came into it is what "+10%" begins with.
  const [entry, setEntry] = useState({ text: shown, from: field.value });
  const valueOf = (text: string, from: number | null) => {
    if (text.trim() === "") return null;
    if (!isSum(text)) return read(text);
    const sum = { plain, from: from ?? Number.NaN, places: props.places };
    return calculate(text, sum);
  };
  // The form was set from outside: what was typed is no longer what the form holds.
  const outdated = !Object.is(valueOf(entry.text, entry.from), field.value);
  const settle = () => {
    // A plain number stays as it was typed; a sum gives way to what it comes to.
    if (field.value !== null && !Number.isNaN(field.value) && isSum(entry.text))
      setEntry({ text: show(field.value), from: field.value });
  };
  return (
    <TextInput
      label={
        optional ? (
          <>
            {label} <span className={classes.optional}>({formTexts.optional})</span>
          </>
        ) : (
          label
        )
      }
      description={hint}
      error={props.wrong?.(outdated ? shown : entry.text) ?? field.error}
      data-path={field.path}
      data-autofocus={focused ? true : undefined}
      data-strong={props.strong === true ? true : undefined}
      value={outdated ? shown : entry.text}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      className={classes.number}
      rightSection={
        props.unit === "" ? undefined : <span className={classes.unit}>{props.unit}</span>
      }
      rightSectionPointerEvents="none"
      onMouseDown={selectOnPress}
      onFocus={() => setEntry({ text: outdated ? shown : entry.text, from: field.value })}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === "Enter") settle();
      }}
      onChange={(event) => {
        const text = event.currentTarget.value;
        const from = outdated ? field.value : entry.from;
        setEntry({ text, from });
        field.change(valueOf(text, from));
      }}
    />
  );
}
