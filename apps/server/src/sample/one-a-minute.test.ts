import { expect, test } from "vitest";
import { OneAMinute } from "./one-a-minute.ts";

test("[fault B5] twenty requests for a fresh sample shop at once share one, and the next ones wait a minute", async () => {
  let now = 0;
  let built = 0;
  const gate = new OneAMinute(
    () => now,
    async () => (built += 1),
  );
  expect(await Promise.all(Array.from({ length: 20 }, () => gate.run()))).toEqual(
    Array.from({ length: 20 }, () => 1),
  );
  now = 59_001;
  await expect(gate.run()).rejects.toMatchObject({
    code: "too_many_requests",
    details: { retryAfterSeconds: 1 },
  });
  now = 60_000;
  expect(await gate.run()).toBe(2);
});

test("[fault B5] a failed build may be tried again at once", async () => {
  let full = true;
  const gate = new OneAMinute(
    () => 0,
    async () => {
      if (full) throw new Error("the disk is full");
      return "built";
    },
  );
  await expect(gate.run()).rejects.toThrow("the disk is full");
  full = false;
  expect(await gate.run()).toBe("built");
});
