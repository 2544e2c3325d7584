import classes from "./filter-chips.module.css";

interface FilterChipsProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly choices: Readonly<Record<Value, string>>;
  /** A choice that this user is not offered. */
  readonly except?: Value | null;
  readonly onChange: (value: Value) => void;
}

/** A single choice of a few views of a list, all of them visible. */
export function FilterChips<Value extends string>(props: FilterChipsProps<Value>) {
  const { label, value, choices, except = null, onChange } = props;
  // safe because these are the keys of the choices
  const all = Object.entries(choices) as [Value, string][];
  const entries = all.filter(([key]) => key !== except);
  return (
    <fieldset
      aria-label={label}
      className={classes.chips}
      data-narrows={entries.length > 0 && value !== entries[0]?.[0]}
    >
      {entries.map(([key, text]) => (
        <button
          key={key}
          type="button"
          aria-pressed={key === value}
          className={classes.chip}
          onClick={() => onChange(key)}
        >
          {text}
        </button>
      ))}
    </fieldset>
  );
}
