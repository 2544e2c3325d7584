import { TextInput } from "@mantine/core";
import { useState } from "react";
import { describeFieldError } from "../lib/describe-error.ts";
import type { Formats } from "../lib/format.ts";
import { readPieces } from "../lib/typed-pieces.ts";
import type { TypedNumber } from "../lib/typed-number.ts";
import type { Field } from "./form-state.ts";
import { goToNextField, isPlainEnter } from "./next-field.ts";
import { selectOnPress } from "./select-on-press.ts";
import classes from "./pieces-field.module.css";

interface PiecesFieldProps {
  readonly field: Field<TypedNumber>;
  /** The accessible name; the row shows it. */
  readonly label: string;
  /** The pieces in a roll or bundle. */
  readonly pack: number;
  readonly formats: Formats;
  readonly focused?: boolean;
}

/** A number of coins or notes in a table. Enter goes to the next field of the form, and submits in the last one. */
export function PiecesField({ field, label, pack, formats, focused = false }: PiecesFieldProps) {
  const shown = field.value === null || Number.isNaN(field.value) ? "" : String(field.value);
  const [text, setText] = useState(shown);
  const [left, setLeft] = useState(false);
  const read = (typed: string) => (typed.trim() === "" ? null : readPieces(typed, pack, formats));
  // A button or a reset changed the number: the typed text no longer matches.
  const value = Object.is(read(text), field.value) ? text : shown;
  const isWrong = field.value !== null && !(field.value >= 0);
  const settle = () => {
    if (shown !== "" && !isWrong) setText(shown);
    setLeft(true);
  };
  return (
    <TextInput
      aria-label={label}
      error={field.error ?? (left && isWrong ? describeFieldError(NOT_WHOLE) : null)}
      data-path={field.path}
      data-autofocus={focused ? true : undefined}
      value={value}
      inputMode="numeric"
      enterKeyHint="next"
      autoComplete="off"
      spellCheck={false}
      className={classes.pieces}
      onMouseDown={selectOnPress}
      onFocus={(event) => event.currentTarget.select()}
      onBlur={settle}
      onKeyDown={(event) => {
        if (!isPlainEnter(event)) return;
        event.preventDefault();
        settle();
        if (isWrong) event.currentTarget.select();
        else if (!goToNextField(event.currentTarget)) event.currentTarget.form?.requestSubmit();
      }}
      onChange={(event) => {
        const typed = event.currentTarget.value;
        setText(typed);
        setLeft(false);
        field.change(read(typed));
      }}
    />
  );
}

const NOT_WHOLE = { code: "pieces_not_whole", details: {} } as const;
