import { CloseButton, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ReactNode } from "react";
import { useNarrow } from "../lib/use-narrow.ts";
import { gridTexts as texts } from "../texts/en/grid.ts";
import { Button } from "./button.tsx";
import classes from "./filter-bar.module.css";

/**
 * The filters above a list. On a phone the search box stays visible with a button for the other filters, to leave room
 * for the rows.
 */
export function FilterBar({ children }: { readonly children: ReactNode }) {
  const narrow = useNarrow();
  const [open, setOpen] = useState(false);
  return (
    <search className={classes.bar} data-open={open}>
      {children}
      {narrow ? (
        <span className={classes.toggle}>
          <Button expanded={open} onClick={() => setOpen(!open)}>
            {texts.filters}
          </Button>
        </span>
      ) : null}
    </search>
  );
}

interface ChosenOnPaperProps {
  readonly label: string;
  readonly value: string;
}

/** When printed, a filter is text: its value without the control. */
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
  const narrow = useNarrow();
  return (
    <>
      <TextInput
        type="text"
        label={label}
        // On a phone the label is for screen readers only: the box has a placeholder.
        placeholder={narrow ? label : undefined}
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
  /** A choice that this user is not offered. */
  readonly except?: Value | null;
  readonly onChange: (value: Value) => void;
}

export function FilterSelect<Value extends string>(props: FilterSelectProps<Value>) {
  const { label, value, choices, except = null, onChange } = props;
  const data = Object.entries<string>(choices)
    .filter(([key]) => key !== except)
    .map(([key, text]) => ({ value: key, label: text }));
  return (
    <>
      <NativeSelect
        label={label}
        value={value}
        data={data}
        className={classes.select}
        data-narrows={
          value !== data[0]?.value && value !== "all" && ("" in choices || "all" in choices)
        }
        // safe because the list offers only the keys of its choices
        onChange={(event) => onChange(event.currentTarget.value as Value)}
      />
      <ChosenOnPaper label={label} value={choices[value] ?? ""} />
    </>
  );
}
