import { expect, test } from "vitest";
import { CreateTender } from "@daybook/contract/tenders";
import { newId } from "@daybook/contract/uuid";
import { createTender } from "../tenders/tenders.ts";
import { close, count, counter, move, open } from "../testing/counter.ts";
import { expectRefusal } from "../testing/refusal.ts";

test("[M5] more cash than a count can say, and a total of a method that is not counted changes nothing", async () => {
  const at = await counter();
  await open(at, 1000);
  await expectRefusal(move(at, "pay_in", 1_000_000_000_000), "too_large", "amountMinor");
  const input = CreateTender.parse({
    key: newId(),
    name: "Coupon",
    kind: "voucher",
    countedAtClose: false,
  });
  const { id } = await at.shop.write((ctx) => createTender(ctx, input));
  const counted = await count(at, 1000, { [id]: 50_000 });
  expect(counted).toMatchObject({ lines: [{ tender: "cash" }], largestDifferenceMinor: 0 });
});

test("[M6] [M13] a difference overnight needs a reason, too", async () => {
  const at = await counter();
  await open(at, 1000);
  await close(at, (await count(at, 1000)).id, 1000);
  await open(at, 0);
  const { id } = await count(at, 0);
  await expectRefusal(close(at, id, 0), "difference_needs_reason", "reason");
  await close(at, id, 0, "taken to the bank");
});
