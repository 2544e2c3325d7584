import { expect, test } from "vitest";
import { ListClosings } from "@daybook/contract/drawers";
import { close, count, counter, open, sellAt } from "../testing/counter.ts";
import { listClosings } from "./closings.ts";

test("[M6] [M7] a closing report says how often was counted before, and the largest difference of each method", async () => {
  const at = await counter();
  await open(at, 10_000);
  await sellAt(at, [
    ["cash", 1000],
    ["card", 2000],
  ]);
  // Each count says what was expected, so the last one fits easily.
  await count(at, 10_500, { card: 2100 });
  await count(at, 11_200, { card: 1900 });
  const counted = await count(at, 11_000, { card: 2000 });
  const closing = await close(at, counted.id, 9000, "Miscounted");
  expect(closing).toMatchObject({
    differenceMinor: 0,
    counting: {
      times: 3,
      earlierDifferences: [
        { tender: "card", name: "Card", differenceMinor: -100 },
        { tender: "cash", name: "Cash", differenceMinor: -500 },
      ],
    },
  });
  // The float of the next session is 1.00 less than what was left.
  await open(at, 8900);
  const once = await close(at, (await count(at, 8900)).id, 0, "A note was missing");
  expect(once.counting).toEqual({ times: 1, earlierDifferences: [] });
  const { items } = await at.shop.read((ctx) => listClosings(ctx, ListClosings.parse({})));
  expect(items).toMatchObject([
    { number: 2, overnightMinor: -100, timesCounted: 1, earlierDifferenceMinor: 0 },
    { number: 1, overnightMinor: 0, timesCounted: 3, earlierDifferenceMinor: -500 },
  ]);
  await at.shop.close();
});
