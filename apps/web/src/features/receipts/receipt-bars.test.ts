import { expect, test } from "vitest";
import { code128Bars } from "./receipt-bars.ts";

/** The widths of bars and spaces in modules, from the first bar to the last. */
function widths({ bars }: Awaited<ReturnType<typeof code128Bars>>): number[] {
  return bars.flatMap(({ x, modules }, index) => {
    const before = bars[index - 1];
    return before === undefined ? [modules] : [x - before.x - before.modules, modules];
  });
}

test("[S7] a receipt number becomes the bars of Code 128", async () => {
  const symbols = widths(await code128Bars("A-000123"));
  // Start with set B, then "A" and "-": the patterns of the standard's table.
  expect(symbols.slice(0, 18).join("")).toBe("211214" + "111323" + "122132");
  expect(symbols.slice(-7).join("")).toBe("2331112");
  expect(symbols.every((width) => Number.isInteger(width) && width >= 1 && width <= 4)).toBe(true);
  // Every symbol is eleven modules wide, the stop symbol thirteen.
  expect((symbols.reduce((a, b) => a + b, 0) - 13) % 11).toBe(0);
});

test("the bars are within their width and do not touch", async () => {
  const { width, bars } = await code128Bars("T2-1000045");
  let end = -1;
  for (const { x, modules } of bars) {
    expect(x).toBeGreaterThan(end);
    end = x + modules;
  }
  expect(end).toBeLessThanOrEqual(width);
});
