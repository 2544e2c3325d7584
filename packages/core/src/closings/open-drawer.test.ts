import { expect, test } from "vitest";
import { close, count, counter, open } from "../testing/counter.ts";

test("[M13] a drawer that was emptied is not one that was never closed: its float differs from nothing", async () => {
  const at = await counter();
  expect((await open(at, 1000)).session).toMatchObject({ leftMinor: 1000, floatMinor: 1000 });
  await close(at, (await count(at, 1000)).id, 0);
  const opened = await open(at, 1000);
  expect(opened).toMatchObject({ leftMinor: 0, everClosed: true });
  expect(opened.session).toMatchObject({ leftMinor: 0, floatMinor: 1000 });
});
