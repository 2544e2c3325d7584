import { useEffect, useId, useRef, useState } from "react";
import { TextField } from "../../components/fields.tsx";
import type { Field } from "../../components/form-state.ts";
import { tillDrawerTexts as texts } from "../../texts/en/till-drawer.ts";
import classes from "./till-chips.module.css";

interface CategoryChipsProps {
  readonly field: Field<string>;
  readonly categories: readonly string[];
}

/** The category before or after this one; the first or the last if none is chosen. */
export function categoryBeside(categories: readonly string[], chosen: string, by: 1 | -1): string {
  const at = categories.indexOf(chosen);
  const from = at === -1 && by === -1 ? categories.length : at;
  return categories.at((from + by) % categories.length) ?? chosen;
}

/** What a pay-out is for: one tap, or an arrow key. Enter then sends the form. */
export function CategoryChips({ field, categories }: CategoryChipsProps) {
  const id = useId();
  const [wantsOther, setOther] = useState(false);
  const other = wantsOther && !categories.includes(field.value);
  const typed = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (other) typed.current?.querySelector("input")?.focus();
  }, [other]);
  const choose = (category: string) => {
    setOther(false);
    field.change(category);
  };
  const problem = other ? null : field.error;
  return (
    <fieldset className={classes.group}>
      <legend>
        {texts.category} <span className={classes.hint}>{texts.categoryHint}</span>
      </legend>
      <div className={classes.chips}>
        {categories.map((category, index) => (
          <label key={category} className={classes.chip}>
            <input
              type="radio"
              name={id}
              value={category}
              checked={!other && field.value === category}
              data-path={index === 0 && !other ? field.path : undefined}
              aria-describedby={problem === null ? undefined : `${id}-error`}
              onChange={() => choose(category)}
            />
            {category}
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
          {texts.otherCategory}
        </label>
      </div>
      {other ? (
        <div ref={typed} className={classes.other}>
          <TextField field={field} label={texts.whichCategory} />
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
