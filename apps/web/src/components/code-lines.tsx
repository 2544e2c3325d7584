import { CloseButton, TextInput } from "@mantine/core";
import { useState } from "react";
import type { Field } from "./form-state.ts";
import { Button } from "./button.tsx";
import classes from "./code-lines.module.css";

interface CodeField extends Field<string> {
  /** A warning about this code, which does not prevent saving. */
  readonly notice?: string | undefined;
}

interface CodeLinesProps {
  /** One input per line. */
  readonly fields: readonly CodeField[];
  readonly label: string;
  readonly lineLabel: (number: number) => string;
  readonly hint: string;
  readonly addLabel: string;
  readonly removeLabel: (code: string) => string;
  readonly onAdd: () => void;
  readonly onRemove: (index: number) => void;
}

/** Codes, one per line, typed or scanned into the focused line. */
export function CodeLines(props: CodeLinesProps) {
  // A warning about an incomplete code would appear and disappear while typing.
  const [typing, setTyping] = useState<string | null>(null);
  const { fields, label, lineLabel, hint, addLabel, removeLabel, onAdd, onRemove } = props;
  return (
    <fieldset className={classes.lines} data-accepts-scan>
      <legend className={classes.legend}>{label}</legend>
      <p className={classes.hint}>{hint}</p>
      {fields.map((field, index) => (
        <div key={field.path} className={classes.line}>
          <TextInput
            aria-label={lineLabel(index + 1)}
            value={field.value}
            error={field.error}
            description={typing === field.path ? undefined : field.notice}
            inputWrapperOrder={["input", "description", "error"]}
            data-path={field.path}
            autoComplete="off"
            spellCheck={false}
            className={classes.code}
            onChange={(event) => {
              setTyping(field.path);
              field.change(event.currentTarget.value);
            }}
            onBlur={() => setTyping(null)}
          />
          {fields.length > 1 || field.value !== "" ? (
            <CloseButton
              size={44}
              aria-label={removeLabel(field.value)}
              onClick={() => onRemove(index)}
            />
          ) : null}
        </div>
      ))}
      <div>
        <Button onClick={onAdd} icon="plus">
          {addLabel}
        </Button>
      </div>
    </fieldset>
  );
}
