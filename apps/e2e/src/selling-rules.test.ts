import { expect } from "@playwright/test";
import { newKey } from "@daybook/client";
import { violationsOf } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { openSell } from "./journeys.ts";
import { ask, at, send, stockShop, textAt } from "./page-calls.ts";

/** Faster keys are those of a scanner. */
const KEYS = { delay: 60 };

for (const screen of ["desk", "phone"] as const) {
  const here = ownShop({ screen }, async ({ owner: { page } }) => {
    const goods = [
      { name: "Lemonade", sku: "LEMONADE", priceMinor: 200 },
      { name: "Gin", sku: "GIN", priceMinor: 2000, ageLimit: 18 },
      { name: "Bread", sku: "BREAD", priceMinor: 300 },
      { name: "Toy", sku: "TOY", priceMinor: 700, stopReason: "Recalled by its maker" },
    ];
    await stockShop(page, goods, 20_000);
    const create = (fields: object) => send(page, "products.create", { key: newKey(), ...fields });
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

  test(`[S14] [S15] [S19] [S22] on a ${screen}, deposits are charged and refunded, an age is checked, a price is entered, and a recalled product is not sold`, async () => {
    const { page } = here().owner;
    const { url } = here().shop;
    await openSell(page, url);
    const box = page.getByRole("combobox", { name: "Scan or search" });
    const cart = page.getByRole("region", { name: "Cart" });
    const add = async (text: string) => {
      await box.fill(text);
      await box.press("Enter");
    };
    const payCash = async () => {
      // On a phone it may be open already, after a question was answered with no.
      const pay = page.getByRole("button", { name: "Pay", exact: true });
      if (screen === "phone" && (await pay.isVisible())) await pay.click();
      await page.getByRole("button", { name: "Exact cash" }).click();
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
    await page.keyboard.press("n");
    await expect(question).toBeHidden();
    await payCash();
    await page.keyboard.press("y");
    await expect(page.getByText("Receipt S-1")).toBeVisible();

    await add("misc");
    const price = page.getByRole("dialog", { name: "Price of Miscellaneous" });
    await price.getByLabel("Price").fill("4.50");
    await price.getByLabel("What it is").pressSequentially("Paper roses", KEYS);
    expect(await violationsOf(page)).toEqual([]);
    await price.getByLabel("What it is").press("Enter");
    await expect(cart.getByText("Paper roses")).toBeVisible();

    await cart.getByRole("button", { name: "Empties", exact: true }).click();
    await add("12*lemonade");
    const empties = cart.getByRole("list", { name: "Empties that come back" });
    await expect(empties.getByText("Bottle deposit")).toBeVisible();
    await expect(empties.getByText("−£3.00")).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
    await payCash();
    await expect(page.getByText("Receipt S-3")).toBeVisible();

    await cart.getByRole("button", { name: "Empties", exact: true }).click();
    await cart.getByRole("button", { name: "Bottle deposit £0.25" }).click();
    await cart.getByRole("button", { name: "Bottle deposit £0.25" }).click();
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
  });
}
