import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import { TillEvents } from "@daybook/contract/till-events";
import { faultsOfSheet } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { openSell } from "./journeys.ts";
import { ask, at, send, stockShop, textAt } from "./page-calls.ts";
import { smallTargets } from "./touch-targets.ts";

/** The owner at the till “Front”, with a drawer that was closed with 150.00 in it. */
const here = ownShop({ screen: "desk" }, async ({ owner: { page } }) => {
  await stockShop(page, [{ name: "Mug", sku: "MUG", priceMinor: 1000 }], 40_000);
  const till = await send(page, "tills.enrol", {
    key: newKey(),
    name: "Front",
    receiptPrefix: "F",
  });
  const drawer = await send(page, "drawers.create", { key: newKey(), name: "Front" });
  await send(page, "drawers.update", {
    key: newKey(),
    id: textAt(drawer, "id"),
    version: at(drawer, "version"),
    tillIds: [textAt(till, "id")],
  });
  const drawerId = textAt(drawer, "id");
  const opened = await send(page, "drawers.open", { key: newKey(), drawerId, floatMinor: 15_000 });
  const sessionId = textAt(opened, "session", "id");
  const counting = { key: newKey(), sessionId, cashMinor: 15_000 };
  const countId = textAt(await send(page, "drawers.count", counting), "id");
  await send(page, "drawers.close", { key: newKey(), sessionId, countId, leftMinor: 15_000 });
});

async function addMug(page: Page): Promise<void> {
  const box = page.getByRole("combobox", { name: "Scan or search" });
  await box.fill("mug");
  await box.press("Enter");
  await expect(page.getByRole("region", { name: "Cart" }).getByText("Mug").first()).toBeVisible();
}

/** Opens the drawer, if the test before did not. */
async function openDrawer(page: Page): Promise<void> {
  const drawer = at(await ask(page, "drawers.list"), "items", 0);
  if (at(drawer, "session") !== null) return;
  await send(page, "drawers.open", {
    key: newKey(),
    drawerId: textAt(drawer, "id"),
    floatMinor: 0,
  });
}

const session = async (page: Page) => at(await ask(page, "drawers.list"), "items", 0, "session");

test("[M5] [M9] a closed drawer takes no money; it opens by one press, and a pay-out is a key, digits, a chip and Enter", async () => {
  const { page } = here().owner;
  await openSell(page, here().shop.url);
  await expect(page.getByText("Drawer “Front” is closed. £150.00 was left")).toBeVisible();
  await addMug(page);
  await page.keyboard.press("F9");
  const opening = page.getByRole("dialog", { name: /Open/ });
  await expect(opening).toBeVisible();
  const float = opening.getByLabel("Cash counted");
  await float.fill("148");
  await expect(opening.getByText("£2.00 less than was left: recorded")).toBeVisible();
  expect(await faultsOfSheet(page)).toEqual([]);
  await opening.getByRole("button", { name: "Cancel" }).click();
  await page.keyboard.press("F4");
  await expect(float).toHaveValue("150.00");
  await expect(page.getByText("The drawer “Front” is closed. Open it first.")).toBeVisible();
  expect(at(await ask(page, "sales.list"), "items")).toEqual([]);
  await page.keyboard.press("Enter");
  await expect(opening).toHaveCount(0);
  await expect(page.getByText("Drawer “Front” is closed.")).toHaveCount(0);
  await page.keyboard.press("F9");
  await expect(page.getByText("Paid £10.00")).toBeVisible();

  // Typed before the sheet is there, the first digits are part of the amount too.
  await page.keyboard.press("F4");
  await page.keyboard.type("500", { delay: 45 });
  const payOut = page.getByRole("dialog", { name: "Pay out" });
  await expect(payOut.getByLabel("Amount")).toBeFocused();
  await expect(payOut.getByLabel("Amount")).toHaveValue("500");
  await page.keyboard.press("Enter");
  await expect(payOut.getByText("Choose what the money is for.")).toBeVisible();
  await payOut.getByText("Postage").click();
  await page.keyboard.press("Enter");
  await expect(payOut.getByText("There is not that much cash in the drawer.")).toBeVisible();
  await expect(payOut.getByLabel("Amount")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("4");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByText("£4.00 is recorded as paid out: Office supplies.")).toBeVisible();
  expect(await session(page)).toMatchObject({ floatMinor: 15_000 });
  await page.evaluate(() => {
    const slip = () => document.querySelector("[data-paper] article")?.textContent;
    window.print = () => Reflect.set(window, "printed", slip());
  });
  await page.getByRole("button", { name: "Print slip" }).click();
  const printed = () => page.evaluate(() => String(Reflect.get(window, "printed")));
  await expect.poll(printed).toMatch(/Pay out.*Drawer: Front.*£4\.00.*Office supplies/s);
});

test("[M5] on a phone: cash goes in and out by touch, no sale and the report are in the journal", async () => {
  const { shop, owner, open } = here();
  const { page } = await open({ screen: "phone", signedIn: await owner.context.storageState() });
  await openSell(page, shop.url);
  await openDrawer(page);
  const menu = page.getByText("Drawer", { exact: true });
  const sheet = page.getByRole("dialog");
  const choose = async (name: string) => {
    await menu.click();
    await page.getByRole("button", { name, exact: true }).click();
    await expect(page.getByRole("dialog", { name })).toBeVisible();
  };
  await expect(menu).toBeVisible();
  for (const name of ["Report so far", "No sale", "Pay in", "Drop to safe", "Top up from safe"]) {
    await choose(name);
    expect([...(await faultsOfSheet(page)), ...(await smallTargets(page))], name).toEqual([]);
    await page.keyboard.press("Escape");
    await expect(sheet).toHaveCount(0);
  }
  await page.getByRole("button", { name: "Pay out" }).click();
  await sheet.getByRole("button", { name: "Pay out" }).click();
  await expect(sheet.getByText("This field is required.")).toBeVisible();
  expect([...(await faultsOfSheet(page)), ...(await smallTargets(page))]).toEqual([]);
  await page.keyboard.press("Escape");

  await choose("Top up from safe");
  await sheet.getByLabel("Amount").fill("1");
  await sheet.getByRole("button", { name: "Top up" }).click();
  await expect(sheet.getByText("There is not that much cash in the safe.")).toBeVisible();
  await sheet.getByRole("button", { name: "Cancel" }).click();
  await choose("No sale");
  await sheet.getByRole("button", { name: "Give change" }).click();
  await expect(sheet).toHaveCount(0);
  await choose("Pay in");
  await sheet.getByLabel("Amount").fill("20");
  await sheet.getByRole("button", { name: "Pay in" }).click();
  await expect(page.getByText("£20.00 is recorded as paid in.")).toBeVisible();

  const kinds = async () => {
    const { items } = TillEvents.parse(await ask(page, "tills.events"));
    return items.map(({ kind, detail }) => `${kind}: ${detail}`).toSorted();
  };
  await expect
    .poll(kinds, { timeout: 20_000 })
    .toEqual(
      expect.arrayContaining(["drawer_opened: No sale", "no_sale: Give change", "x_taken: Front"]),
    );
});

test("[US4] paid sales of the person before are shown to the next one", async () => {
  const { page } = here().owner;
  const booksId = textAt(await ask(page, "settings.get"), "booksId");
  await page.evaluate((id) => {
    const sale = JSON.stringify({ by: "Ann", input: { key: "1" } });
    localStorage.setItem(`daybook-unsent:ann:${id}:1`, sale);
  }, booksId);
  await openSell(page, here().shop.url);
  await expect(page.getByText("1 paid sale by Ann is waiting here.")).toBeVisible();
});
