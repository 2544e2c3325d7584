import { newKey } from "@daybook/client";
import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { violationsOf } from "./accessibility.ts";
import { ownShop, test } from "./fixtures.ts";
import { COUNTERS, deviceOf } from "./input-device.ts";
import { onScreen, openSell, signIn } from "./journeys.ts";
import { onlyInAll, OTHER_WINDOW } from "./matrix.ts";
import { ask, at, send, stockShop, textAt } from "./page-calls.ts";

const GOODS = [
  { name: "Kettle", sku: "KETTLE", priceMinor: 2500 },
  { name: "Mug", sku: "MUG", priceMinor: 500 },
];

const cartOf = (page: Page) => page.getByRole("region", { name: "Cart" });
const boxOf = (page: Page) => page.getByRole("combobox", { name: "Scan or search" });

/** By keyboard. */
async function add(page: Page, name: string): Promise<void> {
  await boxOf(page).focus();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(cartOf(page).getByText(name).first()).toBeVisible();
}

async function enrol(page: Page, name: string, receiptPrefix: string): Promise<void> {
  await send(page, "tills.enrol", { key: newKey(), name, receiptPrefix });
}

test.describe("by keyboard", () => {
  const here = ownShop({ screen: "desk", mayFail: true }, ({ owner }) =>
    stockShop(owner.page, GOODS, 10_000),
  );

  test("[S3] a cart parked on one till is resumed and paid on another after a restart of the server", async () => {
    const { owner, shop } = here();
    const front = owner.page;
    await enrol(front, "Front", "F");
    await openSell(front, shop.url);
    const { page: back } = await here().open({ screen: "desk" });
    await back.goto(shop.url);
    await signIn(back);
    await onScreen(back, "Dashboard");
    await enrol(back, "Back", "B");
    await openSell(back, shop.url);

    await add(front, "Kettle");
    await add(front, "Mug");
    await front.keyboard.press("F6");
    await expect(front.getByText("The sale of £30.00 is parked.")).toBeVisible();
    await expect(cartOf(front).getByText("Scan the first item")).toBeVisible();
    // Live, on the other till.
    await expect(cartOf(back).getByRole("button", { name: "Parked sales 1" })).toBeVisible();

    await shop.halt();
    await shop.resume();
    await expect(back.getByText("Back · ")).toBeVisible();
    // A cart that is begun gives way: it is parked first.
    await add(back, "Mug");
    await back.keyboard.press("Shift+F6");
    const list = back.getByRole("dialog", { name: "Parked sales" });
    await expect(list.getByText("Kettle, Mug").first()).toBeVisible();
    await expect(list.getByText("2 lines · Maya Nordhof, Front")).toBeVisible();
    expect(await violationsOf(back)).toEqual([]);
    await back.keyboard.press("Enter");
    await expect(cartOf(back).getByText("Kettle").first()).toBeVisible();
    await expect(cartOf(back).getByRole("button", { name: "Parked sales 2" })).toBeVisible();

    // Open there, so the first till cannot have it.
    await front.keyboard.press("F6");
    const other = front.getByRole("dialog", { name: "Parked sales" });
    await expect(other.getByText("Open on Back by Maya Nordhof since")).toBeVisible();
    await expect(other.getByRole("button", { name: /Mug £5\.00 1 line/ })).toBeFocused();
    await front.keyboard.press("ArrowDown");
    await front.keyboard.press("Enter");
    await expect(
      other.getByText("Maya Nordhof has this parked sale open on the till “Back” since"),
    ).toBeVisible();
    await front.keyboard.press("Escape");

    await back.keyboard.press("F9");
    await expect(back.getByText("Receipt B-1")).toBeVisible();
    await expect(back.getByText("Paid £30.00")).toBeVisible();
    await expect(cartOf(front).getByRole("button", { name: "Parked sales 1" })).toBeVisible();
    // An empty cart: the same key opens the list, and Enter takes the newest. A product was deactivated since.
    const products = await ask(front, "products.list", { search: "mug" });
    const [id, version] = [at(products, "items", 0, "id"), at(products, "items", 0, "version")];
    await send(front, "products.deactivate", { key: newKey(), id, version });
    await front.keyboard.press("F6");
    await expect(other.getByRole("button", { name: /Mug £5\.00 1 line/ })).toBeFocused();
    await front.keyboard.press("Enter");
    await expect(cartOf(front).getByText("Mug is deactivated: it cannot be sold.")).toBeVisible();
    await front.keyboard.press("F9");
    await expect(front.getByText("Fix the highlighted lines first.")).toBeVisible();
    // Nothing is lost: what leaves the cart is still parked.
    await front.keyboard.press("Delete");
    await expect(cartOf(front).getByText("Scan the first item")).toBeVisible();
    await expect(cartOf(front).getByRole("button", { name: "Parked sales 1" })).toBeVisible();
    expect(at(await ask(front, "parkedSales.list"), "items", 0, "open")).toBeNull();
  });
});

for (const counter of COUNTERS.filter(({ touch }) => touch)) {
  test.describe(`on a ${counter.screen}`, () => {
    onlyInAll(true, OTHER_WINDOW);
    const here = ownShop(counter, ({ owner }) => stockShop(owner.page, GOODS, 10_000));

    test("[S3] a cart is parked with one tap, named, resumed and discarded, here and elsewhere", async () => {
      const { owner, shop } = here();
      const { page } = owner;
      const { press } = deviceOf(counter, page);
      const payExactly = async () => {
        if (counter.screen === "phone")
          await press(page.getByRole("button", { name: "Pay", exact: true }));
        await press(page.getByRole("button", { name: "Exact cash" }));
      };
      await openSell(page, shop.url);
      await press(page.getByRole("button", { name: /^Kettle/ }));
      await press(cartOf(page).getByRole("button", { name: "Park", exact: true }));
      await press(page.getByRole("button", { name: "Name it" }));
      const naming = page.getByRole("dialog", { name: "Name the parked sale" });
      await naming.getByLabel("Name").fill("x".repeat(61));
      await press(naming.getByRole("button", { name: "Save name" }));
      await expect(naming.getByText("60")).toBeVisible();
      await naming.getByLabel("Name").fill("Blue coat");
      await press(naming.getByRole("button", { name: "Save name" }));
      await press(cartOf(page).getByRole("button", { name: "Parked sales 1" }));
      const list = page.getByRole("dialog", { name: "Parked sales" });
      expect(await violationsOf(page)).toEqual([]);
      await press(list.getByRole("button", { name: /^Blue coat/ }));
      await expect(cartOf(page).getByText("Kettle").first()).toBeVisible();
      await press(cartOf(page).getByRole("button", { name: "Park", exact: true }));
      await expect(page.getByText("The sale of £25.00 is parked again.")).toBeVisible();
      await press(cartOf(page).getByRole("button", { name: "Parked sales 1" }));
      await press(list.getByRole("button", { name: "Discard" }));
      const sure = page.getByRole("dialog", { name: "Discard the parked sale" });
      expect(await violationsOf(page)).toEqual([]);
      await press(sure.getByRole("button", { name: "Discard the sale" }));
      await expect(list.getByText("No sale is parked.")).toBeVisible();
      await press(list.getByRole("button", { name: "Close" }));

      // Discarded elsewhere while it is open here: the cart stays, and is sold only as a new sale.
      await press(page.getByRole("button", { name: /^Kettle/ }));
      await press(cartOf(page).getByRole("button", { name: "Park", exact: true }));
      await press(page.getByRole("button", { name: "Undo", exact: true }));
      await expect(cartOf(page).getByText("Kettle").first()).toBeVisible();
      const id = textAt(await ask(page, "parkedSales.list"), "items", 0, "id");
      await send(page, "parkedSales.discard", { key: newKey(), id });
      await expect(page.getByText("Maya Nordhof discarded this parked sale on")).toBeVisible();
      expect(await violationsOf(page)).toEqual([]);
      await payExactly();
      await expect(page.getByText("Receipt S-1")).toHaveCount(0);
      if (counter.screen === "phone")
        await press(page.getByRole("button", { name: "Back to the cart" }));
      await press(page.getByRole("button", { name: "Sell as a new sale" }));
      await payExactly();
      await expect(page.getByText("Receipt S-1")).toBeVisible();
    });
  });
}
