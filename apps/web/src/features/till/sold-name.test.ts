import { CatalogueRow } from "@daybook/contract/catalogue";
import { expect, test } from "vitest";
import { soldName } from "./sold-name.ts";

const row = CatalogueRow.partial().parse({
  name: "Miscellaneous",
  sku: "MISC",
  barcodes: ["2000000000015"],
}) as CatalogueRow; // safe because the code under test reads no other field

test("[S19] an unknown code that is sold as another item is in its name", () => {
  const code = "4006381333931";
  expect(soldName("Paper roses", { row, code })).toBe("Paper roses (4006381333931)");
  expect(soldName("", { row, code })).toBe("Miscellaneous (4006381333931)");
  expect(soldName("x".repeat(200), { row, code })).toHaveLength(200);
  // A character that would be cut in half is left out: the server refuses half of one.
  const sold = soldName(`${"x".repeat(183)}🎁`, { row, code });
  expect(sold).toBe(`${"x".repeat(183)} (${code})`);
});

test("[S19] the codes of the product itself are not in the name", () => {
  for (const code of [null, "MISC", "2000000000015", "0102000000000015"]) {
    expect(soldName("Paper roses", { row, code })).toBe("Paper roses");
    expect(soldName("", { row, code })).toBeNull();
  }
});
