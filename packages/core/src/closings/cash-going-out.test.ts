import { expect, test } from "vitest";
import { CreateTender } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import { returnSale } from "../returns/return-sale.ts";
import { voidSale } from "../sales/void-sale.ts";
import { createTender } from "../tenders/tenders.ts";
import { count, counter, move, open, sellAt, writeAs } from "../testing/counter.ts";
import type { Counter } from "../testing/counter.ts";
import { cart, goodsBack, voiding } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";

const oneMug = { lines: [{ lineNo: 1, quantityMilli: 1000 }], expectedTotalMinor: 1000 };

const voucherOf = ({ shop }: Counter) =>
  shop.write((ctx) =>
    createTender(
      ctx,
      CreateTender.parse({ key: newId(), name: "Voucher", kind: "voucher", givesChange: true }),
    ),
  );

/** A mug that is paid with this method: the rest is change. */
function sellFor(at: Counter, tender: string, amountMinor: number) {
  const input = cart({
    locationId: at.shop.locationId(),
    lines: [{ productId: at.shop.productId(at.sku), quantityMilli: 1000 }],
    tenders: [{ tender, amountMinor }],
    expectedTotalMinor: 1000,
  });
  return writeAs(at.shop, at.front, (ctx) => ringUpSale(ctx, input));
}

test("[M5] change for a voucher is at most the cash that the drawer has", async () => {
  const at = await counter();
  await open(at, 500);
  const voucher = await voucherOf(at);
  await expectRefusal(sellFor(at, voucher.id, 1501), "not_enough_cash", "tenders");
  await sellFor(at, voucher.id, 1500);
  expect((await count(at, 0, { [voucher.id]: 1500 })).lines).toMatchObject([
    { tender: "cash", expectedMinor: 0 },
    { expectedMinor: 1500 },
  ]);
  await at.shop.close();
});

test("[M5] a refund or a void in cash is at most the cash that the drawer has", async () => {
  const at = await counter();
  await open(at, 0);
  const sale = await sellAt(at);
  await move(at, "drop", 1);
  const back = () => goodsBack(sale, oneMug);
  await expectRefusal(
    writeAs(at.shop, at.back, (ctx) => returnSale(ctx, back())),
    "not_enough_cash",
    "refunds",
  );
  await expectRefusal(
    writeAs(at.shop, at.back, (ctx) => voidSale(ctx, voiding(sale))),
    "not_enough_cash",
    "id",
  );
  await move(at, "top_up", 1);
  await writeAs(at.shop, at.back, (ctx) => returnSale(ctx, back()));
  await at.shop.close();
});

test("[M5] a refund needs cash that is in this drawer, wherever the sale was paid", async () => {
  const at = await counter();
  await open(at, 0);
  const outside = await sellAt(at, undefined, { who: at.shop.as("owner") });
  const refunding = (): Promise<unknown> =>
    writeAs(at.shop, at.front, (ctx) => returnSale(ctx, goodsBack(outside, oneMug)));
  await expectRefusal(refunding(), "not_enough_cash", "refunds");
  await sellAt(at);
  await refunding();
  expect((await count(at, 0)).lines).toMatchObject([{ expectedMinor: 0 }]);
  await at.shop.close();
});
