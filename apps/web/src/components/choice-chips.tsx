import { useEffect, useId, useRef, useState } from "react";
import { TextField } from "./fields.tsx";
import type { Field } from "./form-state.ts";
import classes from "./choice-chips.module.css";

interface ChoiceChipsProps {
  readonly field: Field<string>;
  readonly choices: readonly string[];
  readonly texts: {
    readonly legend: string;
    readonly hint?: string;
    /** The chip for another text, and the label of its field. */
    readonly other: string;
    readonly which: string;
  };
}

/** One of a few usual texts by one tap or an arrow key, or another one. Enter sends the form. */
export function ChoiceChips({ field, choices, texts }: ChoiceChipsProps) {
  const id = useId();
  const [wantsOther, setOther] = useState(false);
  const other = (wantsOther || field.value !== "") && !choices.includes(field.value);
  const typed = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (other) typed.current?.querySelector("input")?.focus();
  }, [other]);
  const choose = (choice: string) => {
    setOther(false);
    field.change(choice);
  };
  const problem = other ? null : field.error;
  return (
    <fieldset className={classes.group}>
      <legend>
        {texts.legend}{" "}
        {texts.hint === undefined ? null : <span className={classes.hint}>{texts.hint}</span>}
      </legend>
      <div className={classes.chips}>
        {choices.map((choice, index) => (
          <label key={choice} className={classes.chip}>
            <input
              type="radio"
              name={id}
              value={choice}
              checked={!other && field.value === choice}
              data-path={index === 0 && !other ? field.path : undefined}
              aria-describedby={problem === null ? undefined : `${id}-error`}
              onChange={() => choose(choice)}
            />
            {choice}
          </label>
        ))}
        <label className={classes.chip}>
          <input
            type="radio"
            name={id}
            checked={other}
            onChange={() => {
              setOther(true);
              field.change("");
            }}
          />
          {texts.other}
        </label>
      </div>
      {other ? (
        <div ref={typed} className={classes.other}>
          <TextField field={field} label={texts.which} />
        </div>
      ) : null}
      {problem === null ? null : (
        <p id={`${id}-error`} className={classes.error}>
          {problem}
        </p>
      )}
    </fieldset>
  );
}
