import type { Refusal } from "@daybook/contract/reasons";

/** The sentences of a refusal that are about single rows of `list`, such as "products", each with the row's name. */
export function refusedRows(
  refusal: Refusal | null,
  list: string,
  rows: readonly { readonly name: string }[],
): string[] {
  return Object.entries(refusal?.fieldErrors ?? {}).flatMap(([path, sentences]) => {
    const [of, index] = path.split(".");
    const name = of === list ? rows[Number(index)]?.name : undefined;
    return name === undefined ? [] : sentences.map((sentence) => `${name}: ${sentence}`);
  });
}
