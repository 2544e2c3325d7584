import { expect, test } from "vitest";
import type { VerifyReport } from "@daybook/contract/reports";
import { systemActor } from "@daybook/core/context/context";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import { verifyOnceAMinute } from "./verify-once-a-minute.ts";
import { contextAs } from "./testing/create-test-caller.ts";

test("[fault B5] for any number of requests, one verification runs, and one a minute", async () => {
  const shop = await createTestShop();
  const proofs: ((report: VerifyReport) => void)[] = [];
  const verifyAside = () => new Promise<VerifyReport>((resolve) => void proofs.push(resolve));
  const who = { actor: systemActor(1, new Set(["products.readCost"])), requestId: "test" };
  const ask = () => verifyOnceAMinute({ ...contextAs(shop, "owner"), who, verifyAside });
  const report = (): VerifyReport => ({
    clean: true,
    checks: [],
    verifiedAt: new Date(shop.clock.now).toISOString(),
    tookMs: 1,
  });
  const requests = Array.from({ length: 20 }, ask);
  expect(proofs.length).toBe(1);
  const first = report();
  proofs[0]?.(first);
  expect(await Promise.all(requests)).toEqual(requests.map(() => first));
  shop.advance(59_000);
  expect(await ask()).toBe(first);
  shop.advance(1_000);
  const later = ask();
  expect(proofs.length).toBe(2);
  const second = report();
  proofs[1]?.(second);
  expect(await later).toBe(second);
  await shop.close();
});

test("[fault B5] a failed verification is not cached", async () => {
  const shop = await createTestShop();
  const who = { actor: systemActor(1, new Set()), requestId: "test" };
  const context = { ...contextAs(shop, "owner"), who };
  const failing = { ...context, verifyAside: () => Promise.reject(new Error("no thread")) };
  await expect(verifyOnceAMinute(failing)).rejects.toThrow("no thread");
  expect(await verifyOnceAMinute(context)).toMatchObject({ clean: true });
  await shop.close();
});
