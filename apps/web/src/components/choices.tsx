import { NativeSelect, Switch } from "@mantine/core";
import classes from "./fields.module.css";

interface ChoiceFieldProps<Value extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: Value;
  readonly choices: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value) => void;
}

/** A choice of a few options, applied immediately. */
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
      // safe because the list offers only the keys of its choices
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

/** A switch, applied immediately. */
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
