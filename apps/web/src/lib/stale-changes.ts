/** Something another person saved while a form stood open. */
export interface StaleChange {
  /** The form's field. */
  readonly key: string;
  /** What the form held when the change arrived. */
  readonly mine: unknown;
  readonly theirs: unknown;
  /** Null while the person has not decided whose it shall be; a field they had not touched is taken over at once. */
  readonly choice: "mine" | "theirs" | null;
}

interface Compared<Values> {
  /** The values the form began with, or last agreed on. */
  readonly before: Values;
  /** The values as they are saved now. */
  readonly theirs: Values;
  /** What stands in the form. */
  readonly mine: Values;
  /** What was noted before. */
  readonly noted: readonly StaleChange[];
}

/**
 * What others changed, field by field. A field that says the same on both sides needs no word; a decision holds until
 * the other side changes again.
 */
export function noteChanges<Values extends object>(compared: Compared<Values>): StaleChange[] {
  const { before, theirs, mine, noted } = compared;
  const held = new Map(Object.entries(mine));
  const was = new Map(Object.entries(before));
  const changes = new Map(noted.map((change) => [change.key, change]));
  for (const [key, value] of Object.entries(theirs)) {
    if (sameValue(value, was.get(key))) continue;
    const earlier = changes.get(key);
    if (earlier !== undefined && sameValue(earlier.theirs, value)) continue;
    if (sameValue(value, held.get(key))) changes.delete(key);
    else {
      const untouched = sameValue(held.get(key), was.get(key));
      const choice = untouched ? "theirs" : null;
      changes.set(key, { key, mine: held.get(key), theirs: value, choice });
    }
  }
  return [...changes.values()];
}

/**
 * Whether two values of a field say the same; a number that is empty or cannot be read says nothing. Spaces around a text say
 * nothing: the contracts take them off, and what comes back from one's own saving is no change by somebody else.
 */
export function sameValue(one: unknown, other: unknown): boolean {
  return Object.is(one, other) || spoken(one) === spoken(other);
}

function spoken(value: unknown): string | undefined {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "string" ? part.trim() : part,
  );
}
