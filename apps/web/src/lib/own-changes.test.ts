import { expect, test } from "vitest";
import { createOwnChanges } from "./own-changes.ts";

test("[fault G16] a change received during a write, or just after it, may be the user's own", () => {
  let now = 0;
  const own = createOwnChanges(() => now);
  const received: string[] = [];
  own.subscribe(() => received.push("ended"));
  expect(own.mayBeOwn()).toBe(false);
  own.began();
  now = 60_000;
  expect(own.mayBeOwn()).toBe(true);
  expect(received).toEqual([]);
  own.ended();
  expect(received).toEqual(["ended"]);
  now += 1000;
  expect(own.mayBeOwn()).toBe(true);
  now += 60_000;
  expect(own.mayBeOwn()).toBe(false);
});
