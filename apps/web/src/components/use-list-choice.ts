import { useState } from "react";
import type { KeyboardEvent } from "react";

/** Keyboard handling of a field with a list; all other keys are the browser's. */
export type FieldKeys = Readonly<Record<string, () => void>>;

/**
 * The active option of a list below a field; -1 if there is none, and then Enter picks the best match. The focus stays
 * in the field.
 */
export function useListChoice(listId: string, count: number) {
  const [moved, setMoved] = useState(-1);
  const active = Math.min(moved, count - 1);
  const optionId = (index: number) => `${listId}-${index}`;
  return {
    active,
    optionId,
    move: (direction: 1 | -1) => setMoved(nextOption(active, direction, count)),
    reset: () => setMoved(-1),
    /** Props for the field above the list. */
    fieldProps: (open: boolean) => ({
      ...FIELD,
      "aria-expanded": open,
      "aria-controls": listId,
      "aria-activedescendant": open && active >= 0 ? optionId(active) : undefined,
    }),
  };
}

/** The ARIA attributes of a field with a list. */
const FIELD = {
  role: "combobox",
  inputMode: "search",
  enterKeyHint: "go",
  autoComplete: "off",
  spellCheck: false,
  "aria-autocomplete": "list",
} as const;

/** The next index in this direction, wrapping around; -1 for an empty list. */
export function nextOption(active: number, direction: 1 | -1, count: number): number {
  if (count === 0) return -1;
  const from = active === -1 && direction === -1 ? 0 : active;
  return (from + direction + count) % count;
}

/** Handles a key and returns whether it did. Keys of an input method, or with Ctrl, Cmd or Alt, are not handled. */
export function runFieldKey(event: KeyboardEvent, keys: FieldKeys): boolean {
  const act = keys[event.key];
  if (act === undefined || event.nativeEvent.isComposing) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  event.preventDefault();
  act();
  return true;
}
