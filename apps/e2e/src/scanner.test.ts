import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { ownShop, test } from "./fixtures.ts";
import { onScreen } from "./journeys.ts";
import { untilQuiet } from "./quiet.ts";
import { plugInScanner } from "./scanner-keys.ts";
import type { Scanner } from "./scanner-keys.ts";

const EAN = "4006381333931";

let scan: Scanner;

const here = ownShop({ screen: "desk" }, async ({ owner }) => {
  scan = await plugInScanner(owner.page);
});

async function openTest(page: Page): Promise<void> {
  // Simulated keys need a page that has finished loading its code.
  const quiet = untilQuiet(page);
  await page.goto(`${here().shop.url}/settings/scanner`);
  await expect(page.getByText("Nothing yet.")).toBeVisible();
  await quiet();
}

const field = (page: Page, name: string) => page.getByRole("textbox", { name });
const results = (page: Page) =>
  page.getByRole("table", { name: "Keys, latest first" }).getByRole("row");

test("[X5] a scan is read wherever the focus is and leaves nothing there", async () => {
  const { page, pageErrors } = here().owner;
  await openTest(page);
  const slowest = field(page, "Longest gap between keys (ms)");
  const places = [
    field(page, "Minimum characters"),
    slowest,
    page.getByRole("button", { name: "Reset to defaults" }),
    page.getByRole("link", { name: "Products" }).first(),
    page.getByRole("main"),
  ];
  await slowest.fill("40");
  for (const [index, place] of places.entries()) {
    await place.focus();
    await scan(`${index}${EAN}`);
    await expect(results(page).nth(1).getByText(`The code is ${index}${EAN}.`)).toBeVisible();
    await expect(place).toBeFocused();
  }
  await expect(field(page, "Minimum characters")).toHaveValue("4");
  // The focused button that would have undone this was not pressed by the scanner's Enter.
  await expect(slowest).toHaveValue("40");
  expect(new URL(page.url()).pathname).toBe("/settings/scanner");
  expect(pageErrors).toEqual([]);
});

test("[X5] if the focus moves within a scan, no character stays in either field", async () => {
  const { page, pageErrors } = here().owner;
  await openTest(page);
  await field(page, "Minimum characters").focus();
  // The page moves the focus at the sixth character.
  await field(page, "Pause that ends a scan (ms)").evaluate((silence) => {
    let characters = 0;
    document.addEventListener("input", () => {
      characters += 1;
      if (characters === 6) silence.focus();
    });
  });
  await scan(EAN);
  await expect(results(page).nth(1).getByText(`The code is ${EAN}.`)).toBeVisible();
  await expect(field(page, "Minimum characters")).toHaveValue("4");
  await expect(field(page, "Pause that ends a scan (ms)")).toHaveValue("80");
  expect(pageErrors).toEqual([]);
});

test("[X5] a scanner that sends nothing after the code is recognized, the first time and the next", async () => {
  const { page, pageErrors } = here().owner;
  await openTest(page);
  // The maximum value: on a busy machine the browser itself pauses within a code.
  await field(page, "Pause that ends a scan (ms)").fill("400");
  await field(page, "Minimum characters").focus();
  for (const code of [EAN, "96385074"]) {
    await scan(code, { ending: null });
    const row = results(page).nth(1);
    await expect(row.getByText(`The code is ${code}.`)).toBeVisible();
    await expect(row.getByText("ended without a key")).toBeVisible();
    await expect(field(page, "Minimum characters")).toHaveValue("4");
  }
  await page.getByRole("button", { name: "Reset to defaults" }).click();
  expect(pageErrors).toEqual([]);
});

test("text typed by hand stays where it was typed", async () => {
  const { page } = here().owner;
  await openTest(page);
  const silence = field(page, "Pause that ends a scan (ms)");
  await silence.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("5", { delay: 90 });
  await expect(silence).toHaveValue("85");
  await expect(results(page).nth(1).getByText("Typing")).toBeVisible();
});

test("a code that begins with the key of a shortcut does not trigger it, and the key alone does", async () => {
  const { page, pageErrors } = here().owner;
  await openTest(page);
  await page.getByRole("main").focus();
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  // Long enough for the shortcut to act before the code ends; its target is already loaded.
  await scan("?GS-12-34", { gapMs: 20 });
  await expect(results(page).nth(1).getByText("The code is ?GS-12-34.")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(pageErrors).toEqual([]);
});

test("a scan on a screen without a scan field looks the product up", async () => {
  const { page } = here().owner;
  await page.goto(`${here().shop.url}/dashboard`);
  await onScreen(page, "Dashboard");
  await scan(EAN);
  await page.waitForURL((url) => url.pathname === "/scan");
  expect(new URL(page.url()).searchParams.get("code")).toContain(EAN);
});
