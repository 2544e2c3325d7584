import { NativeSelect, Switch } from "@mantine/core";
import classes from "./fields.module.css";

interface ChoiceFieldProps<Value extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: Value;
  readonly choices: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value) => void;
}

/** One of a few, taking effect at once. */
export function ChoiceField<Value extends string>(props: ChoiceFieldProps<Value>) {
  const { label, hint, value, choices, onChange } = props;
  const data = Object.entries<string>(choices).map(([key, text]) => ({ value: key, label: text }));
  return (
    <NativeSelect
      label={label}
      description={hint}
      value={value}
      data={data}
      className={classes.choice}
      // safe because the list offers nothing but the keys of its choices
      onChange={(event) => onChange(event.currentTarget.value as Value)}
    />
  );
}

interface SwitchChoiceProps {
  readonly label: string;
  readonly hint?: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}

/** On or off, taking effect at once. */
export function SwitchChoice({ label, hint, value, onChange }: SwitchChoiceProps) {
  return (
    <Switch
      label={label}
      description={hint}
      checked={value}
      className={classes.switch ?? ""}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  );
}
