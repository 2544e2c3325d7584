import { expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { close, count, counter, open, sellAt, sessionId } from "@daybook/core/testing/counter";
import { overTrpc } from "../testing/call.ts";
import { contextAs } from "../testing/create-test-caller.ts";

test("[M5] [M6] cash that is refused to someone who cannot see the drawer is in its closing report", async () => {
  const at = await counter();
  await open(at, 1000);
  const id = await sessionId(at);
  const payOut = (as: Parameters<typeof contextAs>[1], amountMinor: number) =>
    overTrpc(contextAs(at.shop, as), "drawers.moveCash", {
      key: newId(),
      sessionId: id,
      kind: "pay_out",
      amountMinor,
      category: "Post",
    });
  const cashier = at.shop.as("cashier").actor;
  const atTill = { ...cashier, deviceId: at.back.actor.deviceId };
  for (const [as, amountMinor] of [
    [cashier, 5000],
    [atTill, 2000],
    [at.shop.as("owner").actor, 1001],
  ] as const)
    expect(await payOut(as, amountMinor)).toMatchObject({
      status: 422,
      body: { code: "not_enough_cash" },
    });
  expect(await payOut(atTill, 1000)).toMatchObject({ status: 200 });
  const { report } = await close(at, (await count(at, 0)).id, 0);
  expect(report.events).toEqual([{ kind: "cash_refused", count: 2, amountMinor: 7000 }]);
});

test("[M5] [M6] a refund in cash that the drawer does not have is in its closing report, too", async () => {
  const at = await counter();
  const sale = await sellAt(at, undefined, { who: at.shop.as("owner") });
  await open(at, 999);
  const cashier = { ...at.shop.as("cashier").actor, deviceId: at.back.actor.deviceId };
  const refund = {
    key: newId(),
    id: sale.id,
    lines: [{ lineNo: 1, quantityMilli: 1000 }],
    refunds: [{ tender: "cash", amountMinor: 1000 }],
    expectedTotalMinor: 1000,
  };
  expect(await overTrpc(contextAs(at.shop, cashier), "sales.return", refund)).toMatchObject({
    status: 422,
    body: { code: "not_enough_cash", fieldErrors: { refunds: [{ code: "not_enough_cash" }] } },
  });
  const { report } = await close(at, (await count(at, 999)).id, 0);
  expect(report.events).toEqual([{ kind: "cash_refused", count: 1, amountMinor: 1000 }]);
});
