import { createContext, useContext, useState } from "react";

interface LiveValueProps {
  /** As it is shown. */
  readonly text: string;
  readonly negative?: boolean;
}

/** What the figures below are about, where a place on the screen shows one thing and then another. */
export const FiguresOf = createContext("");

/** More letters than this may be broken where a column has no room for them. */
const LONG = 11;

/** A figure that tints for 600 ms when it changes by itself. */
export function LiveValue({ text, negative = false }: LiveValueProps) {
  const about = useContext(FiguresOf);
  const [seen, setSeen] = useState({ text, about, changes: 0, tinted: false });
  const { changes } = seen;
  // Another thing's figure has not changed; it was another one all along.
  if (seen.about !== about) setSeen({ text, about, changes, tinted: false });
  else if (seen.text !== text) setSeen({ text, about, changes: changes + 1, tinted: true });
  const names = ["num", seen.tinted ? "tinted" : "", negative ? "negative" : ""];
  return (
    // A new key starts the tint again when the figure changes twice in a row.
    <span
      key={changes}
      data-long={text.length > LONG ? "" : undefined}
      className={names.filter(Boolean).join(" ")}
    >
      {text}
    </span>
  );
}
