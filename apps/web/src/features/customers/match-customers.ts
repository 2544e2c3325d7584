import type { CustomerRow } from "@daybook/contract/customers";

type Searched = Pick<CustomerRow, "name" | "phone" | "email">;

/** The customers in whom every word of the query is found: in the name, the e-mail, or the phone with or without its blanks. */
export function matchCustomers<Row extends Searched>(
  rows: readonly Row[],
  query: string,
): readonly Row[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  const digits = digitsOf(query);
  return rows.filter((row) => {
    const text = plain(`${row.name} ${row.phone} ${row.email}`);
    if (words.every((word) => text.includes(word))) return true;
    return digits !== "" && digitsOf(row.phone).includes(digits);
  });
}

/** Lower case without accents. */
function plain(text: string): string {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** The digits of a query that is a number to call; empty when it holds letters too. */
function digitsOf(text: string): string {
  return /\p{L}/u.test(text) ? "" : text.replace(/\D/g, "");
}
