import { Checkbox } from "@mantine/core";
import classes from "./fields.module.css";
import type { Field } from "./form-state.ts";

interface ChecksFieldProps<Value extends string> {
  readonly field: Field<readonly Value[]>;
  readonly label: string;
  readonly hint?: string;
  readonly choices: readonly {
    readonly value: Value;
    readonly label: string;
    readonly hint?: string;
  }[];
}

/** A group of checkboxes. */
export function ChecksField<Value extends string>(props: ChecksFieldProps<Value>) {
  const { field, label, hint, choices } = props;
  return (
    <Checkbox.Group
      label={label}
      description={hint}
      error={field.error}
      data-path={field.path}
      value={[...field.value]}
      // In the order of the choices, not the order of the clicks.
      onChange={(ticked) =>
        field.change(choices.map(({ value }) => value).filter((value) => ticked.includes(value)))
      }
    >
      <div className={classes.checks}>
        {choices.map((choice) => (
          <Checkbox
            key={choice.value}
            value={choice.value}
            label={choice.label}
            description={choice.hint}
            className={classes.check ?? ""}
          />
        ))}
      </div>
    </Checkbox.Group>
  );
}
