import { useState } from "react";
import type { KeyboardEvent } from "react";

/** What each key of a field with a list means; every other key is the browser's. */
export type FieldKeys = Readonly<Record<string, () => void>>;

/**
 * The option that the arrow keys have moved to in a list below a field; -1 while nobody moved, and then Enter takes
 * what fits best. The focus stays in the field.
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
    /** For the field above the list. */
    fieldProps: (open: boolean) => ({
      ...FIELD,
      "aria-expanded": open,
      "aria-controls": listId,
      "aria-activedescendant": open && active >= 0 ? optionId(active) : undefined,
    }),
  };
}

/** What a field with a list tells the browser and those who do not see it. */
const FIELD = {
  role: "combobox",
  inputMode: "search",
  enterKeyHint: "go",
  autoComplete: "off",
  spellCheck: false,
  "aria-autocomplete": "list",
} as const;

/** One further in this direction, round the ends; -1 in an empty list. */
export function nextOption(active: number, direction: 1 | -1, count: number): number {
  if (count === 0) return -1;
  const from = active === -1 && direction === -1 ? 0 : active;
  return (from + direction + count) % count;
}

/**
 * Does what the pressed key means, and whether it did. Keys of an input method, and those held with Ctrl, Cmd or Alt,
 * are not the field's.
 */
export function runFieldKey(event: KeyboardEvent, keys: FieldKeys): boolean {
  const act = keys[event.key];
  if (act === undefined || event.nativeEvent.isComposing) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  event.preventDefault();
  act();
  return true;
}
