import { expect, test } from "vitest";
import { SharedChecks } from "./shared-checks.ts";

test("[fault B4] a thousand checks at one moment share two queries, and none gets a result from before it started", async () => {
  const looks = new SharedChecks<number>();
  let now = 1;
  let count = 0;
  const look = async () => {
    count += 1;
    const seen = now;
    await Promise.resolve();
    return seen;
  };
  const first = looks.share("a", look);
  now = 2;
  const later = Array.from({ length: 1000 }, () => looks.share("a", look));
  const other = looks.share("b", look);
  expect(await first).toBe(1);
  expect(new Set(await Promise.all(later))).toEqual(new Set([2]));
  expect(await other).toBe(2);
  expect(count).toBe(3);
  now = 3;
  expect(await looks.share("a", look)).toBe(3);
});

test("[fault B4] the result of a failed query is not shared with later checks", async () => {
  const looks = new SharedChecks<number>();
  await expect(looks.share("a", () => Promise.reject(new Error("busy")))).rejects.toThrow("busy");
  expect(await looks.share("a", () => Promise.resolve(1))).toBe(1);
});
