/** For tests: a shop with one record of every kind, and a valid input for every procedure. */
import { newId } from "@daybook/contract/uuid";
import { createTestShop } from "@daybook/core/testing/create-test-shop";
import type { TestShop, TestShopOptions } from "@daybook/core/testing/create-test-shop";
import { createPasswordReset } from "@daybook/core/users/password-reset";
import { CHEAP_COST, hashPassword } from "@daybook/core/users/passwords";
import type { Inputs } from "../client.ts";
import { callerAs, TEST_SETUP_TOKEN } from "./create-test-caller.ts";
import { EMPTY_INPUTS } from "./empty-inputs.ts";
import { openSession, openTill } from "./other-browsers.ts";
import { archiveInputs } from "./simulated-archives.ts";
import { backupInputs } from "./simulated-backups.ts";
import { SHOWN_STATE } from "./populated-display.ts";
import { drawerInputs, withDrawers } from "./populated-drawers.ts";
import { exchangeInputs } from "./populated-exchange.ts";
import { importInputs, withImports } from "./populated-imports.ts";
import { parkedInputs, withParkedSales } from "./populated-parked.ts";
import { pictureInputs, settingsInput, withPictures } from "./populated-pictures.ts";
import { withTiles } from "./populated-tiles.ts";
import { settingsInputs } from "./populated-settings.ts";
import { printerInputs, withPrinters } from "./populated-printers.ts";
import { receiptInputs, withMissingReceipt } from "./populated-receipts.ts";

export const OWNER_PASSWORD = "seven purple umbrellas";
export const BARCODE = "5901234123457";

/**
 * The costs of the shop, in minor units: of 50 mugs, and of the supplier's pack of mugs. Prime numbers that appear
 * nowhere else, so a test can search for them, and for what is calculated from them, in every answer.
 */
export const COSTS = { ofMugsMinor: 7_654_337, ofPackMinor: 1_234_577 } as const;

/** A shop with one record of every kind; ids by their kind. */
export interface PopulatedShop {
  readonly shop: TestShop;
  /** A new valid input for every procedure, by its name; keys are new at each call. */
  inputs(): ValidInputs;
}

type Names = {
  [Router in keyof Inputs]: {
    [Name in keyof Inputs[Router] & string]: `${Router}.${Name}`;
  }[keyof Inputs[Router] & string];
}[keyof Inputs];
export type ProcedureName = Exclude<Names, Streams>;
/** The streams, which tests open themselves. */
type Streams = "live.changes" | "display.watch" | "display.watchers";
type InputOf<Name extends ProcedureName> =
  Name extends `${infer Router extends keyof Inputs}.${infer Procedure}`
    ? Procedure extends keyof Inputs[Router]
      ? Inputs[Router][Procedure]
      : never
    : never;
export type ValidInputs = { [Name in ProcedureName]: InputOf<Name> };

/** Sets up another shop. */
export const SET_UP: ValidInputs["setup.create"] = {
  token: TEST_SETUP_TOKEN,
  shop: { name: "Second shop", currency: "EUR", timeZone: "Europe/Vienna" },
  owner: { login: "olga", name: "Olga", password: "four silent windmills" },
};

let ownerHash: Promise<string> | null = null;

export async function populateShop(
  options: Pick<TestShopOptions, "store"> = {},
): Promise<PopulatedShop> {
  ownerHash ??= hashPassword(OWNER_PASSWORD, CHEAP_COST);
  const shop = await createTestShop({ passwordHash: await ownerHash, ...options });
  const owner = callerAs(shop, "owner");
  const key = () => newId();
  const shopPlace = shop.locationId();
  const category = await owner.categories.create({ key: key(), name: "Kitchen" });
  const spareCategory = await owner.categories.create({ key: key(), name: "Garden" });
  const goneCategory = await owner.categories.create({ key: key(), name: "Gone" });
  const gone = await owner.categories.deactivate({
    key: key(),
    id: goneCategory.id,
    version: goneCategory.version,
  });
  const supplier = await owner.suppliers.create({ key: key(), name: "Potter" });
  const goneSupplier = await owner.suppliers.create({ key: key(), name: "Gone" });
  const supplierGone = await owner.suppliers.deactivate({
    key: key(),
    id: goneSupplier.id,
    version: 1,
  });
  const back = await owner.locations.create({ key: key(), name: "Back room" });
  const spare = await owner.locations.create({ key: key(), name: "Spare room" });
  const gonePlace = await owner.locations.create({ key: key(), name: "Gone" });
  const placeGone = await owner.locations.deactivate({ key: key(), id: gonePlace.id, version: 1 });
  const customer = await owner.customers.create({ key: key(), name: "Carla" });
  const goneCustomer = await owner.customers.create({ key: key(), name: "Gone" });
  const customerGone = await owner.customers.deactivate({
    key: key(),
    id: goneCustomer.id,
    version: 1,
  });
  const mug = await owner.products.create({
    key: key(),
    sku: "MUG",
    name: "Mug",
    priceMinor: 1000,
    categoryId: category.id,
    barcodes: [BARCODE],
    suppliers: [{ supplierId: supplier.id, preferred: true, packPriceMinor: COSTS.ofPackMinor }],
    reorderRules: [{ reorderPointMilli: 100_000, targetMilli: 200_000 }],
  });
  const spareProduct = await owner.products.create({
    key: key(),
    sku: "SPARE",
    name: "Spare",
    priceMinor: 500,
    reorderRules: [{ reorderPointMilli: 1000, targetMilli: 2000 }],
  });
  const goneProduct = await owner.products.create({
    key: key(),
    sku: "GONE",
    name: "Gone",
    priceMinor: 500,
  });
  const productGone = await owner.products.deactivate({
    key: key(),
    id: goneProduct.id,
    version: 1,
  });
  const cardPayment = await owner.cardPayments.start({ key: key(), amountMinor: 1000 });
  await owner.movements.opening({
    key: key(),
    locationId: shopPlace,
    lines: [{ productId: mug.id, quantityMilli: 50_000, costMinor: COSTS.ofMugsMinor }],
  });
  const saucer = await owner.products.create({ key: key(), name: "Saucer", priceMinor: 300 });
  const foundDocument = await owner.movements.adjust({
    key: key(),
    locationId: shopPlace,
    productId: saucer.id,
    quantityMilli: 1000,
    reason: "found",
  });
  const cart = {
    locationId: shopPlace,
    customerId: customer.id,
    lines: [{ productId: mug.id, quantityMilli: 2000 }],
    tenders: [{ tender: "cash" as const, amountMinor: 2000 }],
    expectedTotalMinor: 2000,
  };
  const sale = await owner.sales.ringUp({ key: key(), ...cart });
  const voiding = { key: mug.id, id: sale.id, reason: "Rung up twice" };
  const ask = { action: "sales.void" as const, input: voiding };
  const approval = await owner.approvals.request({ key: key(), ask });
  const { id: otherApproval } = await owner.approvals.request({ key: key(), ask });
  const here = { id: otherApproval, userId: (await owner.auth.me({})).user.id };
  const freshMug = await owner.products.get({ id: mug.id });
  const { items: alerts } = await owner.alerts.list({});
  const alert = alerts.find(({ product }) => product.id === mug.id);
  if (alert === undefined) throw new Error("the mug stands below its reorder point");
  const spareAlert = alerts.find(({ product }) => product.id === spareProduct.id);
  if (spareAlert === undefined) throw new Error("there is no spare one in stock");
  await owner.alerts.snooze({ key: key(), id: spareAlert.id, until: "2026-03-04T10:00:00Z" });
  const clerk = await owner.users.create({
    key: key(),
    login: "clerk",
    name: "Clara Clerk",
    password: "nine yellow bicycles",
    roles: ["cashier"],
  });
  const goneUser = await owner.users.create({
    key: key(),
    login: "gone",
    name: "Gone",
    password: "nine yellow bicycles",
    roles: ["viewer"],
  });
  const userGone = await owner.users.deactivate({
    key: key(),
    id: goneUser.id,
    version: goneUser.version,
  });
  const { apiKey } = await owner.apiKeys.create({
    key: key(),
    name: "Script",
    scopes: ["products.read"],
  });
  const ofSettings = await settingsInputs(owner);
  const voucher = await owner.tenders.create({ key: key(), name: "Voucher", kind: "voucher" });
  const goneTender = await owner.tenders.create({ key: key(), name: "Cheque", kind: "other" });
  const tenderGone = await owner.tenders.deactivate({
    key: key(),
    id: goneTender.id,
    version: goneTender.version,
  });
  const till = await openTill(shop, { name: "Front", receiptPrefix: "F" }, "front");
  const goneTill = await openTill(shop, { name: "Garden", receiptPrefix: "G" }, "garden");
  const missingReceipt = await withMissingReceipt(owner);
  const tillGone = await owner.tills.revoke({ key: key(), id: goneTill.id, version: 1 });
  const stall = await openTill(shop, { name: "Stall", receiptPrefix: "ST" }, "stall");
  const drawers = await withDrawers(owner, { till: till.id, closed: stall.id });
  const imports = await withImports(owner);
  const pictures = await withPictures(shop, owner, { productId: mug.id, supplierId: supplier.id });
  const parked = await withParkedSales(owner, { locationId: shopPlace, productId: mug.id });
  const tiles = await withTiles(owner, {
    tillId: till.id,
    productId: mug.id,
    formerId: spareProduct.id,
  });
  const printers = await withPrinters(shop, owner, sale.id);
  const settings = await owner.settings.get({});
  const { token } = await shop.write((ctx) => createPasswordReset(ctx, "clerk"));
  const sessionId = await openSession(shop);
  const days = { from: "2026-03-02", to: "2026-03-02" };
  const edit = (row: { id: string; version: number }) => ({
    key: key(),
    id: row.id,
    version: row.version,
  });
  const mugLine = { productId: mug.id, quantityMilli: 1000 };
  const half = {
    expectedTotalMinor: 1000,
    refunds: [{ tender: "cash" as const, amountMinor: 1000 }],
  };
  const write = { key: "", locationId: shopPlace };
  const inputs = (): ValidInputs => ({
    "products.list": { search: "mug" },
    "products.get": { id: mug.id },
    "products.byBarcode": { code: BARCODE },
    "products.create": { key: key(), name: "Plate", priceMinor: 700 },
    "products.createMany": { key: key(), products: [{ name: "Fork", priceMinor: 200 }] },
    "products.update": { ...edit(freshMug), name: "Big mug", priceMinor: 1100 },
    "products.updateMany": {
      key: key(),
      products: [{ id: freshMug.id, version: freshMug.version }],
      set: { priceChangePpm: 50_000 },
    },
    "products.deactivate": edit(spareProduct),
    "products.reactivate": edit(productGone),
    "products.prices": { productId: mug.id },
    "catalogue.page": { limit: 2 },
    "catalogue.changes": { after: 0 },
    "categories.get": { id: category.id },
    "categories.create": { key: key(), name: "Bath" },
    "categories.update": { ...edit(category), name: "Kitchen and table" },
    "categories.deactivate": edit(spareCategory),
    "categories.reactivate": edit(gone),
    "suppliers.get": { id: supplier.id },
    "suppliers.create": { key: key(), name: "Weaver" },
    "suppliers.update": { ...edit(supplier), name: "Potter & Son" },
    "suppliers.updateMany": {
      key: key(),
      suppliers: [{ id: supplier.id, version: supplier.version }],
      set: { active: false },
    },
    "suppliers.deactivate": edit(supplier),
    "suppliers.reactivate": edit(supplierGone),
    "locations.get": { id: back.id },
    "locations.create": { key: key(), name: "Cellar" },
    "locations.update": { ...edit(back), name: "Store room" },
    "locations.deactivate": edit(spare),
    "locations.reactivate": edit(placeGone),
    "customers.get": { id: customer.id },
    "customers.create": { key: key(), name: "Dora" },
    "customers.update": { ...edit(customer), phone: "555 0100" },
    "customers.updateMany": {
      key: key(),
      customers: [{ id: customer.id, version: customer.version }],
      set: { active: false },
    },
    "customers.deactivate": edit(customer),
    "customers.reactivate": edit(customerGone),
    "movements.list": { productId: mug.id, ...days },
    "movements.getDocument": { id: foundDocument.id },
    "movements.explain": { productId: mug.id },
    "movements.opening": {
      ...write,
      key: key(),
      lines: [{ productId: spareProduct.id, quantityMilli: 1000, costMinor: 100 }],
    },
    "movements.receive": { ...write, key: key(), lines: [{ ...mugLine, costMinor: 300 }] },
    "movements.adjust": { ...write, ...mugLine, key: key(), reason: "found" },
    "movements.waste": { ...write, ...mugLine, key: key(), reason: "damaged" },
    "movements.transfer": {
      key: key(),
      fromLocationId: shopPlace,
      toLocationId: back.id,
      lines: [mugLine],
    },
    "movements.reverse": { key: mug.id, id: foundDocument.id },
    "sales.ringUp": { ...cart, key: key() },
    "cardPayments.start": { key: key(), amountMinor: 1000 },
    "cardPayments.check": { id: cardPayment.id },
    "cardPayments.abort": { id: cardPayment.id },
    "cardPayments.settle": { key: key(), id: cardPayment.id, reason: "The customer left" },
    "sales.cancelUnbooked": {
      // Existing ids: each other one is tried in every field, in place of a relevant one.
      key: mug.id,
      saleKey: shopPlace,
      locationId: shopPlace,
      totalMinor: 499,
      refusal: "Only 0 left in Shop",
      reason: "The money was given back",
    },
    "sales.get": { id: sale.id },
    "sales.list": { productId: mug.id, ...days },
    "sales.totals": { productId: mug.id, ...days },
    "sales.quoteReturn": { id: sale.id, lines: [{ lineNo: 1, quantityMilli: 1000 }] },
    "sales.return": {
      key: key(),
      id: sale.id,
      lines: [{ lineNo: 1, quantityMilli: 1000 }],
      ...half,
    },
    ...exchangeInputs({ saleId: sale.id, productId: mug.id, locationId: shopPlace }),
    "sales.returnWithoutReceipt": {
      ...write,
      key: key(),
      lines: [mugLine],
      reason: "No receipt",
      ...half,
    },
    "approvals.request": { key: key(), ask },
    "approvals.get": { id: approval.id },
    "approvals.decide": { key: key(), id: approval.id, decision: "approved" },
    "approvals.approveHere": { ...here, secret: OWNER_PASSWORD },
    "sales.correctTender": { key: mug.id, id: sale.id, from: "cash", to: "card", reason: "Card" },
    "sales.void": { key: key(), id: sale.id, reason: "Rung up twice" },
    "alerts.dismiss": { key: key(), id: alert.id },
    "alerts.snooze": { key: key(), id: alert.id, until: "2026-03-04T10:00:00Z" },
    "alerts.reopen": { key: key(), id: spareAlert.id },
    "alerts.updateMany": {
      key: key(),
      ids: [alert.id, spareAlert.id],
      set: { status: "dismissed" },
    },
    "reports.salesByDay": days,
    "reports.salesByTax": days,
    "reports.salesByProduct": days,
    "users.get": { id: clerk.id },
    "users.create": {
      key: key(),
      login: "new",
      name: "Nora New",
      password: "four silent windmills",
      roles: ["viewer"],
    },
    "users.update": { ...edit(clerk), name: "Clara C.", password: "four silent windmills" },
    "users.deactivate": edit(clerk),
    "users.reactivate": edit(userGone),
    "settings.update": settingsInput(settings.version, pictures),
    "tenders.create": { key: key(), name: "Bank transfer", kind: "transfer" },
    "tenders.update": { ...edit(voucher), name: "Gift voucher" },
    "tenders.deactivate": edit(voucher),
    "tenders.reactivate": edit(tenderGone),
    "tills.enrol": { key: mug.id, name: "Back", receiptPrefix: "B" },
    "tills.enrolAgain": { ...edit(tillGone), key: mug.id },
    "tills.update": { ...edit(till), key: mug.id, name: "Front door", receiptPrefix: "FD" },
    "tills.revoke": { ...edit(till), key: mug.id },
    "tills.recordEvents": {
      key: mug.id,
      events: [
        {
          key: mug.id,
          kind: "line_removed",
          occurredAt: "2026-03-02T09:59:00Z",
          amountMinor: 1000,
          saleId: sale.id,
          detail: "1 × Mug",
        },
      ],
    },
    ...drawerInputs(drawers),
    ...importInputs(imports),
    ...pictureInputs(pictures),
    ...receiptInputs(missingReceipt, sale.id),
    ...parkedInputs(parked),
    ...ofSettings,
    ...tiles,
    ...printerInputs(printers),
    "apiKeys.create": { key: key(), name: "Other", scopes: ["sales.read"] },
    "apiKeys.revoke": { key: key(), id: apiKey.id },
    ...backupInputs(),
    ...archiveInputs(),
    "auth.signIn": { login: "owner", password: OWNER_PASSWORD },
    "auth.setPin": { password: OWNER_PASSWORD, pin: "4711" },
    "auth.switchUser": { userId: clerk.id, pin: "4711" },
    "auth.confirmPassword": { password: OWNER_PASSWORD },
    "auth.changePassword": {
      currentPassword: OWNER_PASSWORD,
      newPassword: "four silent windmills",
    },
    "auth.endSession": { id: sessionId },
    "auth.resetPassword": { token, newPassword: "four silent windmills" },
    "setup.create": SET_UP,
    "live.since": { after: 0 },
    "display.show": SHOWN_STATE,
    ...EMPTY_INPUTS,
    // All entries of this shop.
    "reports.audit": { limit: 200 },
  });
  return { shop, inputs };
}
