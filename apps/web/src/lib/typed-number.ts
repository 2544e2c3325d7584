/** A number as a field of a form holds it: null while the field is empty, NaN where what is in it cannot be read. */
export type TypedNumber = number | null;

/** What a field begins with that may be emptied. */
export function typed(value: number): TypedNumber {
  return value;
}

/** What a contract is given of a number that it requires: an empty field is refused like one that cannot be read. */
export function required(typed: TypedNumber): number {
  return typed ?? Number.NaN;
}
