import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { SCREENS } from "./browser.ts";
import { inSampleShop, test } from "./fixtures.ts";
import { untilQuiet } from "./quiet.ts";
import { resizeTo, untilLaidOut } from "./resize.ts";

const here = inSampleShop({ screen: "desk", dark: true });

const WITH_PRINT = [
  "/reports/sales",
  "/reports/sales?by=product",
  "/reports/stock",
  "/reports/low-stock",
  "/reports/valuation",
];
/** Printed with the browser's own command. */
const OTHERS = ["/products", "/ledger", "/sales"];

test("[fault G11] a printed page has its heading, the shop, the filters in words and the table, black on white", async () => {
  const { page } = here().owner;
  const faults: string[] = [];
  for (const path of [...WITH_PRINT, ...OTHERS]) {
    await page.emulateMedia({ media: "screen" });
    const quiet = untilQuiet(page);
    await page.goto(`${here().shop.url}${path}`);
    await expect(page.locator("main table").first()).toBeVisible();
    await quiet();
    if (WITH_PRINT.includes(path))
      await expect(page.getByRole("button", { name: "Print" })).toBeVisible();
    await page.emulateMedia({ media: "print" });
    await untilLaidOut(page);
    faults.push(...(await onPaper(page)).map((fault) => `${path}: ${fault}`));
  }
  expect([...new Set(faults)]).toEqual([]);
});

test("[fault G11] on paper no figure, code or heading of a list is broken, and buttons are left out", async () => {
  const { page } = here().owner;
  await page.emulateMedia({ media: "screen" });
  const quiet = untilQuiet(page);
  await page.goto(`${here().shop.url}/products`);
  await expect(page.locator("main tbody th").first()).toBeVisible();
  await quiet();
  await page.emulateMedia({ media: "print" });
  // The width of an A4 page.
  await resizeTo(page, { width: 794, height: 1123 });
  const faults = await page.evaluate(() => {
    const cells = [...document.querySelectorAll("main :is(thead th, tbody .num, tbody .code)")];
    const broken = cells.filter((one) => {
      const range = document.createRange();
      range.selectNodeContents(one);
      // A button is higher than its text, so the centers are compared.
      const middles = [...range.getClientRects()].map(({ top, height }) => top + height / 2);
      const lines = Math.max(...middles) - Math.min(...middles) > 8;
      return one.checkVisibility() && !(one.textContent ?? "").includes(" ") && lines;
    });
    const pressed = [...document.querySelectorAll("main td a")].filter(
      (one) => one.checkVisibility() && /^(Receive|Adjust)$/.test(one.textContent ?? ""),
    );
    return [...broken, ...pressed].map((one) => one.textContent);
  });
  await resizeTo(page, SCREENS.desk);
  expect(faults).toEqual([]);
});

test("[fault G11] Print loads the rows that are not on the screen yet", async () => {
  const { page } = here().owner;
  await page.emulateMedia({ media: "screen" });
  await page.goto(`${here().shop.url}/reports/valuation`);
  await expect(page.locator("main table").first()).toBeVisible();
  const printed = page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        window.print = () => resolve(document.querySelector("main")?.textContent ?? "");
      }),
  );
  await page.getByRole("button", { name: "Print" }).click();
  expect(await printed).not.toContain("The CSV file has all rows");
});

/** Elements that are printed but should not be, and the reverse. */
function onPaper(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const visible = (selector: string) =>
      [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
    const left = [
      "main ~ *, nav, header a[href='/alerts'], [class*=banner]",
      "search :is(input, select, button, label)",
      "main .mantine-Button-root",
    ].flatMap((selector) =>
      visible(selector).map((one) => `on paper: ${one.outerHTML.slice(0, 80)}`),
    );
    const wanted = ["main h1", "main table", "main thead", "main > .print-only"].flatMap(
      (selector) => (visible(selector).length === 0 ? [`not on paper: ${selector}`] : []),
    );
    const styled = [...document.querySelectorAll("main, main *")].filter((one) => {
      const { position } = getComputedStyle(one);
      return (position === "sticky" || position === "fixed") && one.checkVisibility();
    });
    const head = document.querySelector("main thead");
    const { backgroundColor, color } = getComputedStyle(document.body);
    return [
      ...left,
      ...wanted,
      ...styled.map((one) => `sticks: ${one.className}`),
      ...(head !== null && getComputedStyle(head).display === "table-header-group"
        ? []
        : ["the headings are not repeated"]),
      ...(`${color} on ${backgroundColor}` === "rgb(0, 0, 0) on rgb(255, 255, 255)"
        ? []
        : [`${color} on ${backgroundColor}`]),
    ];
  });
}
