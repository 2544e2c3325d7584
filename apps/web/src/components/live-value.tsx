import { useState } from "react";

interface LiveValueProps {
  /** As it is shown. */
  readonly text: string;
  readonly negative?: boolean;
}

/** A figure that tints for 600 ms when it changes by itself. */
export function LiveValue({ text, negative = false }: LiveValueProps) {
  const [seen, setSeen] = useState({ text, changes: 0 });
  if (seen.text !== text) setSeen({ text, changes: seen.changes + 1 });
  const names = ["num", seen.changes > 0 ? "tinted" : "", negative ? "negative" : ""];
  return (
    // A new key starts the tint again when the figure changes twice in a row.
    <span key={seen.changes} className={names.filter(Boolean).join(" ")}>
      {text}
    </span>
  );
}
