import { describe, expect, test } from "vitest";
import { CorrectTender } from "@daybook/contract/sales";
import type { Sale } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { correctTender } from "../sales/correct-tender.ts";
import { voidSale } from "../sales/void-sale.ts";
import { count, counter, move, open, sellAt, writeAs } from "../testing/counter.ts";
import type { Counter } from "../testing/counter.ts";
import { voiding } from "../testing/inputs.ts";

const voidAt = (at: Counter, sale: Sale) =>
  writeAs(at.shop, at.front, (ctx) => voidSale(ctx, voiding(sale)));

function toCard(at: Counter, sale: Sale) {
  const fields = { from: "cash", to: "card", reason: "The customer paid by card" };
  const input = CorrectTender.parse({ key: newId(), id: sale.id, ...fields });
  return writeAs(at.shop, at.front, (ctx) => correctTender(ctx, input));
}

describe("[RP14] the causes of a difference", () => {
  test("leave out a payment that was corrected already", async () => {
    const at = await counter();
    await open(at, 5000);
    await toCard(at, await sellAt(at, [["cash", 3000]]));
    const wrong = await sellAt(at, [["cash", 3000]]);
    const { causes } = await count(at, 5000, { card: 6000 });
    expect(causes).toMatchObject([{ kind: "wrong_tender", saleId: wrong.id, amountMinor: 3000 }]);
    expect(causes).toHaveLength(1);
  });

  test("find a sale and an entry after many that are not the cause", async () => {
    const at = await counter();
    await open(at, 50_000);
    for (let n = 0; n < 10; n += 1) await voidAt(at, await sellAt(at, [["cash", 3000]]));
    const wrong = await sellAt(at, [["cash", 3000]]);
    expect((await count(at, 50_000, { card: 3000 })).causes).toMatchObject([
      { kind: "wrong_tender", saleId: wrong.id },
    ]);
    for (let n = 0; n < 5; n += 1) await move(at, "pay_out", 700, "Cleaning");
    await move(at, "pay_in", 700);
    expect((await count(at, 53_000 - 5 * 700)).causes).toMatchObject([
      { kind: "entry", entry: "pay_in", amountMinor: 700 },
    ]);
  });

  test("leave out the void of a sale whose cash was corrected to another method: it paid no cash", async () => {
    const at = await counter();
    await open(at, 5000);
    await voidAt(at, await toCard(at, await sellAt(at, [["cash", 3000]])));
    expect((await count(at, 8000, { card: 0 })).causes).toEqual([]);
  });
});
