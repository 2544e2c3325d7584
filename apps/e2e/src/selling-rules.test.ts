import { expect } from "@playwright/test";
import { newKey } from "@daybook/client";
import { violationsOf } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { COUNTERS, deviceOf } from "./input-device.ts";
import { openSell } from "./journeys.ts";
import { onlyInAll, OTHER_WINDOW } from "./matrix.ts";
import { ask, at, send, stockShop, textAt } from "./page-calls.ts";

for (const counter of COUNTERS) {
  const { screen } = counter;
  test.describe(`on a ${counter.screen}`, () => {
    onlyInAll(screen === "tablet", OTHER_WINDOW);
    const here = ownShop(counter, async ({ owner: { page } }) => {
      const goods = [
        { name: "Lemonade", sku: "LEMONADE", priceMinor: 200 },
        { name: "Gin", sku: "GIN", priceMinor: 2000, ageLimit: 18 },
        { name: "Bread", sku: "BREAD", priceMinor: 300 },
        { name: "Toy", sku: "TOY", priceMinor: 700, stopReason: "Recalled by its maker" },
      ];
      await stockShop(page, goods, 20_000);
      const create = (fields: object) =>
        send(page, "products.create", { key: newKey(), ...fields });
      const bottle = { name: "Bottle deposit", sku: "DEPOSIT", priceMinor: 25, kind: "deposit" };
      const depositId = textAt(await create(bottle), "id");
      await create({
        name: "Miscellaneous",
        sku: "MISC",
        priceMinor: 0,
        kind: "service",
        askPrice: true,
      });
      const lemonade = await ask(page, "products.list", { search: "lemonade" });
      const id = at(lemonade, "items", 0, "id");
      const version = at(lemonade, "items", 0, "version");
      await send(page, "products.update", { key: newKey(), id, version, depositId });
    });

    test("[S14] [S15] [S19] [S22] deposits are charged and refunded, an age is checked, a price is entered, and a recalled product is not sold", async () => {
      const { page } = here().owner;
      const { press, write } = deviceOf(counter, page);
      await openSell(page, here().shop.url);
      const box = page.getByRole("combobox", { name: "Scan or search" });
      const cart = page.getByRole("region", { name: "Cart" });
      const add = async (text: string) => {
        await write(box, text);
        await page.keyboard.press("Enter");
      };
      const payCash = async () => {
        // On a phone it may be open already, after a question was answered with no.
        const pay = page.getByRole("button", { name: "Pay", exact: true });
        if (screen === "phone" && (await pay.isVisible())) await press(pay);
        await press(page.getByRole("button", { name: "Exact cash" }));
      };

      await add("toy");
      await expect(page.getByRole("alert").getByText("must not be sold (Recalled")).toBeVisible();

      await add("3*lemonade");
      await expect(cart.getByText("+ £0.25 deposit")).toBeVisible();
      await expect(cart.getByText("£6.75").filter({ visible: true }).first()).toBeVisible();
      await add("gin");
      await payCash();
      const question = page.getByRole("dialog", { name: "Age check: 18" });
      await expect(question.getByText("18 or older: born on")).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await (screen === "desk"
        ? page.keyboard.press("n")
        : press(question.getByRole("button", { name: "Not old enough" })));
      await expect(question).toBeHidden();
      await payCash();
      await (screen === "desk"
        ? page.keyboard.press("y")
        : press(question.getByRole("button", { name: "18 or older" })));
      await expect(page.getByText("Receipt S-1")).toBeVisible();

      await add("misc");
      const price = page.getByRole("dialog", { name: "Price of Miscellaneous" });
      await write(price.getByLabel("Price"), "4.50");
      await write(price.getByLabel("What it is"), "Paper roses");
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press("Enter");
      await expect(cart.getByText("Paper roses")).toBeVisible();

      await press(cart.getByRole("button", { name: "Empties", exact: true }));
      await add("12*lemonade");
      const empties = cart.getByRole("list", { name: "Empties that come back" });
      await expect(empties.getByText("Bottle deposit")).toBeVisible();
      await expect(empties.getByText("−£3.00")).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await payCash();
      await expect(page.getByText("Receipt S-3")).toBeVisible();

      await press(cart.getByRole("button", { name: "Empties", exact: true }));
      await press(cart.getByRole("button", { name: "Bottle deposit £0.25" }));
      await press(cart.getByRole("button", { name: "Bottle deposit £0.25" }));
      await expect(cart.getByText("To pay out").filter({ visible: true }).first()).toBeVisible();
      await payCash();
      await expect(page.getByText("Receipt S-4")).toBeVisible();

      // Newest first: empties alone, the roses with the empties that paid a part of them, and the first sale.
      const list = await ask(page, "sales.list");
      const documents = [0, 1, 2, 3].map((index) => [
        at(list, "items", index, "kind"),
        at(list, "items", index, "totalMinor"),
      ]);
      expect(documents).toEqual([
        ["return", 50],
        ["sale", 450],
        ["return", 300],
        ["sale", 2675],
      ]);

      // An unknown code is sold as the same item, and its name has the code.
      await add("5012345678900");
      await press(page.getByRole("button", { name: "Sell as “Miscellaneous”" }));
      await write(price.getByLabel("Price"), "2.00");
      await write(price.getByLabel("What it is"), "Ribbon");
      await page.keyboard.press("Enter");
      await expect(cart.getByText("Ribbon (5012345678900)")).toBeVisible();
      await expect(page.getByText("Not in your products: 5012345678900")).toBeHidden();
    });
  });
}
