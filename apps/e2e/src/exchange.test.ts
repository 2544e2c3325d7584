import { expect } from "@playwright/test";
import { violationsOf } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { COUNTERS, deviceOf } from "./input-device.ts";
import { onScreen, openSell } from "./journeys.ts";
import { onlyInAll, OTHER_WINDOW } from "./matrix.ts";
import { stockShop } from "./page-calls.ts";

for (const counter of COUNTERS) {
  const { screen } = counter;
  test.describe(`on a ${counter.screen}`, () => {
    onlyInAll(screen === "tablet", OTHER_WINDOW);
    const here = ownShop(counter, ({ owner }) =>
      stockShop(
        owner.page,
        [
          { name: "Kettle", sku: "KETTLE", priceMinor: 2500 },
          { name: "Large kettle", sku: "LARGE", priceMinor: 4000 },
          { name: "Mug", sku: "MUG", priceMinor: 500 },
        ],
        10_000,
      ),
    );

    test("[R5] goods are exchanged for dearer ones, then for cheaper ones, with one payment or refund", async () => {
      const { page } = here().owner;
      const { url } = here().shop;
      const { pick, press, write } = deviceOf(counter, page);
      await openSell(page, url);
      const box = page.getByRole("combobox", { name: "Scan or search" });
      await write(box, "kettle");
      await pick(page.getByRole("option", { name: /^Kettle/ }));
      if (screen === "phone") await press(page.getByRole("button", { name: "Pay", exact: true }));
      await press(page.getByRole("button", { name: "Exact cash" }));
      await expect(page.getByText("Receipt S-1")).toBeVisible();

      await page.goto(`${url}/sales`);
      await press(page.getByRole("link", { name: "S-1" }));
      await press(page.getByRole("link", { name: "Return …" }));
      await press(page.getByRole("link", { name: "Exchange for other goods" }));
      const sheet = page.getByRole("dialog", { name: "Exchange from S-1" });
      const goods = sheet.getByRole("combobox", { name: "Scan or search goods in exchange" });
      await press(sheet.getByRole("button", { name: "Exchange", exact: true }));
      await expect(
        sheet.getByRole("alert").filter({ hasText: "Add what the customer takes instead." }),
      ).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await write(goods, "large");
      await pick(page.getByRole("option", { name: /Large kettle/ }));
      await expect(sheet.getByRole("button", { name: "Take £15.00" })).toBeVisible();
      await write(sheet.getByLabel("Received (exactly if empty)"), "20");
      expect(await violationsOf(page)).toEqual([]);
      await press(sheet.getByRole("button", { name: "Take £15.00" }));
      await expect(page.getByText("Exchange S-3 is recorded. Change: £5.00.")).toBeVisible();
      await onScreen(page, "Sale S-3");
      await expect(page.getByRole("link", { name: "S-2" })).toBeVisible();
      await expect(page.getByText("it cannot be voided. Return its goods instead")).toBeVisible();

      await press(page.getByRole("link", { name: "Return …" }));
      await press(page.getByRole("link", { name: "Exchange for other goods" }));
      const second = page.getByRole("dialog", { name: "Exchange from S-3" });
      await write(
        second.getByRole("combobox", { name: "Scan or search goods in exchange" }),
        "mug",
      );
      await pick(page.getByRole("option", { name: /Mug/ }));
      expect(await violationsOf(page)).toEqual([]);
      await press(second.getByRole("button", { name: "Refund £35.00" }));
      await onScreen(page, "Sale S-5");
      await press(page.getByRole("link", { name: "S-4" }));
      await onScreen(page, "Return S-4");
    });
  });
}

test.describe("from a cart", () => {
  const cartHere = ownShop({ screen: "desk" }, ({ owner }) =>
    stockShop(
      owner.page,
      [
        { name: "Kettle", sku: "KETTLE", priceMinor: 2500 },
        { name: "Mug", sku: "MUG", priceMinor: 500 },
      ],
      10_000,
    ),
  );

  test("[R5] a receipt that is scanned with goods in the cart is exchanged for them, and the cart is empty afterwards", async () => {
    const { page } = cartHere().owner;
    await openSell(page, cartHere().shop.url);
    const box = page.getByRole("combobox", { name: "Scan or search" });
    const add = async (text: string) => {
      await box.fill(text);
      await box.press("Enter");
    };
    await add("mug");
    await page.getByRole("button", { name: "Exact cash" }).click();
    await expect(page.getByText("Receipt S-1")).toBeVisible();
    await add("kettle");
    await expect(
      page.getByRole("region", { name: "Cart" }).getByText("Kettle").first(),
    ).toBeVisible();

    await add("S-1");
    await page.getByRole("link", { name: "Exchange for the goods in the cart" }).click();
    const sheet = page.getByRole("dialog", { name: "Exchange from S-1" });
    await expect(sheet.getByRole("group", { name: "Kettle" })).toBeVisible();
    await sheet.getByRole("button", { name: "Take £20.00" }).click();
    await expect(page.getByText("Exchange S-3 is recorded.")).toBeVisible();

    await page.getByRole("link", { name: "Sell" }).first().click();
    await expect(page.getByText("Scan the first item or type its name.")).toBeVisible();
  });
});
