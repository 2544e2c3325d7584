import type { Browser, Page } from "playwright-core";
import { newId } from "@daybook/contract/uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { faultsOf } from "./accessibility.ts";
import { launchBrowser, openWindow } from "./browser.ts";
import type { Screen, Window } from "./browser.ts";
import { onScreen, openNewShop } from "./journeys.ts";
import { ask, at, send, textAt } from "./page-calls.ts";
import { plugInScanner } from "./scanner-keys.ts";
import type { Scanner } from "./scanner-keys.ts";
import { startShop } from "./shop-server.ts";
import type { RunningShop } from "./shop-server.ts";

const MUG = "4006381333931";
const POT = "5901234123457";

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(["desk", "phone"] as const satisfies readonly Screen[])("on a %s", (screen) => {
  let shop: RunningShop;
  let window: Window;
  let page: Page;
  let scan: Scanner;
  let mugId: string;

  beforeAll(async () => {
    shop = await startShop();
    window = await openWindow(browser, { screen });
    page = window.page;
    scan = await plugInScanner(page);
    await openNewShop(page, shop);
    await send(page, "locations.create", { key: newId(), name: "Store room" });
    const mug = await addProduct(page, { name: "Mug", sku: "MUG", barcode: MUG });
    mugId = textAt(mug, "id");
    await addProduct(page, { name: "Teapot", sku: "POT", barcode: POT });
    await addProduct(page, { name: "Wrapping", sku: "WRAP", kind: "service" });
  });
  beforeEach(() => {
    expect(window.troubles).toEqual([]);
  });
  afterAll(async () => {
    expect(window.troubles).toEqual([]);
    // A slow answer of a busy machine is noted too; it is no fault.
    expect(shop.problems().filter((line) => !line.includes('"status":200'))).toEqual([]);
    await window.context.close();
    await shop.stop();
  });

  test("[X5] goods are received by scanning them, survive a reload, and are booked once", async () => {
    await page.goto(`${shop.url}/receive`);
    await onScreen(page, "Receive");
    await page.getByText("Nothing here yet").waitFor();
    await ready(page, "Mug");
    await scan(MUG);
    await line(page, "Mug").waitFor();
    await scan(POT);
    await line(page, "Teapot").waitFor();
    await scan(MUG);
    await expectQuantity(page, "Mug", "2");
    expect(await line(page, "Mug").getByLabel("Quantity").count()).toBe(1);

    // Twenty-four typed after a scan; Enter goes back to the box and books nothing.
    await line(page, "Mug").getByLabel("Quantity").fill("24");
    await page.keyboard.press("Enter");
    await line(page, "Mug").getByLabel("Total cost").fill("60");
    await line(page, "Mug").getByText("£2.50 each").waitFor();

    await page.getByRole("button", { name: "Receive 25 items" }).click();
    const pot = line(page, "Teapot");
    await pot.getByText("This field is required.").waitFor();
    await page.reload();
    await expectQuantity(page, "Mug", "24");
    await pot.getByLabel("Total cost").fill("8");
    await page.getByRole("button", { name: "Receive 25 items" }).click();
    await page.getByText("Received 25 items for ").waitFor();
    await page.getByText("Nothing here yet").waitFor();
    expect(await documents(page)).toBe(2);

    await page.getByRole("button", { name: "View" }).click();
    await onScreen(page, "Goods received");
    await page.getByRole("row", { name: /Mug/ }).getByText("£60.00").waitFor();
  });

  test("a second delivery takes its cost from the first, and says what became dearer", async () => {
    await page.goto(`${shop.url}/receive?product=${mugId}`);
    await expectQuantity(page, "Mug", "1");
    const mug = line(page, "Mug");
    expect(await mug.getByLabel("Total cost").inputValue()).toBe("2.50");
    await mug.getByRole("button", { name: "One more of Mug" }).click();
    expect(await mug.getByLabel("Total cost").inputValue()).toBe("5.00");
    await mug.getByLabel("Total cost").fill("6");
    await mug.getByText("£3.00 each · last time £2.50").waitFor();
    expect(new URL(page.url()).search).toBe("");
    await mug.getByRole("button", { name: "Remove Mug" }).click();
    await page.getByText("Nothing here yet").waitFor();
    await page.getByRole("button", { name: "Undo" }).click();
    await expectQuantity(page, "Mug", "2");
    await mug.getByRole("button", { name: "Remove Mug" }).click();
    await page.getByText("Nothing here yet").waitFor();
  });

  test("[fault G9] the key for the search box finds the box of products too", async () => {
    for (const [place, title] of [
      ["receive", "Receive"],
      ["move", "Move"],
      ["adjust", "Adjust"],
      ["scan", "Scan"],
    ] as const) {
      await page.goto(`${shop.url}/${place}`);
      await onScreen(page, title);
      await box(page).waitFor();
      await page.keyboard.press("/");
      expect(await box(page).evaluate((node) => node === document.activeElement), title).toBe(true);
      expect(await box(page).inputValue()).toBe("");
    }
  });

  test("an unknown code and a service are said, and add nothing", async () => {
    await page.goto(`${shop.url}/receive`);
    await ready(page, "Mug");
    await box(page).fill("WRAP");
    await page.keyboard.press("Enter");
    await page.getByText("Wrapping is a service: it has no stock.").waitFor();
    await scan("96385074");
    await page.getByText("Not in your products: 96385074.").waitFor();
    await page.getByRole("link", { name: "Add it as a new product" }).waitFor();
    await page.getByText("Nothing here yet").waitFor();
  });

  test("[L5] more than lies there is not moved: the line says what is there and takes it", async () => {
    await page.goto(`${shop.url}/move`);
    await onScreen(page, "Move");
    await ready(page, "Mug");
    await page.getByLabel("From", { exact: true }).selectOption({ label: "Shop" });
    await page.getByLabel("To", { exact: true }).selectOption({ label: "Store room" });
    await box(page).fill("mug");
    await page.keyboard.press("Enter");
    const mug = line(page, "Mug");
    await mug.getByText("24 there", { exact: true }).waitFor();
    await mug.getByLabel("Quantity").fill("30");
    await page.getByRole("button", { name: "Move 30 items" }).click();
    await mug.getByText("Only 24 of Mug left in Shop.").waitFor();
    await mug.getByRole("button", { name: "Take 24" }).click();
    await page.getByRole("button", { name: "Move 24 items" }).click();
    await page.getByText("Moved 24 items.").waitFor();

    await page.getByRole("button", { name: "Swap the two" }).click();
    await box(page).fill("mug");
    await page.keyboard.press("Enter");
    await mug.getByText("24 there", { exact: true }).waitFor();
    await mug.getByLabel("Quantity").fill("20");
    await page.keyboard.press("Control+Enter");
    await page.getByText("Moved 20 items.").waitFor();
  });

  test("[L10] a count becomes its difference, with a reason", async () => {
    await page.goto(`${shop.url}/adjust?product=${mugId}`);
    await onScreen(page, "Adjust");
    await page.getByText("Stock on record here: 20.").waitFor();
    await page.getByLabel("Quantity counted").fill("17");
    await page.getByText("3 less than the stock on record.").waitFor();
    await page.getByLabel("Reason").selectOption({ label: "Gone missing" });
    await page.getByRole("button", { name: "Save count" }).click();
    await page.getByText("Stock on record here: 17.").waitFor();

    await page.getByRole("link", { name: "Thrown away" }).click();
    await page.getByLabel("Quantity thrown away", { exact: true }).fill("18");
    await page.getByRole("button", { name: "Write off" }).click();
    await page.getByText("Only 17 of Mug left in Shop.").waitFor();
    await page.getByLabel("Quantity thrown away", { exact: true }).fill("1");
    await page.getByRole("button", { name: "Write off" }).click();
    await page.getByText("Stock on record here: 16.").waitFor();
  });

  test("[L3] [L7] the ledger says why a number is what it is, and that it adds up", async () => {
    await page.goto(`${shop.url}/ledger`);
    await onScreen(page, "Stock history");
    await box(page, "Only this product").fill("MUG");
    await page.keyboard.press("Enter");
    await page.getByText("Only Mug").waitFor();
    const rows = page.getByRole("table", { name: "Stock movements" }).getByRole("row");
    await rows.filter({ hasText: "Wasted" }).getByText("20", { exact: true }).waitFor();
    await rows.filter({ hasText: "Gone missing" }).getByText("−3", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Check the balance" }).click();
    await page.getByText("Matches", { exact: true }).waitFor();

    if (screen === "phone") await page.getByRole("button", { name: "Filters" }).click();
    await page.getByLabel("Location", { exact: true }).selectOption({ label: "Store room" });
    await rows.filter({ hasText: "+24" }).waitFor();
    await rows.filter({ hasText: "−20" }).waitFor();
    const href = await page.getByRole("link", { name: "CSV" }).getAttribute("href");
    const file = await page.evaluate(async (path) => (await fetch(path ?? "")).text(), href);
    expect(file.trim().split("\n")).toHaveLength(3);
    await page.goBack();
  });

  test("[A3] [A5] an alert is answered in its row, and the answer can be taken back", async () => {
    const alerts = async () => at(await ask(page, "alerts.counts"), "active");
    await send(page, "products.create", {
      key: newId(),
      name: "Honey",
      sku: "HONEY",
      priceMinor: 500,
      reorderRules: [{ reorderPointMilli: 2000, targetMilli: 6000 }],
    });
    await page.goto(`${shop.url}/dashboard`);
    const attention = page.getByRole("region", { name: "Needs attention" });
    await attention.getByRole("link", { name: "Honey", exact: true }).waitFor();
    await page.getByRole("link", { name: "Alerts 1 open alert", exact: true }).first().waitFor();

    await page.goto(`${shop.url}/alerts`);
    await onScreen(page, "Alerts");
    await page.getByRole("link", { name: "Honey", exact: true }).waitFor();
    await answer(page, "Dismiss");
    await page.getByText("Nothing needs attention").waitFor();
    expect(await alerts()).toBe(0);
    await page.getByRole("button", { name: "Undo" }).click();
    await answer(page, "Snooze");
    const dialog = page.getByRole("dialog", { name: "Snooze the alert for Honey" });
    await dialog.getByRole("button", { name: "Snooze until then" }).click();
    await dialog.getByText("This field is required.").waitFor();
    await dialog.getByRole("button", { name: "For 1 week" }).click();
    await page.getByText("Nothing needs attention").waitFor();
    await page.getByRole("link", { name: "Snoozed (1)" }).click();
    await page.getByRole("button", { name: "Reopen Honey" }).click();
    await page.getByText("No snoozed alerts").waitFor();
    expect(await alerts()).toBe(1);
  });

  test("one scanner page shows what was scanned and what can be done with it", async () => {
    await page.goto(`${shop.url}/scan`);
    await page.getByText("Nothing scanned yet").waitFor();
    await ready(page, "Mug");
    await scan(MUG);
    const mug = page.getByRole("article", { name: "Mug" });
    await mug.getByRole("link", { name: "Adjust" }).waitFor();
    await mug.getByRole("button", { name: "Why 16?" }).click();
    const why = page.getByRole("dialog", { name: "Why 16?" });
    await why.getByText("Matches", { exact: true }).waitFor();
    await why.getByRole("link", { name: "View all in stock history" }).click();
    await onScreen(page, "Stock history");
    await page.getByText("Only Mug").waitFor();
    await page.goto(`${shop.url}/scan?code=0123`);
    await page.getByText("Not in your products: 0123").waitFor();
  });

  // Each look takes both widths, so once is enough.
  test.each(screen === "desk" ? [screen] : [])(
    "every state of these screens can be read and reached by everyone, in both themes",
    { timeout: 120_000 },
    async () => {
      const name = "Donaudampfschifffahrtsgesellschaftskapitänsmützenbandfabrikationsanlage";
      const long = await addProduct(page, { name, sku: "LONG" });
      const longId = textAt(long, "id");
      const placeId = textAt(await ask(page, "locations.list"), "items", 0, "id");
      await send(page, "movements.receive", {
        key: newId(),
        locationId: placeId,
        lines: [{ productId: longId, quantityMilli: 1_000_000_000, costMinor: 999_999_999_999 }],
      });

      await page.goto(`${shop.url}/receive?product=${longId}`);
      await line(page, name).getByLabel("Total cost").fill("9999999999.99");
      await page.getByText("last time").waitFor();
      await line(page, name).getByLabel("Quantity").fill("");
      await page.getByRole("button", { name: "Receive", exact: false }).last().click();
      await page.getByText("This field is required.").waitFor();
      expect(await faultsOf(page)).toEqual([]);
      await box(page).fill("o");
      await page.getByRole("option", { name: /Teapot/ }).waitFor();
      await page.keyboard.press("ArrowDown");
      expect(await faultsOf(page)).toEqual([]);

      await page.goto(`${shop.url}/move?product=${longId}&location=${placeId}`);
      await line(page, name).getByLabel("Quantity").fill("99999999");
      await line(page, name)
        .getByRole("button", { name: /^Take / })
        .waitFor();
      expect(await faultsOf(page)).toEqual([]);

      await page.goto(`${shop.url}/adjust?product=${longId}&location=${placeId}&how=lost`);
      await page.getByLabel("Quantity lost").fill("1");
      await page.getByText("New stock here").waitFor();
      expect(await faultsOf(page)).toEqual([]);

      await page.goto(`${shop.url}/ledger?product=${longId}`);
      await page.getByRole("button", { name: "Check the balance" }).click();
      await page.getByText("Matches", { exact: true }).waitFor();
      expect(await faultsOf(page)).toEqual([]);

      await page.goto(`${shop.url}/alerts`);
      await answer(page, "Snooze");
      await page.getByRole("dialog", { name: "Snooze the alert for Honey" }).waitFor();
      expect(await faultsOf(page)).toEqual([]);

      await page.goto(`${shop.url}/scan?product=${longId}`);
      expect(await faultsOf(page)).toEqual([]);
      await page.getByRole("button", { name: /^Why / }).first().click();
      await page.getByText("Matches", { exact: true }).waitFor();
      expect(await faultsOf(page)).toEqual([]);
    },
  );
});

interface NewProduct {
  readonly name: string;
  readonly sku: string;
  readonly barcode?: string;
  readonly kind?: "service";
}

function addProduct(page: Page, { barcode, ...product }: NewProduct): Promise<unknown> {
  const barcodes = barcode === undefined ? [] : [barcode];
  return send(page, "products.create", { key: newId(), ...product, priceMinor: 950, barcodes });
}

const box = (page: Page, name: RegExp | string = /^Scan/) => page.getByRole("combobox", { name });
const line = (page: Page, name: string) =>
  page.getByRole("list", { name: "Items" }).getByRole("listitem", { name, exact: true });

/** Waits until the products are there: from then on nothing asks the server for them. */
async function ready(page: Page, name: string): Promise<void> {
  await box(page).fill(name);
  await page.getByRole("option", { name }).first().waitFor();
  await box(page).fill("");
}

/** Answers the alert for Honey from the menu of its row. */
async function answer(page: Page, name: "Snooze" | "Dismiss"): Promise<void> {
  await page.getByRole("button", { name: "More for Honey" }).click();
  await page.getByRole("menuitem", { name }).click();
}

async function expectQuantity(page: Page, name: string, quantity: string): Promise<void> {
  await expect.poll(() => line(page, name).getByLabel("Quantity").inputValue()).toBe(quantity);
}

/** How many lines the ledger has. */
async function documents(page: Page): Promise<number> {
  const items = at(await ask(page, "movements.list"), "items");
  return Array.isArray(items) ? items.length : -1;
}
