import { expect, test } from "vitest";
import { GetCashOfDay } from "@daybook/contract/cash-of-day";
import type { Role } from "@daybook/contract/permissions";
import { CorrectTender } from "@daybook/contract/sales";
import { CreateTender } from "@daybook/contract/tenders";
import { pieces } from "@daybook/contract/quantity";
import { newId } from "@daybook/contract/uuid";
import type { Who } from "../context/context.ts";
import { returnSale } from "../returns/return-sale.ts";
import { returnWithoutReceipt } from "../returns/return-without-receipt.ts";
import { correctTender } from "../sales/correct-tender.ts";
import { voidSale } from "../sales/void-sale.ts";
import { createTender } from "../tenders/tenders.ts";
import { counter, open, sellAt, writeAs } from "../testing/counter.ts";
import type { Counter } from "../testing/counter.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { cart, goodsBack, goodsWithoutReceipt, voiding } from "../testing/inputs.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { getCashOfDay } from "./cash-of-day.ts";

/** A person of this role in a browser that is no till. */
const without = (shop: TestShop, role: Role): Who => shop.as(role);

/** The same person with one more right. */
function allowed(
  who: Who,
  ...permissions: readonly ("sales.void" | "sales.correctTender" | "sales.returnWithoutReceipt")[]
): Who {
  return {
    ...who,
    actor: { ...who.actor, permissions: new Set([...who.actor.permissions, ...permissions]) },
  };
}

const sellOutside = (at: Counter, role: Role, tenders?: Parameters<typeof sellAt>[1]) =>
  sellAt(at, tenders, { who: without(at.shop, role) });

const oneMug = { lines: [{ lineNo: 1, quantityMilli: 1000 }], expectedTotalMinor: 1000 };

test("[M4] a shop with a drawer takes cash without one only from people who may see what is in drawers", async () => {
  const at = await counter();
  await expectRefusal(sellOutside(at, "cashier"), "no_drawer", "tenders");
  await sellOutside(at, "cashier", [["card", 1000]]);
  await sellOutside(at, "manager");
  await at.shop.close();
});

test("[M4] change for a voucher is cash, too", async () => {
  const at = await counter();
  const voucher = await at.shop.write((ctx) =>
    createTender(
      ctx,
      CreateTender.parse({ key: newId(), name: "Voucher", kind: "voucher", givesChange: true }),
    ),
  );
  const paid = { tenders: [{ tender: voucher.id, amountMinor: 1500 }], expectedTotalMinor: 1000 };
  const line = { productId: at.shop.productId(at.sku), quantityMilli: 1000 };
  const input = cart({ locationId: at.shop.locationId(), lines: [line], ...paid });
  const selling = writeAs(at.shop, without(at.shop, "cashier"), (ctx) => ringUpSale(ctx, input));
  await expectRefusal(selling, "no_drawer", "tenders");
  await at.shop.close();
});

test("[M4] cash of a return, a void and a correction is not paid outside the drawers either", async () => {
  const at = await counter();
  const { shop } = at;
  const sale = await sellOutside(at, "manager");
  const cashier = without(shop, "cashier");
  await expectRefusal(
    writeAs(shop, cashier, (ctx) => returnSale(ctx, goodsBack(sale, oneMug))),
    "no_drawer",
    "refunds",
  );
  const loose = goodsWithoutReceipt({
    locationId: shop.locationId(),
    lines: [{ productId: shop.productId(at.sku), quantityMilli: 1000 }],
    expectedTotalMinor: 1000,
  });
  await expectRefusal(
    writeAs(shop, allowed(cashier, "sales.returnWithoutReceipt"), (ctx) =>
      returnWithoutReceipt(ctx, loose),
    ),
    "no_drawer",
    "refunds",
  );
  await expectRefusal(
    writeAs(shop, allowed(cashier, "sales.void"), (ctx) => voidSale(ctx, voiding(sale))),
    "no_drawer",
    "id",
  );
  const toCard = CorrectTender.parse({
    key: newId(),
    id: sale.id,
    from: "cash",
    to: "card",
    reason: "Card",
  });
  await expectRefusal(
    writeAs(shop, allowed(cashier, "sales.correctTender"), (ctx) => correctTender(ctx, toCard)),
    "no_drawer",
    "id",
  );
  await shop.close();
});

test("[M4] a shop without active drawers sells as before", async () => {
  const shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(5) });
  const input = () =>
    cart({
      locationId: shop.locationId(),
      lines: [{ productId: shop.productId("MUG"), quantityMilli: 1000 }],
      expectedTotalMinor: 1000,
    });
  const sale = await shop.write((ctx) => ringUpSale(ctx, input()), "cashier");
  expect(sale.totalMinor).toBe(1000);
  await shop.close();
});

test("[M4] a sale from before the first opening of a drawer is accepted when it arrives later", async () => {
  const at = await counter();
  const before = at.shop.clock.now;
  at.shop.advance(60_000);
  await open(at, 10_000);
  at.shop.advance(60_000);
  const late = (moment: number) => {
    const occurredAt = new Date(moment).toISOString();
    const replay = { occurredAt, replay: { pricesAt: occurredAt } };
    return sellAt(at, undefined, { who: without(at.shop, "cashier"), ...replay });
  };
  expect((await late(before)).totalMinor).toBe(1000);
  await expectRefusal(late(before + 90_000), "no_drawer", "tenders");
  await at.shop.close();
});

test("[RP14] the cash of a day is in its drawers or in the line outside them, and adds up to the cash of the sales", async () => {
  const at = await counter();
  const { shop } = at;
  await open(at, 10_000);
  await sellAt(at, [
    ["cash", 3000],
    ["card", 1000],
  ]);
  const sale = await sellOutside(at, "manager", [["cash", 2000]]);
  const voided = await sellOutside(at, "owner");
  await shop.write((ctx) => voidSale(ctx, voiding(voided)));
  await shop.write((ctx) => returnSale(ctx, goodsBack(sale, oneMug)));
  const of = await shop.read((ctx) => getCashOfDay(ctx, GetCashOfDay.parse({})));
  expect(of.items).toEqual([
    { drawer: { id: at.drawer.id, name: "Counter" }, documents: 1, cashMinor: 3000 },
    { drawer: null, documents: 4, cashMinor: 1000 },
  ]);
  const figures = await shop.read((ctx) => ctx.db.select().from(ctx.t.tenderDaily));
  const cash = figures
    .filter(({ tender, businessDate }) => tender === "cash" && businessDate === of.businessDate)
    .reduce(
      (sum, { kind, amountMinor }) => sum + (kind === "sale" ? amountMinor : -amountMinor),
      0,
    );
  expect(of.totalMinor).toBe(cash);
  await shop.close();
});
