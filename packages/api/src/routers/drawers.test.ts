import { expect, test } from "vitest";
import { newId } from "@daybook/contract/uuid";
import { close, count, counter, open, sessionId } from "@daybook/core/testing/counter";
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
