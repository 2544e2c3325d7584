import type { ReactNode } from "react";
import type { Disposition } from "@daybook/contract/sales";
import { SelectField } from "../../components/fields.tsx";
import { QuantityField } from "../../components/number-fields.tsx";
import { useFormats } from "../../lib/shop-context.tsx";
import type { TypedNumber } from "../../lib/typed-number.ts";
import { returnTexts as texts } from "../../texts/en/returns.ts";
import classes from "./return-sheet.module.css";

const DISPOSITIONS = Object.entries(texts.dispositions).map(([value, label]) => ({ value, label }));

type ErrorAt = (path: string) => string | null;

interface ReturnLineSetProps {
  readonly errorAt: ErrorAt;
  readonly children: ReactNode;
}

/** The lines of a return, and the error that concerns all of them. */
export function ReturnLineSet({ errorAt, children }: ReturnLineSetProps) {
  const error = errorAt("lines");
  return (
    <fieldset className={classes.part} data-path="lines" tabIndex={-1}>
      <legend className={classes.legend}>{texts.whatComesBack}</legend>
      {children}
      {error === null ? null : (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

interface ReturnFieldProps<Value> {
  /** The position of the line. */
  readonly index: number;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly errorAt: ErrorAt;
}

/** How many are returned. */
export function ReturnQuantity(props: ReturnFieldProps<TypedNumber>) {
  const formats = useFormats();
  return (
    <QuantityField
      field={fieldOf("quantityMilli", props)}
      label={texts.howMany}
      formats={formats}
    />
  );
}

/** What happens to them. */
export function ReturnDisposition(props: ReturnFieldProps<Disposition>) {
  return (
    <SelectField<Disposition>
      field={fieldOf("disposition", props)}
      label={texts.whereTo}
      choices={DISPOSITIONS}
    />
  );
}

function fieldOf<Value>(name: string, props: ReturnFieldProps<Value>) {
  const path = `lines.${props.index}.${name}`;
  return { path, value: props.value, change: props.onChange, error: props.errorAt(path) };
}
