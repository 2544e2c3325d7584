import { expect } from "@playwright/test";
import type { Page, Route } from "@playwright/test";
import { newKey } from "@daybook/client";
import { pieces } from "@daybook/contract/quantity";
import { faultsOf } from "./accessibility.ts";
import { SCREENS } from "./browser.ts";
import { ownShop, test } from "./fixtures.ts";
import { rowOf } from "./journeys.ts";
import { onlyInAll, OTHER_WINDOW } from "./matrix.ts";
import { expectToast } from "./office.ts";
import { ask, at, send } from "./page-calls.ts";

const here = ownShop({ screen: "desk", mayFail: true }, async ({ owner: { page } }) => {
  for (const name of ["Ada", "Bob", "Cyd", "Dot"]) {
    await send(page, "customers.create", { key: newKey(), name });
    await send(page, "suppliers.create", { key: newKey(), name });
  }
  // They have no stock, so each has an alert from the start.
  const reorderRules = [{ reorderPointMilli: pieces(2), targetMilli: pieces(9) }];
  for (const name of ["Cup", "Jug", "Pot", "Tin"])
    await send(page, "products.create", { key: newKey(), name, priceMinor: 900, reorderRules });
});

async function choose(page: Page, ...names: readonly string[]): Promise<void> {
  for (const name of names)
    await page.getByRole("checkbox", { name: `Select ${name}`, exact: true }).check();
}

/** Intercepts the next bulk change on its way to the server. */
async function duringNextChange(page: Page, act: (route: Route) => Promise<void>): Promise<void> {
  await page.route("**/trpc/*.updateMany*", act, { times: 1 });
}

/** Another user changes Bob. */
async function changeBob(list: string, fields: object): Promise<void> {
  const { page } = here().owner;
  const found = await ask(page, `${list}.list`, { search: "Bob", active: "all" });
  const [id, version] = [at(found, "items", 0, "id"), at(found, "items", 0, "version")];
  await send(page, `${list}.update`, { key: newKey(), id, version, ...fields });
}

const shownRows = (page: Page) => page.locator("tbody tr").count();

for (const screen of ["desk", "phone"] as const)
  test.describe(`[X3] on a ${screen}`, () => {
    onlyInAll(screen === "desk", OTHER_WINDOW);

    let page: Page;

    test.beforeAll(async () => {
      const signedIn = await here().owner.context.storageState();
      ({ page } = await here().open({ screen, signedIn }));
    });

    for (const list of ["customers", "suppliers"])
      test(`[I13] selected ${list} are deactivated at once, and all reactivated`, async () => {
        await page.goto(`${here().shop.url}/${list}`);
        await expect(rowOf(page, "Ada")).toBeVisible();
        await choose(page, "Ada", "Bob", "Dot");
        const bar = page.getByRole("region", { name: `Selected ${list}` });
        await expect(bar.getByText(`3 ${list} selected`)).toBeVisible();
        expect(await faultsOf(page)).toEqual([]);
        await page.setViewportSize(SCREENS[screen]);
        const deactivate = bar.getByRole("button", { name: "Deactivate" });

        await duringNextChange(page, (route) => route.abort());
        await deactivate.click();
        await expect(bar.getByRole("alert").getByText("Daybook cannot be reached")).toBeVisible();

        const email = `bob@${list}.${screen}.example`;
        await duringNextChange(page, async (route) => {
          await changeBob(list, { email });
          await route.continue();
        });
        await deactivate.click();
        const why = /Nothing was changed. Bob: Maya Nordhof changed this/;
        await expect(bar.getByRole("alert").getByText(why)).toBeVisible();
        await expect(rowOf(page, "Bob").getByText(email)).toBeVisible();

        await deactivate.click();
        await expect(bar).toHaveCount(0);
        await expect(rowOf(page, "Ada")).toHaveCount(0);
        await expect.poll(() => shownRows(page)).toBe(1);
        await changeBob(list, { note: screen });
        await expectToast(page, `3 ${list} are deactivated.`, "Undo");
        await expect(page.getByText(why)).toBeVisible();

        await page.goto(`${here().shop.url}/${list}?show=inactive`);
        await choose(page, "Ada", "Bob", "Dot");
        await bar.getByRole("button", { name: "Reactivate" }).click();
        await expectToast(
          page,
          list === "customers" ? "3 customers are active again." : "3 suppliers can",
        );
        await page.goto(`${here().shop.url}/${list}`);
        await expect(rowOf(page, "Dot")).toBeVisible();
        await expect.poll(() => shownRows(page)).toBe(4);
      });

    test("[A3] [A5] selected alerts are snoozed or dismissed together, and it can be undone", async () => {
      const counts = () => ask(page, "alerts.counts");
      await page.goto(`${here().shop.url}/alerts`);
      await expect(rowOf(page, "Cup")).toBeVisible();
      await choose(page, "Cup", "Pot");
      const bar = page.getByRole("region", { name: "Selected alerts" });
      await expect(bar.getByText("2 alerts selected")).toBeVisible();
      expect(await faultsOf(page)).toEqual([]);
      await page.setViewportSize(SCREENS[screen]);

      await bar.getByRole("button", { name: "Dismiss" }).click();
      await expect(rowOf(page, "Cup")).toHaveCount(0);
      expect(await counts()).toMatchObject({ active: 2, dismissed: 2 });
      await expectToast(page, "2 alerts dismissed until the products are back in stock.", "Undo");
      await expect(rowOf(page, "Cup")).toBeVisible();
      expect(await counts()).toMatchObject({ active: 4, dismissed: 0 });

      await choose(page, "Cup", "Jug", "Tin");
      await bar.getByRole("button", { name: "Snooze" }).click();
      const dialog = page.getByRole("dialog", { name: "Snooze 3 alerts" });
      await dialog.getByRole("button", { name: "Snooze until then" }).click();
      await expect(dialog.getByText("This field is required")).toBeVisible();
      await dialog.getByRole("button", { name: "For 1 week" }).click();
      await expect(dialog).toHaveCount(0);
      await expect(rowOf(page, "Tin")).toHaveCount(0);
      expect(await counts()).toMatchObject({ active: 1, snoozed: 3 });

      await page.goto(`${here().shop.url}/alerts?status=snoozed`);
      await expect(rowOf(page, "Tin")).toBeVisible();
      await choose(page, "Cup", "Jug", "Tin");
      await bar.getByRole("button", { name: "Reopen" }).click();
      await expectToast(page, "3 alerts reopened.");
      expect(at(await counts(), "active")).toBe(4);
    });
  });

test("Shift selects from the row selected last, and the checkbox of the heading selects all or none", async () => {
  const { page } = here().owner;
  await page.goto(`${here().shop.url}/customers`);
  await choose(page, "Ada");
  const last = page.getByRole("checkbox", { name: "Select Cyd", exact: true });
  await last.click({ modifiers: ["Shift"] });
  const bar = page.getByRole("region", { name: "Selected customers" });
  await expect(bar.getByText("3 customers selected")).toBeVisible();
  const all = page.getByRole("checkbox", { name: "Select all shown" });
  expect(await all.evaluate((box) => box instanceof HTMLInputElement && box.indeterminate)).toBe(
    true,
  );
  await all.check();
  await expect(bar.getByText("4 customers selected")).toBeVisible();
  await all.uncheck();
  await expect(bar).toHaveCount(0);
  // Nothing is selected, so a range has no anchor.
  await page
    .getByRole("checkbox", { name: "Select Dot", exact: true })
    .click({ modifiers: ["Shift"] });
  await expect(bar.getByText("1 customer selected")).toBeVisible();
  await page.getByLabel("Search name, phone or e-mail").fill("bob");
  await expect(rowOf(page, "Dot")).toHaveCount(0);
  await expect(bar).toHaveCount(0);
});

test("[fault G12] a checkbox stays checked if its row is rendered again between pressing and releasing", async () => {
  const { page } = here().owner;
  await page.goto(`${here().shop.url}/products`);
  const box = page.getByRole("checkbox", { name: "Select Pot", exact: true });
  // All at once, as on a busy device: focus changes render only after the press.
  await box.evaluate((input) => {
    if (!(input instanceof HTMLInputElement)) throw new Error("This is no box");
    input.dispatchEvent(new MouseEvent("mousedown", { bubbles: true }));
    input.focus();
    input.dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
    input.click();
  });
  await expect(
    page.getByRole("region", { name: "Selected products" }).getByText("1 product"),
  ).toBeVisible();
  await expect(box).toBeChecked();
});

test("[A3] once all shown alerts are dismissed, the next ones are shown and not announced as new", async () => {
  const { page } = here().owner;
  const reorderRules = [{ reorderPointMilli: pieces(2), targetMilli: pieces(9) }];
  await send(page, "products.createMany", {
    key: newKey(),
    products: Array.from({ length: 60 }, (_, index) => ({
      name: `Bead ${index}`,
      priceMinor: 10,
      reorderRules,
    })),
  });
  await page.setViewportSize(SCREENS.desk);
  await page.goto(`${here().shop.url}/alerts`);
  await expect(rowOf(page, "Bead 59")).toBeVisible();
  const before = await shownRows(page);
  await page.getByRole("checkbox", { name: "Select all shown" }).check();
  const bar = page.getByRole("region", { name: "Selected alerts" });
  await expect(bar.getByText(`${before} alerts selected`)).toBeVisible();
  await bar.getByRole("button", { name: "Dismiss" }).click();
  await expect(rowOf(page, "Cup")).toBeVisible();
  await expect(rowOf(page, "Bead 59")).toHaveCount(0);
  await expect.poll(() => shownRows(page)).toBe(64 - before);
  await expect(page.getByText(/new alert/)).toHaveCount(0);
});
