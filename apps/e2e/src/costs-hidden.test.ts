import { expect } from "@playwright/test";
import type { Page } from "@playwright/test";
import { newKey } from "@daybook/client";
import { Users } from "@daybook/contract/users";
import { onlyInAll, OTHER_WINDOW } from "./matrix.ts";
import type { Window } from "./browser.ts";
import { ownShop, test } from "./fixtures.ts";
import { ask, confirmPassword, send, textAt } from "./page-calls.ts";
import { NOTHING, screensOf } from "./screens.ts";
import type { Known } from "./screens.ts";
import { goInsideWithSearch, loadOnce } from "./walk.ts";

const PASSWORD = "nine grey herons fish";
/** The cost of 50 mugs, a prime number; 2 of them are sold. */
const COST_MINOR = 7_654_337;
/** The same, what one and two mugs cost, and what is left, as screens write them. */
const FIGURES = /76,543\.37|1,530\.87|3,061\.73|73,481\.64/;
const WORDS = /\b(costs?|margin|markup|profit|stock value|value)\b/i;

let known: Known;

const here = ownShop({ screen: "desk" }, async ({ owner: { page } }) => {
  const product = { sku: "MUG", name: "Mug", priceMinor: 200_000 };
  await send(page, "products.createMany", { key: newKey(), products: [product] });
  const productId = textAt(await ask(page, "products.list"), "items", 0, "id");
  const locationId = textAt(await ask(page, "locations.list"), "items", 0, "id");
  const received = await send(page, "movements.receive", {
    key: newKey(),
    locationId,
    lines: [{ productId, quantityMilli: 50_000, costMinor: COST_MINOR }],
  });
  const sale = await send(page, "sales.ringUp", {
    key: newKey(),
    locationId,
    lines: [{ productId, quantityMilli: 2000 }],
    tenders: [{ tender: "cash", amountMinor: 400_000 }],
    expectedTotalMinor: 400_000,
  });
  known = {
    ...NOTHING,
    productId,
    locationId,
    documentId: textAt(received, "id"),
    saleId: textAt(sale, "id"),
    customerId: textAt(
      await send(page, "customers.create", { key: newKey(), name: "Carla" }),
      "id",
    ),
    supplierId: textAt(
      await send(page, "suppliers.create", { key: newKey(), name: "Potter" }),
      "id",
    ),
  };
  for (const role of ["cashier", "viewer", "stock_clerk"]) {
    await confirmPassword(page);
    const person = { key: newKey(), login: role, name: role, password: PASSWORD, roles: [role] };
    await send(page, "users.create", person);
  }
});

async function openAs(login: string, screen: "desk" | "phone"): Promise<Window> {
  const { shop, open } = here();
  const window = await open({ screen });
  await window.page.goto(`${shop.url}/sign-in`);
  await send(window.page, "auth.signIn", { login, password: PASSWORD });
  await loadOnce(window.page, shop.url);
  return window;
}

const textOf = (page: Page) => page.locator("body").innerText();

/** Screens that must name the right: the list of rights, and the report that needs it. */
const NAME_THE_RIGHT: ReadonlySet<string> = new Set(["/users", "/reports/valuation"]);

/** Every screen, and those whose address asks for costs. */
const addresses = () => [
  ...screensOf(known).map(({ path }) => path),
  "/reports/sales?by=product",
  "/products?show=no_cost&sort=margin",
];

/** Where the owner sees costs; elsewhere there are none. */
const WITH_COSTS = () => [
  "/products",
  `/products/${known.productId}`,
  `/ledger/documents/${known.documentId}`,
  "/dashboard",
  "/reports/sales",
  "/reports/sales?by=product",
  "/reports/stock",
  "/reports/valuation",
];

test("[US6] the owner sees costs on the screens that have them", async () => {
  const { page } = here().owner;
  await loadOnce(page, here().shop.url);
  for (const path of WITH_COSTS()) {
    await goInsideWithSearch(page, path);
    expect({ path, text: await textOf(page) }).toMatchObject({
      text: expect.stringMatching(FIGURES),
    });
  }
});

test("[US6] a stock clerk sees the cost of a product", async () => {
  const { page, context } = await openAs("stock_clerk", "desk");
  await goInsideWithSearch(page, `/products/${known.productId}`);
  expect(await textOf(page)).toMatch(FIGURES);
  await context.close();
});

test("[US6] a browser keeps no cost once a user who does not see costs has signed in", async () => {
  const { page, context } = await openAs("stock_clerk", "desk");
  const cost = page.getByText("£1,530.87");
  await goInsideWithSearch(page, "/products");
  await expect(cost).toBeVisible();
  await expect.poll(() => keptRows(page)).toMatch(COST);
  // Another role signs the user out everywhere, and the browser keeps its products.
  await setRole("stock_clerk", "viewer");
  await expect(page).toHaveURL(/sign-in/);
  for (const login of ["cashier", "stock_clerk"]) {
    await signIn(page, login);
    await expect.poll(() => keptRows(page)).toContain("Mug");
    expect(await keptRows(page)).not.toMatch(COST);
    expect(await textOf(page)).not.toMatch(WORDS);
  }
  await setRole("stock_clerk", "stock_clerk");
  await expect(page).toHaveURL(/sign-in/);
  await signIn(page, "stock_clerk");
  await expect(cost).toBeVisible();
  await context.close();
});

async function setRole(login: string, role: string): Promise<void> {
  const { page } = here().owner;
  const { items } = Users.parse(await ask(page, "users.list"));
  const user = items.find((one) => one.login === login);
  if (user === undefined) throw new Error(`There is no ${login}`);
  await confirmPassword(page);
  const { id, version } = user;
  await send(page, "users.update", { key: newKey(), id, version, roles: [role] });
}

/** Signs in another user in the same browser and opens the products. */
async function signIn(page: Page, login: string): Promise<void> {
  await send(page, "auth.signIn", { login, password: PASSWORD });
  // The page may notice the sign-in and move on at the same moment, which aborts the other navigation.
  await expect(async () => void (await page.goto(`${here().shop.url}/products`))).toPass();
  await expect(page.getByText("Mug", { exact: true })).toBeVisible();
}

const COST = new RegExp(String(COST_MINOR));

/** The products that the browser keeps on the device, as text. */
function keptRows(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const request = indexedDB.open("daybook-catalogue");
    const done = (asked: IDBRequest) =>
      new Promise((resolve) => asked.addEventListener("success", resolve));
    await done(request);
    const db = request.result;
    try {
      if (!db.objectStoreNames.contains("chunks")) return "";
      const all = db.transaction("chunks").objectStore("chunks").getAll();
      await done(all);
      return JSON.stringify(all.result);
    } finally {
      db.close();
    }
  });
}

for (const role of ["cashier", "viewer"] as const)
  for (const screen of ["desk", "phone"] as const)
    test(`[US6] a ${role} finds no cost on any screen, ${screen}`, async () => {
      onlyInAll(screen === "phone", OTHER_WINDOW);
      const { page, pageErrors, context } = await openAs(role, screen);
      const found: unknown[] = [];
      for (const address of addresses()) {
        await goInsideWithSearch(page, address);
        const lines = (await textOf(page)).split("\n");
        const words = NAME_THE_RIGHT.has(address) ? FIGURES : WORDS;
        const costs = lines.filter((line) => FIGURES.test(line) || words.test(line));
        if (costs.length > 0) found.push({ address, costs });
      }
      expect(found).toEqual([]);
      expect(pageErrors).toEqual([]);
      await context.close();
    });
