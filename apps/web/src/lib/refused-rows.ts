import type { ReadRefusal } from "@daybook/contract/refusal";
import { describeFieldError } from "./describe-error.ts";

/** The sentences of a refusal about single rows of `list`, such as "products", each with the row's name. */
export function refusedRows(
  refusal: ReadRefusal | null,
  list: string,
  rows: readonly { readonly name: string }[],
): string[] {
  return Object.entries(refusal?.fieldErrors ?? {}).flatMap(([path, errors]) => {
    const [of, index] = path.split(".");
    const name = of === list ? rows[Number(index)]?.name : undefined;
    return name === undefined ? [] : errors.map((error) => `${name}: ${describeFieldError(error)}`);
  });
}
