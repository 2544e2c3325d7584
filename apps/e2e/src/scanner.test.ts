import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchBrowser, openWindow } from "./browser.ts";
import type { Window } from "./browser.ts";
import { onScreen, openNewShop } from "./journeys.ts";
import { plugInScanner } from "./scanner-keys.ts";
import type { Scanner } from "./scanner-keys.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";

const EAN = "4006381333931";

let browser: Browser;
let shop: RunningShop;
let window: Window;
let scan: Scanner;

beforeAll(async () => {
  browser = await launchBrowser();
  shop = await startShop();
  window = await openWindow(browser, { screen: "desk" });
  scan = await plugInScanner(window.page);
  await openNewShop(window.page, shop);
});
afterAll(async () => {
  await browser.close();
  await shop.stop();
});

async function openTest(page: Page): Promise<void> {
  await page.goto(`${shop.url}/settings/scanner`);
  await page.getByText("Nothing yet.").waitFor();
  // Keys that are played need a page that is not still loading the rest of its code.
  await page.waitForLoadState("networkidle");
}

const field = (page: Page, name: string) => page.getByRole("textbox", { name });
const verdicts = (page: Page) =>
  page.getByRole("table", { name: "Keys, latest first" }).getByRole("row");

test("[X5] a scan is read wherever the cursor stands and leaves nothing there", async () => {
  const { page, troubles } = window;
  await openTest(page);
  const slowest = field(page, "Maximum time between keys");
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
    await verdicts(page).nth(1).getByText(`The code is ${index}${EAN}.`).waitFor();
    expect(await place.evaluate((node) => node === document.activeElement)).toBe(true);
  }
  expect(await field(page, "Minimum characters").inputValue()).toBe("4");
  // The button that would have put this back was in focus, and the scanner's Enter did not press it.
  expect(await slowest.inputValue()).toBe("40");
  expect(new URL(page.url()).pathname).toBe("/settings/scanner");
  expect(troubles).toEqual([]);
});

test("[X5] a cursor that moves within a code leaves no character in either field", async () => {
  const { page, troubles } = window;
  await openTest(page);
  await field(page, "Minimum characters").focus();
  // The page itself moves the cursor at the sixth character.
  await field(page, "End of scan after a pause").evaluate((silence) => {
    let characters = 0;
    document.addEventListener("input", () => {
      characters += 1;
      if (characters === 6) silence.focus();
    });
  });
  await scan(EAN);
  await verdicts(page).nth(1).getByText(`The code is ${EAN}.`).waitFor();
  expect(await field(page, "Minimum characters").inputValue()).toBe("4");
  expect(await field(page, "End of scan after a pause").inputValue()).toBe("80");
  expect(troubles).toEqual([]);
});

test("[X5] a scanner that sends nothing after the code is understood, the first time and the next", async () => {
  const { page, troubles } = window;
  await openTest(page);
  // As long as may be set: on a machine busy with other tests a browser itself falls silent within a code.
  await field(page, "End of scan after a pause").fill("400");
  await field(page, "Minimum characters").focus();
  for (const code of [EAN, "96385074"]) {
    await scan(code, { ending: null });
    const row = verdicts(page).nth(1);
    await row.getByText(`The code is ${code}.`).waitFor();
    await row.getByText("ended without a key").waitFor();
    expect(await field(page, "Minimum characters").inputValue()).toBe("4");
  }
  await page.getByRole("button", { name: "Reset to defaults" }).click();
  expect(troubles).toEqual([]);
});

test("what hands type stays where they typed it", async () => {
  const { page } = window;
  await openTest(page);
  const silence = field(page, "End of scan after a pause");
  await silence.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Backspace");
  await page.keyboard.type("5", { delay: 90 });
  expect(await silence.inputValue()).toBe("85");
  await verdicts(page).nth(1).getByText("Typing").waitFor();
});

test("a code that begins with the key of a shortcut opens nothing, though the key alone does", async () => {
  const { page, troubles } = window;
  await openTest(page);
  await page.getByRole("main").focus();
  await page.keyboard.press("?");
  await page.getByRole("dialog").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  // Long enough for the shortcut to have acted before the code is over; what it opens is loaded by now.
  await scan("?GS-12-34", { gapMs: 20 });
  await verdicts(page).nth(1).getByText("The code is ?GS-12-34.").waitFor();
  expect(await page.getByRole("dialog").count()).toBe(0);
  expect(troubles).toEqual([]);
});

test("a code that no screen asked for is looked up", async () => {
  const { page } = window;
  await page.goto(`${shop.url}/dashboard`);
  await onScreen(page, "Dashboard");
  await scan(EAN);
  await page.waitForURL((url) => url.pathname === "/scan");
  expect(new URL(page.url()).searchParams.get("code")).toContain(EAN);
});
