import classes from "./file-field.module.css";

interface FileFieldProps {
  readonly label: string;
  readonly hint: string;
  /** File name extensions that the file dialog offers: `.csv,.xlsx`. */
  readonly accept: string;
  readonly onChoose: (file: File) => void;
}

/** Takes one file: chosen, or dropped on it, which browsers support by themselves. */
export function FileField({ label, hint, accept, onChoose }: FileFieldProps) {
  return (
    <label className={classes.place}>
      <span className={classes.label}>{label}</span>
      <span className={classes.hint}>{hint}</span>
      <input
        type="file"
        accept={accept}
        className={classes.input}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file !== undefined) onChoose(file);
          // The same file can be chosen again after it was corrected.
          event.currentTarget.value = "";
        }}
      />
    </label>
  );
}
