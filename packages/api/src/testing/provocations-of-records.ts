/** For tests: provocations of procedures for records, users and the shop. */
import { OF_SETTINGS } from "./provocations-of-settings.ts";
import type { ReasonCode } from "@daybook/contract/reasons";
import { newId } from "@daybook/contract/uuid";
import { RingUpSale } from "@daybook/contract/sales";
import type { Actor } from "@daybook/core/context/context";
import { ringUpSale } from "@daybook/core/sales/ring-up-sale";
import { deviceIdOf, enrolTill } from "@daybook/core/tills/tills";
import {
  changedSinceCount,
  closedSession,
  drawerNamed,
  drawerWithTill,
  noDifferences,
  sessionWithCard,
  stateOf,
} from "./drawer-provocations.ts";
import { IMPORT_PROVOCATIONS } from "./provocations-of-imports.ts";
import { NEW_PRODUCTS, OWN_DEPOSIT } from "./provocations-of-selling.ts";
import { by, having, HOUR_MS, missing, to } from "./provocation.ts";
import type { Fields, Provocations, World } from "./provocation.ts";

const STALE = to({ version: 99 });
const GET = { not_found: missing("id") };
const EDIT = { not_found: missing("id"), stale_version: STALE };
const many = (field: string) => ({
  not_found: by(() => ({ [field]: [{ id: newId(), version: 1 }] })),
  stale_version: by((w) => ({ [field]: [{ ...idOfFirst(w, field), version: 99 }] })),
});
const WEAK = "password1234";

/** The refusals of `setup.create` without a shop, each with the changed fields of its input. */
export const SETUP_PROVOCATIONS: Readonly<Partial<Record<ReasonCode, Fields>>> = {
  setup_token_wrong: { token: "a token that somebody guessed" },
  weak_password: { owner: { login: "olga", name: "Olga", password: WEAK } },
};

export const RECORD_PROVOCATIONS: Provocations = {
  "products.list": { not_found: missing("categoryId") },
  "products.get": GET,
  "products.byBarcode": {
    not_found: to({ code: "nobody" }),
    several_products: by(twoReadingsOfACode),
    label_refused: to({ code: "2112345015003" }),
  },
  ...NEW_PRODUCTS,
  "products.update": {
    ...EDIT,
    duplicate: to({ sku: "SPARE" }),
    ...OWN_DEPOSIT,
    inactive: by((w) => ({ categoryId: w.inputs()["categories.reactivate"].id })),
  },
  "products.updateMany": {
    ...many("products"),
    duplicate: by((w) => {
      const [one] = w.inputs()["products.updateMany"].products;
      return { products: [one, one] };
    }),
    inactive: by((w) => ({ set: { categoryId: w.inputs()["categories.reactivate"].id } })),
  },
  "products.deactivate": EDIT,
  "products.reactivate": { ...EDIT, inactive: by(productOfInactiveCategory) },
  "products.prices": { not_found: missing("productId") },
  "categories.get": GET,
  "categories.create": {
    duplicate: to({ name: "Kitchen" }),
    not_found: missing("parentId"),
    inactive: by((w) => ({ parentId: w.inputs()["categories.reactivate"].id })),
    tree_too_deep: by(async (w) => ({ parentId: await deepest(w.owner.categories) })),
  },
  "categories.update": {
    ...EDIT,
    duplicate: to({ name: "Garden" }),
    inactive: by((w) => ({ parentId: w.inputs()["categories.reactivate"].id })),
    tree_cycle: by((w) => ({ parentId: w.inputs()["categories.update"].id })),
    tree_too_deep: by(async (w) => ({ parentId: await deepest(w.owner.categories) })),
  },
  "categories.deactivate": {
    ...EDIT,
    still_in_use: by((w) => {
      const { id, version } = w.inputs()["categories.update"];
      return { id, version };
    }),
  },
  "categories.reactivate": { ...EDIT, inactive: by((w) => partOfInactive(w.owner.categories)) },
  "locations.get": GET,
  "locations.create": {
    duplicate: to({ name: "Back room" }),
    not_found: missing("parentId"),
    inactive: by((w) => ({ parentId: w.inputs()["locations.reactivate"].id })),
    tree_too_deep: by(async (w) => ({ parentId: await deepest(w.owner.locations) })),
  },
  "locations.update": {
    ...EDIT,
    duplicate: to({ name: "Spare room" }),
    inactive: by((w) => ({ parentId: w.inputs()["locations.reactivate"].id })),
    tree_cycle: by((w) => ({ parentId: w.inputs()["locations.update"].id })),
    tree_too_deep: by(async (w) => ({ parentId: await deepest(w.owner.locations) })),
  },
  "locations.deactivate": {
    ...EDIT,
    still_in_use: by((w) => ({ id: w.shop.locationId(), version: 1 })),
  },
  "locations.reactivate": { ...EDIT, inactive: by((w) => partOfInactive(w.owner.locations)) },
  "suppliers.get": GET,
  "suppliers.create": { duplicate: to({ name: "Potter" }) },
  "suppliers.update": { ...EDIT, duplicate: to({ name: "Gone" }) },
  "suppliers.updateMany": many("suppliers"),
  "suppliers.deactivate": EDIT,
  "suppliers.reactivate": EDIT,
  "customers.get": GET,
  "customers.update": EDIT,
  "customers.updateMany": many("customers"),
  "customers.deactivate": EDIT,
  "customers.reactivate": EDIT,
  ...IMPORT_PROVOCATIONS,
  "alerts.dismiss": { ...GET, wrong_state: by(dismissedAlert) },
  "alerts.snooze": { ...GET, wrong_state: by(dismissedAlert) },
  "alerts.reopen": {
    ...GET,
    wrong_state: by((w) => ({ id: w.inputs()["alerts.dismiss"].id })),
  },
  "alerts.updateMany": { not_found: by(() => ({ ids: [newId()] })) },
  "reports.dashboard": { not_found: missing("locationId") },
  "reports.salesByDay": { not_found: missing("locationId") },
  "reports.salesByTax": { not_found: missing("locationId") },
  "reports.salesByProduct": { not_found: missing("locationId") },
  "reports.stockSummary": { not_found: missing("locationId") },
  "reports.lowStock": { not_found: missing("locationId") },
  "users.get": GET,
  "users.create": { duplicate: to({ login: "clerk" }), weak_password: to({ password: WEAK }) },
  "users.update": {
    ...EDIT,
    duplicate: to({ login: "gone" }),
    last_owner: by(async (w) => ({
      ...(await ownerRow(w)),
      password: undefined,
      name: undefined,
      roles: ["viewer"],
    })),
    weak_password: to({ password: WEAK }),
  },
  "users.deactivate": { ...EDIT, last_owner: by(ownerRow) },
  "users.reactivate": EDIT,
  "settings.update": {
    stale_version: STALE,
    cash_step_too_large: to({ cashStepMinor: 1_000_000_000 }),
    drawer_open: to({ name: "Another shop" }),
    not_found: to({ receiptLogo: "0".repeat(64) }),
  },
  "tenders.create": {
    duplicate: to({ name: "Cash" }),
    change_only_from_cash: to({ givesChange: true }),
  },
  "tenders.update": {
    ...EDIT,
    duplicate: to({ name: "Cash" }),
    change_only_from_cash: to({ id: "card", version: 1, givesChange: true }),
    drawer_open: to({ id: "card", version: 1, countedAtClose: false }),
  },
  "tenders.deactivate": { ...EDIT, needs_cash: to({ id: "cash", version: 1 }) },
  "tenders.reactivate": EDIT,
  "tills.enrol": {
    duplicate: to({ name: "Front" }),
    enrolled_already: by(() => ({}), { as: inTill }),
  },
  "tills.enrolAgain": {
    ...EDIT,
    duplicate: by(async (w) => {
      const input = { key: newId(), name: "Garden", receiptPrefix: "X" };
      await w.shop.write((ctx) => enrolTill(ctx, input, newId()));
      return {};
    }),
    enrolled_already: by((w) => {
      const { id, version } = w.inputs()["tills.revoke"];
      return { id, version };
    }),
  },
  "tills.update": {
    ...EDIT,
    duplicate: to({ receiptPrefix: "S" }),
    receipt_prefix_in_use: by(tillWithReceipts),
  },
  "tills.revoke": EDIT,
  "display.show": { not_a_till: to({}), till_revoked: by(() => ({}), { as: inRevokedTill }) },
  "tills.recordEvents": { till_revoked: by(() => ({}), { as: inRevokedTill }) },
  "missingReceipts.settle": {
    not_found: missing("id"),
    wrong_state: by(async (w) => {
      const { id } = w.inputs()["missingReceipts.settle"];
      await w.owner.missingReceipts.settle({ key: newId(), id, reason: "Recorded by hand" });
      return {};
    }),
  },
  "tills.events": { not_found: missing("tillId") },
  "tills.eventCounts": { not_found: missing("tillId") },
  "drawers.create": { duplicate: to({ name: "Counter" }) },
  "drawers.update": {
    ...EDIT,
    duplicate: to({ name: "Counter" }),
    inactive: by(async (w) => ({
      ...stateOf(await drawerNamed(w, "Old drawer")),
      tillIds: [(await drawerNamed(w, "Counter")).tills[0]?.id],
    })),
    drawer_open: by(async (w) => ({ tillIds: [(await drawerNamed(w, "Counter")).tills[0]?.id] })),
  },
  "drawers.deactivate": {
    ...EDIT,
    drawer_open: by(async (w) => stateOf(await drawerNamed(w, "Counter"))),
    still_in_use: by(drawerWithTill),
  },
  "drawers.reactivate": EDIT,
  "drawers.open": {
    till_revoked: by(() => ({}), { as: inRevokedTill }),
    not_found: missing("drawerId"),
    inactive: by((w) => ({ drawerId: w.inputs()["drawers.reactivate"].id })),
    drawer_open: by(async (w) => ({ drawerId: (await drawerNamed(w, "Counter")).id })),
  },
  "drawers.moveCash": {
    till_revoked: by(() => ({}), { as: inRevokedTill }),
    not_found: missing("sessionId"),
    drawer_closed: by(closedSession),
    not_enough_cash: to({ amountMinor: 1_000_000 }),
  },
  "drawers.deposit": { not_enough_cash: to({ amountMinor: 1_000_000 }) },
  "drawers.count": {
    till_revoked: by(() => ({}), { as: inRevokedTill }),
    not_found: missing("sessionId"),
    drawer_closed: by(closedSession),
    duplicate: to({ others: [{ tender: "cash", countedMinor: 1 }] }),
    count_incomplete: by(async (w) => ({ sessionId: await sessionWithCard(w) })),
  },
  "drawers.close": {
    till_revoked: by(() => ({}), { as: inRevokedTill }),
    not_found: missing("countId"),
    drawer_closed: by(closedSession),
    changed_since_count: by(changedSinceCount),
    not_enough_cash: to({ leftMinor: 1_000_000 }),
    difference_needs_reason: to({ reason: "" }),
    needs_approval: by(noDifferences, { as: "cashier" }),
    approval_invalid: by(() => ({ approvalId: newId() })),
  },
  "drawers.report": { not_found: missing("sessionId") },
  "drawers.lastCount": { not_found: missing("sessionId") },
  "drawers.entries": { not_found: missing("sessionId") },
  "drawers.closings": { not_found: missing("drawerId") },
  "drawers.closing": GET,
  ...OF_SETTINGS,
  "apiKeys.create": {
    scope_not_allowed: by(() => ({}), { as: having("apiKeys.write") }),
  },
  "apiKeys.revoke": GET,
  "auth.signIn": {
    wrong_credentials: to({ password: "not the one" }),
    too_many_attempts: by(async (w) => {
      const unknownUser = { login: "stranger", password: "not the one" };
      await refusedOften(() => w.owner.auth.signIn(unknownUser));
      return unknownUser;
    }),
  },
  "auth.confirmPassword": {
    wrong_credentials: to({ password: "not the one" }),
    too_many_attempts: by(wrongPasswords),
  },
  "auth.changePassword": {
    // Each is called after the attempts before it have been forgotten.
    wrong_credentials: by(() => ({ currentPassword: "not the one" }), { later: HOUR_MS }),
    weak_password: by(() => ({ newPassword: WEAK }), { later: 2 * HOUR_MS }),
    too_many_attempts: by(wrongPasswords),
  },
  "auth.endSession": GET,
  "auth.resetPassword": {
    reset_link_spent: to({ token: "0".repeat(43) }),
    weak_password: to({ newPassword: WEAK }),
  },
  "setup.create": { set_up_already: to({}) },
};

/** The owner in the browser of a till that was revoked. */
export function inRevokedTill({ shop }: World): Actor {
  return { ...shop.as("owner").actor, tillRevoked: true };
}

/** The owner in the browser of a till. */
function inTill({ shop }: World): Actor {
  return { ...shop.as("owner").actor, deviceId: 2 };
}

async function tillWithReceipts({ shop, inputs }: World) {
  const input = { key: newId(), name: "Busy", receiptPrefix: "BUSY" };
  return shop.write(async (ctx) => {
    const { id, version } = await enrolTill(ctx, input, newId());
    const deviceId = await deviceIdOf(ctx, id);
    const sale = RingUpSale.parse({ ...inputs()["sales.ringUp"], key: newId() });
    await ringUpSale({ ...ctx, actor: { ...ctx.actor, deviceId } }, sale);
    return { id, version };
  });
}

function idOfFirst(world: World, field: string) {
  const inputs = world.inputs();
  const ids: Readonly<Record<string, string>> = {
    products: inputs["products.get"].id,
    suppliers: inputs["suppliers.get"].id,
    customers: inputs["customers.get"].id,
  };
  return { id: ids[field] };
}

/** Two old products, one with the UPC-E and the other with the EAN-8 of the same eight digits. */
async function twoReadingsOfACode({ shop, owner }: World) {
  const product = { priceMinor: 100 };
  const upc = { key: newId(), name: "UPC", barcodes: ["012345000065"], ...product };
  const { id: upcId } = await owner.products.create(upc);
  const ean = await owner.products.create({ key: newId(), name: "EAN", ...product });
  await shop.write(async ({ db, t }) => {
    const products = await db
      .select({ id: t.product.id, publicId: t.product.publicId })
      .from(t.product);
    const rowOf = (id: string) => products.find((one) => one.publicId === id)?.id;
    const codes = await db.select().from(t.barcode);
    const row = codes.find((one) => one.productId === rowOf(upcId));
    const productId = rowOf(ean.id);
    if (row === undefined || productId === undefined) throw new Error("both were just made");
    const code = { code: "00000001234565", shown: "01234565", symbology: "ean8" };
    await db.insert(t.barcode).values({ ...row, ...code, productId });
  });
  return { code: "01234565" };
}

async function productOfInactiveCategory({ owner }: World) {
  const category = await owner.categories.create({ key: newId(), name: newId() });
  const made = { key: newId(), name: "Trowel", priceMinor: 900, categoryId: category.id };
  const { id, version } = await owner.products.create(made);
  const deactivated = await owner.products.deactivate({ key: newId(), id, version });
  await owner.categories.deactivate({ key: newId(), id: category.id, version: category.version });
  return { id, version: deactivated.version };
}

type Tree = World["owner"]["categories"] | World["owner"]["locations"];

/** The innermost node of a branch of maximum depth. */
async function deepest(tree: Tree): Promise<string> {
  let parentId: string | null = null;
  for (;;) {
    try {
      const made: { id: string } = await tree.create({ key: newId(), name: newId(), parentId });
      parentId = made.id;
    } catch (error) {
      if (parentId === null) throw error;
      return parentId;
    }
  }
}

async function partOfInactive(tree: Tree) {
  const whole = await tree.create({ key: newId(), name: newId() });
  const part = await tree.create({ key: newId(), name: newId(), parentId: whole.id });
  const state = ({ id, version }: typeof whole) => ({ key: newId(), id, version });
  const deactivated = await tree.deactivate(state(part));
  await tree.deactivate(state(whole));
  return { id: deactivated.id, version: deactivated.version };
}

async function dismissedAlert({ owner }: World) {
  const reorderRules = [{ reorderPointMilli: 1000, targetMilli: 2000 }];
  const made = { key: newId(), name: "Ladle", priceMinor: 900, reorderRules };
  const { id: productId } = await owner.products.create(made);
  const { items } = await owner.alerts.list({});
  const id = items.find(({ product }) => product.id === productId)?.id ?? "";
  await owner.alerts.dismiss({ key: newId(), id });
  return { id };
}

async function ownerRow({ owner }: World) {
  const { items } = await owner.users.list({});
  const { id, version } = items.find(({ login }) => login === "owner") ?? { id: "", version: 0 };
  return { id, version };
}

async function wrongPasswords({ owner }: World) {
  await refusedOften(() => owner.auth.confirmPassword({ password: "not the one" }));
  return {};
}

async function refusedOften(call: () => Promise<unknown>): Promise<void> {
  for (let attempt = 0; attempt < 6; attempt++) await call().catch(() => undefined);
}
