/** A change saved by someone else while a form was open. */
export interface StaleChange {
  /** The form's field. */
  readonly key: string;
  /** The form's value when the change arrived. */
  readonly mine: unknown;
  readonly theirs: unknown;
  /** Null until the user chooses a value; an unedited field is updated immediately. */
  readonly choice: "mine" | "theirs" | null;
}

interface Compared<Values> {
  /** The initial values of the form, or those last agreed on. */
  readonly before: Values;
  /** The saved values. */
  readonly theirs: Values;
  /** The current form values. */
  readonly mine: Values;
  /** The earlier changes. */
  readonly noted: readonly StaleChange[];
}

/**
 * The changes by others, field by field. Equal values are not conflicts; a decision is valid until the other side
 * changes again.
 */
export function noteChanges<Values extends object>(compared: Compared<Values>): StaleChange[] {
  const { before, theirs, mine, noted } = compared;
  const current = new Map(Object.entries(mine));
  const was = new Map(Object.entries(before));
  const changes = new Map(noted.map((change) => [change.key, change]));
  for (const [key, value] of Object.entries(theirs)) {
    if (sameValue(value, was.get(key))) continue;
    const earlier = changes.get(key);
    if (earlier !== undefined && sameValue(earlier.theirs, value)) continue;
    if (sameValue(value, current.get(key))) changes.delete(key);
    else {
      const untouched = sameValue(current.get(key), was.get(key));
      const choice = untouched ? "theirs" : null;
      changes.set(key, { key, mine: current.get(key), theirs: value, choice });
    }
  }
  return [...changes.values()];
}

/**
 * Whether two values of a field are equal; empty and invalid numbers are equal. Surrounding spaces are ignored:
 * contracts trim them, and a trimmed value after saving is not a change by someone else.
 */
export function sameValue(one: unknown, other: unknown): boolean {
  return Object.is(one, other) || spoken(one) === spoken(other);
}

function spoken(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "string" ? part.trim() : part,
  );
}
