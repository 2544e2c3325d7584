import { CreateProduct } from "@daybook/contract/products";
import { Settings, UpdateSettings } from "@daybook/contract/settings";
import { newId } from "@daybook/contract/uuid";
import { describe, expect, test } from "vitest";
import { CreateCustomer } from "@daybook/contract/customers";
import { ListSales } from "@daybook/contract/sales";
import { pieces } from "@daybook/contract/quantity";
import { createCustomer } from "../customers/customers.ts";
import { ringUpSale } from "../sales/ring-up-sale.ts";
import { getSale, listSales } from "../sales/sales.ts";
import { cart } from "../testing/inputs.ts";
import { expectDbRefusal } from "../testing/refusal.ts";
import { createProduct } from "../products/create-product.ts";
import { sendPicture } from "../testing/stored-pictures.ts";
import { deleteUnusedFiles } from "../pictures/stored-files.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { getSettings, updateSettings } from "./settings.ts";

const update = (shop: TestShop, fields: Record<string, unknown>) =>
  shop.write((ctx) => updateSettings(ctx, UpdateSettings.parse({ key: newId(), ...fields })));

describe("settings", () => {
  test("[F11] the country and the years that records are kept can be changed; an existing shop keeps them for the longest time", async () => {
    const shop = await createTestShop();
    expect(await shop.read((ctx) => getSettings(ctx))).toMatchObject({
      country: "",
      retentionYears: 10,
    });
    const after = await update(shop, { version: 1, country: "GB", retentionYears: 6 });
    expect(after).toMatchObject({ country: "GB", retentionYears: 6 });
    for (const wrong of [{ country: "Germany" }, { retentionYears: 0 }, { retentionYears: 1.5 }])
      expect(UpdateSettings.safeParse({ key: newId(), version: 2, ...wrong }).success).toBe(false);
  });

  test("[US5] a change is stored, increases the version and is in the audit log with the changed fields", async () => {
    const shop = await createTestShop();
    const before = await shop.read((ctx) => getSettings(ctx));
    expect(Settings.parse(before)).toEqual(before);
    const after = await update(shop, { version: 1, timeZone: "Asia/Tokyo", dayCutoffMinutes: 240 });
    expect(after).toEqual({
      ...before,
      timeZone: "Asia/Tokyo",
      dayCutoffMinutes: 240,
      version: 2,
    });
    expect(await shop.read((ctx) => getSettings(ctx))).toEqual(after);
    const entries = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
    expect(entries.at(-1)).toMatchObject({
      action: "settings.update",
      before: { timeZone: "Europe/London", dayCutoffMinutes: 0, version: 1 },
      after: { timeZone: "Asia/Tokyo", dayCutoffMinutes: 240, version: 2 },
    });
  });

  test("[I13] of two edits of one version exactly one is saved", async () => {
    const shop = await createTestShop();
    const results = await Promise.allSettled(
      ["One", "Two"].map((name) => update(shop, { version: 1, name })),
    );
    const refused = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason] : [],
    );
    expect(refused).toEqual([expect.objectContaining({ code: "stale_version" })]);
  });

  test("[C1] the SKU pattern shows its next number, skipping used ones", async () => {
    const shop = await createTestShop().withProduct("mug-001-x");
    const settings = await update(shop, { version: 1, skuPattern: "MUG-###-X" });
    expect(settings.nextSku).toBe("MUG-002-X");
    const input = CreateProduct.parse({ key: newId(), name: "Mug", priceMinor: 1 });
    expect((await shop.write((ctx) => createProduct(ctx, input))).sku).toBe("MUG-002-X");
  });

  test("[C1] a pattern that runs out of digits takes one more", async () => {
    const shop = await createTestShop();
    await update(shop, { version: 1, skuPattern: "##" });
    for (let n = 1; n <= 99; n++) await shop.addProduct(String(n).padStart(2, "0"));
    expect((await shop.read((ctx) => getSettings(ctx))).nextSku).toBe("100");
  });

  test("[F1] a receipt keeps what it showed of the shop, the seller, the customer and the products", async () => {
    const shop = await createTestShop().withProduct("MUG", { onHandMilli: pieces(9) });
    const customer = await shop.write((ctx) =>
      createCustomer(ctx, CreateCustomer.parse({ key: newId(), name: "Cora" })),
    );
    const identity = {
      name: "Corner shop",
      legalName: "Olive Owner Ltd",
      address: "High Street 1\nLondon",
      taxNumber: "GB 123",
      registerEntry: "Companies House 42",
      receiptHeader: "Open from 9 to 5",
      receiptFooter: "Return within 30 days",
      receiptLanguage: "de",
      receiptLogo: await sendPicture(shop, "logo"),
      showSku: true,
      showSeller: false,
      showCustomer: false,
      showTaxes: false,
      showBarcode: false,
    };
    await update(shop, { version: 1, ...identity });
    const input = {
      locationId: shop.locationId(),
      customerId: customer.id,
      lines: [{ productId: shop.productId("MUG"), quantityMilli: 1000, code: "4006381333931" }],
      durationMs: 90_000,
      expectedTotalMinor: 1000,
    };
    const sale = await shop.write((ctx) => ringUpSale(ctx, cart(input)));
    expect(sale).toMatchObject({
      shop: identity,
      soldBy: { name: "Olive Owner" },
      customer: { name: "Cora" },
      startedAt: "2026-03-02T09:58:30.000Z",
      lines: [{ name: "MUG", code: "4006381333931" }],
    });

    await update(shop, { version: 2, name: "Bazaar", address: "", receiptFooter: "Thanks" });
    await shop.write((ctx) => ctx.db.update(ctx.t.appUser).set({ name: "Olive Married" }));
    await shop.write((ctx) => ctx.db.update(ctx.t.customer).set({ name: "Cora Miller" }));
    await shop.write((ctx) => ctx.db.update(ctx.t.product).set({ name: "Cup" }));
    expect(await shop.read((ctx) => getSale(ctx, { id: sale.id }))).toEqual(sale);
    const [row] = (await shop.read((ctx) => listSales(ctx, ListSales.parse({})))).items;
    expect(row).toMatchObject({ soldBy: { name: "Olive Owner" }, customer: { name: "Cora" } });
  });

  test("[F1] only a change of what receipts show makes a new version, which nothing can edit", async () => {
    const shop = await createTestShop();
    await update(shop, { version: 1, taxRounding: "total", name: "Test shop" });
    const versions = () => shop.read((ctx) => ctx.db.select().from(ctx.t.shopIdentity));
    expect(await versions()).toHaveLength(1);
    await update(shop, { version: 2, taxNumber: "GB 1" });
    expect(await versions()).toMatchObject([{ taxNumber: "" }, { taxNumber: "GB 1" }]);
    await expectDbRefusal(
      shop.write((ctx) => ctx.db.update(ctx.t.shopIdentity).set({ taxNumber: "GB 2" })),
      "append_only",
    );
  });
});

test("[S7] a logo must have been sent, and stays stored while a receipt can show it", async () => {
  const shop = await createTestShop();
  const receiptLogo = await sendPicture(shop, "logo");
  await update(shop, { version: 1, receiptLogo });
  await update(shop, {
    version: 2,
    receiptLogo: null,
    receiptPolicy: "always",
    receiptPaper: "a4",
  });
  const unknown = "0".repeat(64);
  await expectRefusal(
    update(shop, { version: 3, receiptLogo: unknown }),
    "not_found",
    "receiptLogo",
  );
  shop.advance(2 * 24 * 3600_000);
  expect(await shop.write((ctx) => deleteUnusedFiles(ctx))).toBe(0);
  expect(await shop.read((ctx) => getSettings(ctx))).toMatchObject({
    receiptLogo: null,
    receiptPolicy: "always",
    receiptPaper: "a4",
    version: 3,
  });
});

test.each([
  ["a".repeat(10_000), "too_long"],
  ["Open\u202E9 to 5", "direction_characters"],
  ["\u2067Open", "direction_characters"],
])("[S7] a text of a receipt is refused at its field: %#", (receiptFooter, code) => {
  const parsed = UpdateSettings.safeParse({ key: newId(), version: 1, receiptFooter });
  const issues = parsed.error?.issues.map(({ path, message }) => `${path.join(".")} ${message}`);
  expect(issues?.join()).toContain(`receiptFooter`);
  if (code === "direction_characters") expect(issues).toEqual([`receiptFooter ${code}`]);
});
