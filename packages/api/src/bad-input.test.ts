import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { overRest, overTrpc } from "./testing/call.ts";
import { contextAs } from "./testing/create-test-caller.ts";

/** What people and programs get wrong at the counter: a clear sentence at the field, and nothing is written. */
let shop: TestShop;
beforeAll(async () => {
  shop = await createTestShop().withProduct("MUG", {
    priceMinor: 999,
    onHandMilli: pieces(5),
    costMinor: 1500,
  });
});
afterAll(() => shop.close());

const sale = (line: object, more: object = {}) => ({
  key: newId(),
  locationId: shop.locationId(),
  lines: [{ productId: shop.productId("MUG"), quantityMilli: 1000, ...line }],
  tenders: [{ tender: "cash", amountMinor: 999 }],
  expectedTotalMinor: 999,
  ...more,
});

/** Sends it through both doors, which must refuse alike, and answers the fields and the status. */
async function refused(name: string, input: Record<string, unknown>) {
  const rest = await overRest(contextAs(shop, "owner"), name, input);
  const trpc = await overTrpc(contextAs(shop, "owner"), name, input);
  expect(rest).toEqual(trpc);
  expect(rest.body).toMatchObject({ message: expect.stringMatching(/\w/) });
  // safe because the line above saw an object with a message: a refusal
  const { fieldErrors, code } = rest.body as { fieldErrors: object; code: string };
  return { status: rest.status, code, fields: Object.keys(fieldErrors) };
}

describe("[I3] invalid input at the till", () => {
  test.each([
    ["a negative quantity", { quantityMilli: -1000 }, "lines.0.quantityMilli"],
    ["a quantity of zero", { quantityMilli: 0 }, "lines.0.quantityMilli"],
    ["a fraction of a thousandth", { quantityMilli: 0.5 }, "lines.0.quantityMilli"],
    ["a quantity as text", { quantityMilli: "1000" }, "lines.0.quantityMilli"],
    ["a quantity that is too large", { quantityMilli: 2 ** 53 }, "lines.0.quantityMilli"],
    ["a price finer than the currency", { unitPriceMinor: 9.5 }, "lines.0.unitPriceMinor"],
    ["a negative price", { unitPriceMinor: -1 }, "lines.0.unitPriceMinor"],
    ["an invalid product id", { productId: "MUG" }, "lines.0.productId"],
    ["an unknown field", { colour: "red" }, "lines.0.colour"],
    [
      "a discount above 100 %",
      { discount: { kind: "percent", ppm: 1_000_001 } },
      "lines.0.discount.ppm",
    ],
  ])("%s is refused at its field", async (_what, line, field) => {
    expect(await refused("sales.ringUp", sale(line))).toEqual({
      status: 400,
      code: "invalid_input",
      fields: [field],
    });
  });

  test("an empty cart, an invalid key and a missing total are refused at their fields, all at once", async () => {
    const { expectedTotalMinor: _, ...input } = sale({}, { lines: [], key: "once" });
    const { status, fields } = await refused("sales.ringUp", input);
    expect({ status, fields: fields.toSorted() }).toEqual({
      status: 400,
      fields: ["expectedTotalMinor", "key", "lines"],
    });
  });

  test("an unknown barcode is not found, and an invisible one counts as empty", async () => {
    expect(await refused("products.byBarcode", { code: "4006381333931" })).toMatchObject({
      status: 404,
      fields: ["code"],
    });
    const product = { key: newId(), name: "Pen", priceMinor: 100, barcodes: ["\u200b\u00ad"] };
    expect(await refused("products.create", product)).toMatchObject({
      status: 400,
      fields: ["barcodes.0"],
    });
  });

  test("a reorder point below the safety stock is refused at the reorder point", async () => {
    const rule = { safetyStockMilli: 5000, reorderPointMilli: 4000, targetMilli: 9000 };
    const product = { key: newId(), name: "Pen", priceMinor: 100, reorderRules: [rule] };
    expect(await refused("products.create", product)).toMatchObject({
      status: 400,
      fields: ["reorderRules.0.reorderPointMilli"],
    });
  });

  test("afterwards nothing has been sold and the database is unchanged", async () => {
    const ledger = await shop.ledger("MUG");
    expect(ledger.map(({ kind }) => kind)).toEqual(["opening"]);
    const sales = await shop.read((r) => r.db.select().from(r.t.sale));
    expect(sales).toEqual([]);
  });
});
