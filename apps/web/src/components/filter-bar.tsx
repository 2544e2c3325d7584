import { CloseButton, NativeSelect, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./filter-bar.module.css";

/** What narrows a list down, above it. */
export function FilterBar({ children }: { readonly children: ReactNode }) {
  return <search className={classes.bar}>{children}</search>;
}

interface ChosenOnPaperProps {
  readonly label: string;
  readonly value: string;
}

/** On paper a filter is words: what was chosen, without the control. */
export function ChosenOnPaper({ label, value }: ChosenOnPaperProps) {
  return value === "" ? null : (
    <p className="print-only">
      {label}: {value}
    </p>
  );
}

interface SearchBoxProps {
  readonly label: string;
  readonly clearLabel: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SearchBox({ label, clearLabel, value, onChange }: SearchBoxProps) {
  return (
    <>
      <TextInput
        type="text"
        label={label}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        inputMode="search"
        data-search
        className={classes.search}
        rightSection={
          value === "" ? undefined : (
            <CloseButton aria-label={clearLabel} onClick={() => onChange("")} />
          )
        }
      />
      <ChosenOnPaper label={label} value={value} />
    </>
  );
}

interface FilterSelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value) => void;
}

export function FilterSelect<Value extends string>(props: FilterSelectProps<Value>) {
  const { label, value, choices, onChange } = props;
  const data = Object.entries<string>(choices).map(([key, text]) => ({ value: key, label: text }));
  return (
    <>
      <NativeSelect
        label={label}
        value={value}
        data={data}
        className={classes.select}
        // safe because the list offers nothing but the keys of its choices
        onChange={(event) => onChange(event.currentTarget.value as Value)}
      />
      <ChosenOnPaper label={label} value={choices[value] ?? ""} />
    </>
  );
}
