import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newId } from "@daybook/contract/uuid";
import { faultsOf } from "./accessibility.ts";
import type { Screen } from "./browser.ts";
import { ownShop, test } from "./fixtures.ts";
import { onScreen } from "./journeys.ts";
import { onlyInAll, OTHER_WINDOW } from "./matrix.ts";
import { ask, at, send, textAt } from "./page-calls.ts";
import { plugInScanner } from "./scanner-keys.ts";
import type { Scanner } from "./scanner-keys.ts";

const MUG = "4006381333931";
const POT = "5901234123457";

// Desktop and phone each have their own shop, in which every test continues from the previous ones.
test.describe.configure({ mode: "parallel" });

for (const screen of ["desk", "phone"] as const satisfies readonly Screen[])
  test.describe(`on a ${screen}`, () => {
    onlyInAll(screen === "phone", OTHER_WINDOW);
    test.describe.configure({ mode: "serial" });

    let page: Page;
    let scan: Scanner;
    let mugId: string;
    const here = ownShop({ screen }, async ({ owner }) => {
      ({ page } = owner);
      scan = await plugInScanner(page);
      await send(page, "locations.create", { key: newId(), name: "Store room" });
      const mug = await addProduct(page, { name: "Mug", sku: "MUG", barcode: MUG });
      mugId = textAt(mug, "id");
      await addProduct(page, { name: "Teapot", sku: "POT", barcode: POT });
      await addProduct(page, { name: "Wrapping", sku: "WRAP", kind: "service" });
    });
    test.afterEach(() => {
      expect(here().shop.problems()).toEqual([]);
    });

    test("[X5] goods are received by scanning them, survive a reload, and are recorded once", async () => {
      await page.goto(`${here().shop.url}/receive`);
      await onScreen(page, "Receive");
      await expect(page.getByText("Nothing here yet")).toBeVisible();
      await ready(page, "Mug");
      await scan(MUG);
      await expect(line(page, "Mug")).toBeVisible();
      await scan(POT);
      await expect(line(page, "Teapot")).toBeVisible();
      await scan(MUG);
      await expectQuantity(page, "Mug", "2");
      await expect(line(page, "Mug").getByLabel("Quantity")).toHaveCount(1);

      // Twenty-four typed after a scan; Enter returns to the box and saves nothing.
      await line(page, "Mug").getByLabel("Quantity").fill("24");
      await page.keyboard.press("Enter");
      await line(page, "Mug").getByLabel("Total cost").fill("60");
      await expect(line(page, "Mug").getByText("£2.50 each")).toBeVisible();

      await page.getByRole("button", { name: "Receive 25 items" }).click();
      const pot = line(page, "Teapot");
      await expect(pot.getByText("This field is required.")).toBeVisible();
      await page.reload();
      await expectQuantity(page, "Mug", "24");
      await pot.getByLabel("Total cost").fill("8");
      await page.getByRole("button", { name: "Receive 25 items" }).click();
      await expect(page.getByText("Received 25 items for ")).toBeVisible();
      await expect(page.getByText("Nothing here yet")).toBeVisible();
      expect(await documents(page)).toBe(2);

      await page.getByRole("button", { name: "View" }).click();
      await onScreen(page, "Goods received");
      await expect(page.getByRole("row", { name: /Mug/ }).getByText("£60.00")).toBeVisible();
    });

    test("a second receipt takes its cost from the first, and shows which products became dearer", async () => {
      // Reloaded right after a delivery, the page starts with the cached products, without the new cost.
      await page.goto(`${here().shop.url}/receive?product=${mugId}`);
      await expectQuantity(page, "Mug", "1");
      const mug = line(page, "Mug");
      await expect(mug.getByLabel("Total cost")).toHaveValue("2.50");
      await mug.getByRole("button", { name: "One more of Mug" }).click();
      await expect(mug.getByLabel("Total cost")).toHaveValue("5.00");
      await mug.getByLabel("Total cost").fill("6");
      await expect(mug.getByText("£3.00 each · last time £2.50")).toBeVisible();
      expect(new URL(page.url()).search).toBe("");
      await mug.getByRole("button", { name: "Remove Mug" }).click();
      await expect(page.getByText("Nothing here yet")).toBeVisible();
      await page.getByRole("button", { name: "Undo" }).click();
      await expectQuantity(page, "Mug", "2");
      await mug.getByRole("button", { name: "Remove Mug" }).click();
      await expect(page.getByText("Nothing here yet")).toBeVisible();
    });

    test("[fault G9] the shortcut for the search box also focuses the product box", async () => {
      for (const [place, title] of [
        ["receive", "Receive"],
        ["move", "Move"],
        ["adjust", "Adjust"],
        ["scan", "Scan"],
      ] as const) {
        await page.goto(`${here().shop.url}/${place}`);
        await onScreen(page, title);
        await expect(box(page)).toBeVisible();
        await page.keyboard.press("/");
        await expect(box(page), title).toBeFocused();
        await expect(box(page)).toHaveValue("");
      }
    });

    test("an unknown code and a service are reported, and add nothing", async () => {
      await page.goto(`${here().shop.url}/receive`);
      await ready(page, "Mug");
      await box(page).fill("WRAP");
      await page.keyboard.press("Enter");
      await expect(
        page.getByText("Wrapping is a service or a deposit: it has no stock."),
      ).toBeVisible();
      await scan("96385074");
      await expect(page.getByText("Not in your products: 96385074.")).toBeVisible();
      await expect(page.getByRole("link", { name: "Add it as a new product" })).toBeVisible();
      await expect(page.getByText("Nothing here yet")).toBeVisible();
    });

    test("[L5] more than the stock at a location is not moved: the line shows the available quantity and offers it", async () => {
      await page.goto(`${here().shop.url}/move`);
      await onScreen(page, "Move");
      await ready(page, "Mug");
      await page.getByLabel("From", { exact: true }).selectOption({ label: "Shop" });
      await page.getByLabel("To", { exact: true }).selectOption({ label: "Store room" });
      await box(page).fill("mug");
      await page.keyboard.press("Enter");
      const mug = line(page, "Mug");
      await expect(mug.getByText("24 there", { exact: true })).toBeVisible();
      await mug.getByLabel("Quantity").fill("30");
      await page.getByRole("button", { name: "Move 30 items" }).click();
      await expect(mug.getByText("Only 24 of Mug left in Shop.")).toBeVisible();
      await mug.getByRole("button", { name: "Take 24" }).click();
      await page.getByRole("button", { name: "Move 24 items" }).click();
      await expect(page.getByText("Moved 24 items.")).toBeVisible();

      await page.getByRole("button", { name: "Swap locations" }).click();
      await box(page).fill("mug");
      await page.keyboard.press("Enter");
      await expect(mug.getByText("24 there", { exact: true })).toBeVisible();
      await mug.getByLabel("Quantity").fill("20");
      await page.keyboard.press("Control+Enter");
      await expect(page.getByText("Moved 20 items.")).toBeVisible();
    });

    test("[L10] a counted quantity is recorded as its difference, with a reason", async () => {
      await page.goto(`${here().shop.url}/adjust?product=${mugId}`);
      await onScreen(page, "Adjust");
      await expect(page.getByText("Stock on record here: 20.")).toBeVisible();
      await page.getByLabel("Quantity counted").fill("17");
      await expect(page.getByText("3 less than the stock on record.")).toBeVisible();
      await page.getByLabel("Reason").selectOption({ label: "Missing" });
      await page.getByRole("button", { name: "Save count" }).click();
      await expect(page.getByText("Stock on record here: 17.")).toBeVisible();

      await page.getByRole("link", { name: "Thrown away" }).click();
      await page.getByLabel("Quantity thrown away", { exact: true }).fill("18");
      await page.getByRole("button", { name: "Write off" }).click();
      await expect(page.getByText("Only 17 of Mug left in Shop.")).toBeVisible();
      await page.getByLabel("Quantity thrown away", { exact: true }).fill("1");
      await page.getByRole("button", { name: "Write off" }).click();
      await expect(page.getByText("Stock on record here: 16.")).toBeVisible();
    });

    test("[L3] [L7] the ledger explains a stock figure, and that the movements add up to it", async () => {
      await page.goto(`${here().shop.url}/ledger`);
      await onScreen(page, "Stock history");
      await box(page, "Only this product").fill("MUG");
      await page.keyboard.press("Enter");
      await expect(page.getByText("Only Mug")).toBeVisible();
      const rows = page.getByRole("table", { name: "Stock movements" }).getByRole("row");
      await expect(
        rows.filter({ hasText: "Wasted" }).getByText("20", { exact: true }),
      ).toBeVisible();
      await expect(
        rows.filter({ hasText: "Missing" }).getByText("−3", { exact: true }),
      ).toBeVisible();
      await page.getByRole("button", { name: "Check the balance" }).click();
      await expect(page.getByText("Matches", { exact: true })).toBeVisible();

      if (screen === "phone") await page.getByRole("button", { name: "Filters" }).click();
      await page.getByLabel("Location", { exact: true }).selectOption({ label: "Store room" });
      await expect(rows.filter({ hasText: "+24" })).toBeVisible();
      await expect(rows.filter({ hasText: "−20" })).toBeVisible();
      const href = await page.getByRole("link", { name: "CSV" }).getAttribute("href");
      const file = await page.evaluate(async (path) => (await fetch(path ?? "")).text(), href);
      expect(file.trim().split("\n")).toHaveLength(3);
      await page.goBack();
    });

    test("[A3] [A5] an alert is dismissed in its row, which can be undone", async () => {
      const alerts = async () => at(await ask(page, "alerts.counts"), "active");
      await send(page, "products.create", {
        key: newId(),
        name: "Honey",
        sku: "HONEY",
        priceMinor: 500,
        reorderRules: [{ reorderPointMilli: 2000, targetMilli: 6000 }],
      });
      await page.goto(`${here().shop.url}/dashboard`);
      const attention = page.getByRole("region", { name: "Needs attention" });
      await expect(attention.getByRole("link", { name: "Honey", exact: true })).toBeVisible();
      await expect(
        page.getByRole("link", { name: "Alerts 1 open alert", exact: true }).first(),
      ).toBeVisible();

      await page.goto(`${here().shop.url}/alerts`);
      await onScreen(page, "Alerts");
      await expect(page.getByRole("link", { name: "Honey", exact: true })).toBeVisible();
      await answer(page, "Dismiss");
      await expect(page.getByText("Nothing needs attention")).toBeVisible();
      expect(await alerts()).toBe(0);
      await page.getByRole("button", { name: "Undo" }).click();
      await answer(page, "Snooze");
      const dialog = page.getByRole("dialog", { name: "Snooze the alert for Honey" });
      await dialog.getByRole("button", { name: "Snooze until then" }).click();
      await expect(dialog.getByText("This field is required.")).toBeVisible();
      await dialog.getByRole("button", { name: "For 1 week" }).click();
      await expect(page.getByText("Nothing needs attention")).toBeVisible();
      await page.getByRole("link", { name: "Snoozed (1)" }).click();
      await page.getByRole("button", { name: "Reopen Honey" }).click();
      await expect(page.getByText("No snoozed alerts")).toBeVisible();
      expect(await alerts()).toBe(1);
    });

    test("one scanner page shows the scanned product and the actions for it", async () => {
      await page.goto(`${here().shop.url}/scan`);
      await expect(page.getByText("Nothing scanned yet")).toBeVisible();
      await ready(page, "Mug");
      await scan(MUG);
      const mug = page.getByRole("article", { name: "Mug" });
      await expect(mug.getByRole("link", { name: "Adjust" })).toBeVisible();
      await mug.getByRole("button", { name: "Why 16?" }).click();
      const why = page.getByRole("dialog", { name: "Why 16?" });
      await expect(why.getByText("Matches", { exact: true })).toBeVisible();
      await why.getByRole("link", { name: "View all in stock history" }).click();
      await onScreen(page, "Stock history");
      await expect(page.getByText("Only Mug")).toBeVisible();
      await page.goto(`${here().shop.url}/scan?code=0123`);
      await expect(page.getByText("Not in your products: 0123")).toBeVisible();
    });

    // Each check covers both widths, so once is enough.
    if (screen === "desk")
      test("every state of these screens is readable and accessible, in both themes", async () => {
        const name = "Donaudampfschifffahrtsgesellschaftskapitänsmützenbandfabrikationsanlage";
        const long = await addProduct(page, { name, sku: "LONG" });
        const longId = textAt(long, "id");
        const placeId = textAt(await ask(page, "locations.list"), "items", 0, "id");
        await send(page, "movements.receive", {
          key: newId(),
          locationId: placeId,
          lines: [{ productId: longId, quantityMilli: 1_000_000_000, costMinor: 999_999_999_999 }],
        });

        await page.goto(`${here().shop.url}/receive?product=${longId}`);
        await line(page, name).getByLabel("Total cost").fill("9999999999.99");
        await expect(page.getByText("last time")).toBeVisible();
        await line(page, name).getByLabel("Quantity").fill("");
        await page.getByRole("button", { name: "Receive", exact: false }).last().click();
        await expect(page.getByText("This field is required.")).toBeVisible();
        expect(await faultsOf(page)).toEqual([]);
        await box(page).fill("o");
        await expect(page.getByRole("option", { name: /Teapot/ })).toBeVisible();
        await page.keyboard.press("ArrowDown");
        expect(await faultsOf(page)).toEqual([]);

        await page.goto(`${here().shop.url}/move?product=${longId}&location=${placeId}`);
        await line(page, name).getByLabel("Quantity").fill("99999999");
        await expect(line(page, name).getByRole("button", { name: /^Take / })).toBeVisible();
        expect(await faultsOf(page)).toEqual([]);

        await page.goto(`${here().shop.url}/adjust?product=${longId}&location=${placeId}&how=lost`);
        await page.getByLabel("Quantity lost").fill("1");
        await expect(page.getByText("New stock here")).toBeVisible();
        expect(await faultsOf(page)).toEqual([]);

        await page.goto(`${here().shop.url}/ledger?product=${longId}`);
        await page.getByRole("button", { name: "Check the balance" }).click();
        await expect(page.getByText("Matches", { exact: true })).toBeVisible();
        expect(await faultsOf(page)).toEqual([]);

        await page.goto(`${here().shop.url}/alerts`);
        await answer(page, "Snooze");
        await expect(
          page.getByRole("dialog", { name: "Snooze the alert for Honey" }),
        ).toBeVisible();
        expect(await faultsOf(page)).toEqual([]);

        await page.goto(`${here().shop.url}/scan?product=${longId}`);
        expect(await faultsOf(page)).toEqual([]);
        await page.getByRole("button", { name: /^Why / }).first().click();
        await expect(page.getByText("Matches", { exact: true })).toBeVisible();
        expect(await faultsOf(page)).toEqual([]);
      });
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

/** Waits until the products are loaded: from then on there are no requests for them. */
async function ready(page: Page, name: string): Promise<void> {
  await box(page).fill(name);
  await expect(page.getByRole("option", { name }).first()).toBeVisible();
  await box(page).fill("");
}

/** Dismisses the alert for Honey in the menu of its row. */
async function answer(page: Page, name: "Snooze" | "Dismiss"): Promise<void> {
  await page.getByRole("button", { name: "More for Honey" }).click();
  await page.getByRole("menuitem", { name }).click();
}

async function expectQuantity(page: Page, name: string, quantity: string): Promise<void> {
  await expect(line(page, name).getByLabel("Quantity")).toHaveValue(quantity);
}

/** The number of ledger entries. */
async function documents(page: Page): Promise<number> {
  const items = at(await ask(page, "movements.list"), "items");
  return Array.isArray(items) ? items.length : -1;
}
