import { readFileSync } from "node:fs";
import { expect } from "@playwright/test";
import { test } from "./fixtures.ts";

const BASE = readFileSync(new URL("../../web/src/components/base.css", import.meta.url), "utf8");
const NAME = "قهوة";

test("[fault A12] a number stays on its side of a right-to-left name", async ({ page }) => {
  const elements = ["a", "strong", "span", "bdi", "button"];
  const lines = elements.map((tag) => `<p><${tag}>${NAME}</${tag}> 12 <i>34</i></p>`);
  await page.setContent(`<style>${BASE}</style>${lines.join("")}`);
  const sides = await page.evaluate(() =>
    [...document.querySelectorAll("p")].map((line) => {
      const [name, number] = [line.firstElementChild, line.lastElementChild];
      if (name === null || number === null) return "nothing";
      const between = name.nextSibling;
      const range = document.createRange();
      if (between !== null) range.selectNodeContents(between);
      const end = name.getBoundingClientRect().right;
      const after = [range.getBoundingClientRect(), number.getBoundingClientRect()];
      return after.every((rect) => rect.left >= end - 1) ? "after" : "before";
    }),
  );
  expect(sides).toEqual(elements.map(() => "after"));
});
