import { createContext, useContext, useState } from "react";

interface LiveValueProps {
  /** The formatted value. */
  readonly text: string;
  readonly negative?: boolean;
}

/** The id of the record, if this position can show different ones. */
export const FiguresOf = createContext("");

/** Longer values may wrap if a column has no room. */
const LONG = 11;

/** A figure that is highlighted for 600 ms when it changes. */
export function LiveValue({ text, negative = false }: LiveValueProps) {
  const about = useContext(FiguresOf);
  const [seen, setSeen] = useState({ text, about, changes: 0, tinted: false });
  const { changes } = seen;
  // A figure of another record is not a change.
  if (seen.about !== about) setSeen({ text, about, changes, tinted: false });
  else if (seen.text !== text) setSeen({ text, about, changes: changes + 1, tinted: true });
  const names = ["num", seen.tinted ? "tinted" : "", negative ? "negative" : ""];
  return (
    // A new key restarts the highlight if the figure changes twice in a row.
    <span
      key={changes}
      data-long={text.length > LONG ? "" : undefined}
      className={names.filter(Boolean).join(" ")}
    >
      {text}
    </span>
  );
}
