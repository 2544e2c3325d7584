import { expect, test } from "vitest";
import { newId, Uuid } from "./uuid.ts";

const FUTURE = Date.UTC(2100, 0, 1);

function timeOf(id: string): number {
  return Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
}

test("a new id is a UUID of version 7 that contains its time", () => {
  const before = Date.now();
  const id = newId();
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(timeOf(id)).toBeGreaterThanOrEqual(before);
  expect(timeOf(id)).toBeLessThanOrEqual(Date.now());
  expect(Uuid.parse(id)).toBe(id);
});

test("ids ascend and none repeats, also ten thousand within one millisecond", () => {
  const ids = Array.from({ length: 10_000 }, () => newId(FUTURE));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  expect(timeOf(ids[0] ?? "")).toBe(FUTURE);
  expect(timeOf(ids.at(-1) ?? "") - FUTURE).toBeLessThanOrEqual(5);
});

test("a clock set back a little keeps ids ascending, and one set back a lot is used", () => {
  const first = newId(FUTURE + 1e6);
  const second = newId(FUTURE + 1e6 - 59_000);
  const between = newId(FUTURE + 1e6 + 0.7);
  expect([second, first, between].toSorted()).toEqual([first, second, between]);
  expect(timeOf(newId(FUTURE - 1e6))).toBe(FUTURE - 1e6);
});

test("the random part differs in every bit over many ids", () => {
  let ones = 0n;
  let zeros = 0n;
  for (let count = 0; count < 2000; count += 1) {
    const low = BigInt(`0x${newId().replaceAll("-", "").slice(16)}`);
    ones |= low;
    zeros |= ~low;
  }
  const randomBits = (1n << 62n) - 1n;
  expect(ones & randomBits).toBe(randomBits);
  expect(zeros & randomBits).toBe(randomBits);
});

test("an id is read in any case and written in lower case", () => {
  expect(Uuid.parse("0190B5A0-1111-7ABC-8000-00000000000F")).toBe(
    "0190b5a0-1111-7abc-8000-00000000000f",
  );
  expect(Uuid.safeParse("6ba7b810-9dad-11d1-80b4-00c04fd430c8").success).toBe(true);
});

test("text that is not a UUID of version 1 to 8 is refused", () => {
  const bad = [
    "",
    "1",
    "0190b5a011117abc800000000000000f",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "0190b5a0-1111-9abc-8000-00000000000f",
    "0190b5a0-1111-7abc-c000-00000000000f",
  ];
  expect(bad.filter((text) => Uuid.safeParse(text).success)).toEqual([]);
  expect(Uuid.safeParse("1").error?.issues[0]?.message).toBe("not_an_id");
});
