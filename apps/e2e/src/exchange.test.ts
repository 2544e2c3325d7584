import { expect } from "@playwright/test";
import { violationsOf } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { onScreen, openSell } from "./journeys.ts";
import { stockShop } from "./page-calls.ts";

for (const screen of ["desk", "phone"] as const) {
  const here = ownShop({ screen }, ({ owner }) =>
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

  test(`[R5] on a ${screen}, goods are exchanged for dearer ones, then for cheaper ones, with one payment or refund`, async () => {
    const { page } = here().owner;
    const { url } = here().shop;
    await openSell(page, url);
    const box = page.getByRole("combobox", { name: "Scan or search" });
    await box.fill("kettle");
    await page.getByRole("option", { name: /^Kettle/ }).click();
    if (screen === "phone") await page.getByRole("button", { name: "Pay", exact: true }).click();
    await page.getByRole("button", { name: "Exact cash" }).click();
    await expect(page.getByText("Receipt S-1")).toBeVisible();

    await page.goto(`${url}/sales`);
    await page.getByRole("link", { name: "S-1" }).click();
    await page.getByRole("link", { name: "Return …" }).click();
    await page.getByRole("link", { name: "Exchange for other goods" }).click();
    const sheet = page.getByRole("dialog", { name: "Exchange from S-1" });
    const goods = sheet.getByRole("combobox", { name: "Scan or search goods in exchange" });
    await sheet.getByRole("button", { name: "Exchange", exact: true }).click();
    await expect(
      sheet.getByRole("alert").filter({ hasText: "Add what the customer takes instead." }),
    ).toBeVisible();
    expect(await violationsOf(page)).toEqual([]);
    await goods.fill("large");
    await page.getByRole("option", { name: /Large kettle/ }).click();
    await expect(sheet.getByRole("button", { name: "Take £15.00" })).toBeVisible();
    await sheet.getByLabel("Received (exactly if empty)").fill("20");
    expect(await violationsOf(page)).toEqual([]);
    await sheet.getByRole("button", { name: "Take £15.00" }).click();
    await expect(page.getByText("Exchange S-3 is recorded. Change: £5.00.")).toBeVisible();
    await onScreen(page, "Sale S-3");
    await expect(page.getByRole("link", { name: "S-2" })).toBeVisible();
    await expect(page.getByText("it cannot be voided. Return its goods instead")).toBeVisible();

    await page.getByRole("link", { name: "Return …" }).click();
    await page.getByRole("link", { name: "Exchange for other goods" }).click();
    const second = page.getByRole("dialog", { name: "Exchange from S-3" });
    await second.getByRole("combobox", { name: "Scan or search goods in exchange" }).fill("mug");
    await page.getByRole("option", { name: /Mug/ }).click();
    expect(await violationsOf(page)).toEqual([]);
    await second.getByRole("button", { name: "Refund £35.00" }).click();
    await onScreen(page, "Sale S-5");
    await page.getByRole("link", { name: "S-4" }).click();
    await onScreen(page, "Return S-4");
  });
}
