/** The number in a form field: null if the field is empty, NaN if its text is invalid. */
export type TypedNumber = number | null;

/** The initial value of an optional number field. */
export function typed(value: number): TypedNumber {
  return value;
}

/** The contract value of a required number: an empty field is refused like an invalid one. */
export function required(typed: TypedNumber): number {
  return typed ?? Number.NaN;
}
