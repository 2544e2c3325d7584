import { TextInput } from "@mantine/core";
import { useState } from "react";
import { calculate, isSum } from "../lib/calculate.ts";
import { isBarcode } from "../lib/format.ts";
import type { Formats } from "../lib/format.ts";
import type { TypedNumber } from "../lib/typed-number.ts";
import { formTexts } from "../texts/en/form.ts";
import { shell } from "./fields.tsx";
import type { Labels } from "./fields.tsx";
import classes from "./fields.module.css";
import type { Field } from "./form-state.ts";
import { nextFieldOnEnter } from "./next-field.ts";
import { selectOnPress } from "./select-on-press.ts";

interface NumberProps extends Labels {
  readonly field: Field<TypedNumber>;
  readonly formats: Formats;
  /** Highlighted as the field that determines the others. */
  readonly strong?: boolean;
  /** Enter goes to the next field of the form, and submits in the last one. */
  readonly inSequence?: boolean;
}

/** An amount of money, in minor units in the form. */
export function MoneyField(props: NumberProps) {
  const { moneyText, parseMoney, plainAmount, style } = props.formats;
  return (
    <NumberField
      {...props}
      show={moneyText}
      read={parseMoney}
      plain={plainAmount}
      places={style.exponent}
      unit={style.currency}
    />
  );
}

/** A quantity, in thousandths in the form. */
export function QuantityField(props: NumberProps & { readonly unit?: string }) {
  const { quantityText, parseQuantity, plainDecimal } = props.formats;
  return (
    <NumberField
      {...props}
      show={quantityText}
      read={parseQuantity}
      plain={plainDecimal}
      wrong={wrongQuantity}
      places={3}
    />
  );
}

/** The error of a quantity in its field, shown immediately; null if it is valid. */
function wrongQuantity(text: string): string | null {
  return isBarcode(text) ? formTexts.isBarcode : null;
}

/** A percentage, in parts per million in the form. */
export function PercentField(props: NumberProps) {
  const { quantityText, parseQuantity, plainDecimal } = props.formats;
  const { field } = props;
  // A percentage is parsed in thousandths of a percent, which is ten parts per million.
  const inThousandths: Field<TypedNumber> = {
    ...field,
    value: field.value === null ? null : Math.round(field.value / 10),
    change: (value) => field.change(value === null ? null : value * 10),
  };
  return (
    <NumberField
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

/** A whole number, such as days. */
export function WholeField(props: NumberProps & { readonly unit?: string }) {
  const { parseWhole, plainDecimal } = props.formats;
  return <NumberField {...props} show={String} read={parseWhole} plain={plainDecimal} places={0} />;
}

interface NumberFieldProps extends NumberProps {
  readonly show: (value: number) => string;
  readonly read: (text: string) => number;
  /** How each number of a calculation is parsed. */
  readonly plain: (text: string) => string | null;
  /** An error shown while typing, before anything is sent. */
  readonly wrong?: (text: string) => string | null;
  readonly places: number;
  readonly unit?: string | undefined;
}

/** A field with text and a number in the form. Accepts calculations: `12*1.2`, `+10%`. */
function NumberField(props: NumberFieldProps) {
  const {
    field,
    formats: _,
    strong = false,
    inSequence = false,
    show,
    read,
    plain,
    wrong,
    places,
    unit,
    ...labels
  } = props;
  const shown = field.value === null || Number.isNaN(field.value) ? "" : show(field.value);
  // "+10%" is relative to the value when the field got the focus.
  const [entry, setEntry] = useState({ text: shown, from: field.value });
  const valueOf = (text: string, from: TypedNumber) => {
    if (text.trim() === "") return null;
    return isSum(text) ? calculate(text, { plain, from: from ?? Number.NaN, places }) : read(text);
  };
  // The form was set from outside: the typed text no longer matches.
  const outdated = !Object.is(valueOf(entry.text, entry.from), field.value);
  const value = outdated ? shown : entry.text;
  const settle = () => {
    // A plain number stays as typed; a calculation is replaced by its result.
    if (shown !== "" && isSum(entry.text)) setEntry({ text: shown, from: field.value });
  };
  return (
    <TextInput
      {...shell({ path: field.path, error: wrong?.(value) ?? field.error }, labels)}
      data-strong={strong ? true : undefined}
      value={value}
      inputMode="decimal"
      autoComplete="off"
      spellCheck={false}
      className={classes.number}
      rightSection={
        unit === undefined || unit === "" ? undefined : <span className={classes.unit}>{unit}</span>
      }
      rightSectionPointerEvents="none"
      onMouseDown={selectOnPress}
      onFocus={() => setEntry({ text: value, from: field.value })}
      onBlur={settle}
      onKeyDown={(event) => {
        if (event.key === "Enter") settle();
        if (inSequence) nextFieldOnEnter(event);
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
