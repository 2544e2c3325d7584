/** The fields of a product that are stored and returned unchanged: add a new field of this kind only here. */
import { sql } from "drizzle-orm";
import type { NewProduct } from "@daybook/contract/products";
import type { Placeholder } from "drizzle-orm";
import type { ProductRow } from "./product-rows.ts";

const PLAIN_FIELDS = ["description", "askPrice", "ageLimit", "returnDays", "stopReason"] as const;
type PlainField = (typeof PLAIN_FIELDS)[number];

/** These fields of a row, of an input or of a product. */
export function plainFields<From extends Readonly<Record<PlainField, unknown>>>(
  from: From,
): Pick<From, PlainField> {
  // safe because these are the entries that the type picks
  return Object.fromEntries(PLAIN_FIELDS.map((name) => [name, from[name]])) as Pick<
    From,
    PlainField
  >;
}

/** These fields after an update: omitted fields keep the value of the row. */
export function editedPlainFields<Row extends Readonly<Record<PlainField, unknown>>>(
  row: Row,
  edit: { readonly [Name in PlainField]?: Row[Name] | undefined },
): Pick<Row, PlainField> {
  const edited = PLAIN_FIELDS.map((name) => [
    name,
    edit[name] === undefined ? row[name] : edit[name],
  ]);
  // safe because there is one entry for every field
  return Object.fromEntries(edited) as Pick<Row, PlainField>;
}

/** What the fields are for a new product that leaves them out. */
const LEFT_OUT = {
  description: "",
  askPrice: false,
  ageLimit: null,
  returnDays: null,
  stopReason: "",
} as const satisfies Pick<ProductRow, PlainField>;

/** These fields of a new product. */
export function newPlainFields(input: Pick<NewProduct, PlainField>): Pick<ProductRow, PlainField> {
  return editedPlainFields<Pick<ProductRow, PlainField>>(LEFT_OUT, input);
}

/** These fields in a prepared INSERT. */
export function plainPlaceholders(): Record<PlainField, Placeholder> {
  const entries = PLAIN_FIELDS.map((name) => [name, sql.placeholder(name)] as const);
  // safe because there is one entry for every field
  return Object.fromEntries(entries) as Record<PlainField, Placeholder>;
}
