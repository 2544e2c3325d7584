import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import { violationsOf } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { COUNTERS, deviceOf } from "./input-device.ts";
import { onScreen, openSell } from "./journeys.ts";
import { onlyInAll, OTHER_WINDOW } from "./matrix.ts";
import { ask, at, send, stockShop } from "./page-calls.ts";
import { plugInScanner } from "./scanner-keys.ts";

const GOODS = [
  { name: "Gouda", sku: "GOUDA", priceMinor: 999, unit: "kg", barcodes: ["12345"] },
  { name: "Sencha", sku: "SEN", priceMinor: 899, barcodes: ["4006381333931"] },
];
/** Item 12345: 1.500 kg, and a price of 5.00. */
const WEIGHT_LABEL = "2112345015002";
const PRICE_LABEL = "2312345005007";
/** Item 54321, 0.250 kg. */
const UNKNOWN_LABEL = "2154321002507";

const line = (page: Page, name: string) =>
  page.getByRole("region", { name: "Cart" }).getByRole("listitem").filter({ hasText: name });

for (const counter of COUNTERS) {
  const { screen } = counter;
  test.describe(`on a ${counter.screen}`, () => {
    onlyInAll(screen !== "phone", OTHER_WINDOW);
    const here = ownShop(counter, async ({ owner }) => {
      await stockShop(owner.page, GOODS, 20_000);
      await send(owner.page, "labelPatterns.create", {
        key: newKey(),
        name: "Cheese counter, price",
        prefix: "23",
        layout: "PPIIIIIVVVVVX",
        verifier: "none",
        meaning: "price",
        decimals: 2,
      });
    });

    test("[U3] [S16] a pattern is added, and labels are scanned, refused, linked to a new product and sold", async () => {
      const { page } = here().owner;
      const { url } = here().shop;
      const { choose, press, write } = deviceOf(counter, page);
      await page.goto(`${url}/settings/labels`);
      await onScreen(page, "Scale labels");
      await press(page.getByRole("link", { name: "Add label pattern" }));
      const sheet = page.getByRole("dialog", { name: "New label pattern" });
      await choose(sheet.getByLabel("Begin with"), "Other countries: 21, weight in kg");
      await write(sheet.getByLabel("Name"), "Cheese counter, weight");
      await write(sheet.getByLabel("Try a label"), WEIGHT_LABEL);
      await expect(sheet.getByText("Item 12345: 1.5 kg")).toBeVisible();
      await write(sheet.getByLabel("First digits"), "23");
      await press(sheet.getByRole("button", { name: "Save label pattern" }));
      await expect(sheet.getByText("The pattern “Cheese counter, price” matches")).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await write(sheet.getByLabel("First digits"), "21");
      await press(sheet.getByRole("button", { name: "Save label pattern" }));
      await expect(page.getByRole("link", { name: "Cheese counter, weight" })).toBeVisible();

      await openSell(page, url);
      const scan = await plugInScanner(page);
      await scan(WEIGHT_LABEL);
      await expect(line(page, "Gouda").getByText("£14.99")).toBeVisible();
      await scan(PRICE_LABEL);
      await expect(line(page, "Gouda").nth(1).getByText("£5.00")).toBeVisible();
      await scan("https://id.gs1.org/01/04006381333931/10/LOT7?17=270100");
      await expect(line(page, "Sencha")).toBeVisible();
      await scan("2112345015003");
      await expect(
        page.getByRole("alert").getByText("its check digit, does not match"),
      ).toBeVisible();
      await expect(line(page, "Gouda")).toHaveCount(2);

      await scan(UNKNOWN_LABEL);
      const alert = page.getByRole("alert");
      await expect(alert.getByText("Not in your products: 54321")).toBeVisible();
      await press(alert.getByRole("button", { name: "Add as a new product" }));
      await expect(alert.getByLabel("Name")).toBeFocused();
      await write(alert.getByLabel("Name"), "Brie");
      await write(alert.getByLabel("Price per kg"), "12");
      await write(alert.getByLabel("Quantity in stock"), "3");
      expect(await violationsOf(page)).toEqual([]);
      await press(alert.getByRole("button", { name: "Add to products and cart" }));
      // 0.250 kg at 12.00
      await expect(line(page, "Brie").getByText("£3.00")).toBeVisible();

      if (screen === "phone") await press(page.getByRole("button", { name: "Pay", exact: true }));
      await press(page.getByRole("button", { name: "Exact cash" }));
      await expect(page.getByText("Receipt S-1")).toBeVisible();
      // 14.99 + 5.00 + 8.99 + 3.00
      const sale = at(await ask(page, "sales.list", { limit: 1 }), "items", 0);
      expect(at(sale, "totalMinor")).toBe(3198);
    });
  });
}
