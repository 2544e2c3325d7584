import { expect, test } from "vitest";
import { CreateCategory } from "@daybook/contract/categories";
import { CreateCustomer } from "@daybook/contract/customers";
import { CreateLocation } from "@daybook/contract/locations";
import { CreateProduct } from "@daybook/contract/products";
import { CreateSupplier } from "@daybook/contract/suppliers";
import { CreateUser } from "@daybook/contract/users";
import { newId } from "@daybook/contract/uuid";
import type { Actor, WriteCtx } from "../context/context.ts";
import * as customers from "../customers/customers.ts";
import * as locations from "../locations/locations.ts";
import * as categories from "../categories/categories.ts";
import { createProduct } from "../products/create-product.ts";
import { deactivateProduct, reactivateProduct } from "../products/product-state.ts";
import { updateProduct, updateProducts } from "../products/update-product.ts";
import { getSettings, updateSettings } from "../settings/settings.ts";
import * as suppliers from "../suppliers/suppliers.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { createUser, deactivateUser, reactivateUser, updateUser } from "../users/users.ts";
import { getUserRow } from "../users/user-rows.ts";

/** What an edit is given: the row and the version that the person saw. */
interface Seen {
  readonly key: string;
  // Every kind of thing has a brand of its own for its id; here they are all the same.
  readonly id: never;
  readonly version: number;
}

interface Editable {
  /** Makes one and answers its id and version. */
  readonly make: (ctx: WriteCtx) => Promise<{ readonly id?: string; readonly version: number }>;
  /** Every write that gives it another version. */
  readonly edits: readonly ((ctx: WriteCtx, seen: Seen) => Promise<unknown>)[];
}

const key = () => newId();
const person = (login: string, name: string) =>
  CreateUser.parse({ key: key(), login, name, password: "nine yellow bicycles", roles: ["owner"] });

const EDITABLE: Readonly<Record<string, Editable>> = {
  product: {
    make: (w) =>
      createProduct(w, CreateProduct.parse({ key: key(), name: "Mug", priceMinor: 100 })),
    edits: [
      (w, seen) => updateProduct(w, { ...seen, name: "Cup" }),
      (w, { id, version }) =>
        updateProducts(w, {
          key: key(),
          products: [{ id, version }],
          set: { priceChangePpm: 50_000 },
        }),
      deactivateProduct,
      reactivateProduct,
    ],
  },
  category: {
    make: (w) => categories.createCategory(w, CreateCategory.parse({ key: key(), name: "Tea" })),
    edits: [
      (w, seen) => categories.updateCategory(w, { ...seen, name: "Coffee" }),
      categories.deactivateCategory,
      categories.reactivateCategory,
    ],
  },
  supplier: {
    make: (w) => suppliers.createSupplier(w, CreateSupplier.parse({ key: key(), name: "Potter" })),
    edits: [
      (w, seen) => suppliers.updateSupplier(w, { ...seen, name: "Weaver" }),
      suppliers.deactivateSupplier,
      suppliers.reactivateSupplier,
    ],
  },
  location: {
    make: (w) => locations.createLocation(w, CreateLocation.parse({ key: key(), name: "Cellar" })),
    edits: [
      (w, seen) => locations.updateLocation(w, { ...seen, name: "Loft" }),
      locations.deactivateLocation,
      locations.reactivateLocation,
    ],
  },
  customer: {
    make: (w) => customers.createCustomer(w, CreateCustomer.parse({ key: key(), name: "Ada" })),
    edits: [
      (w, seen) => customers.updateCustomer(w, { ...seen, name: "Bob" }),
      customers.deactivateCustomer,
      customers.reactivateCustomer,
    ],
  },
  user: {
    make: (w) => createUser(w, person("cara", "Cara"), "no password"),
    edits: [
      (w, seen) => updateUser(w, { ...seen, name: "Clara" }, null),
      (w, seen) => updateUser(w, seen, "another password"),
      deactivateUser,
      reactivateUser,
    ],
  },
  shop: {
    make: (w) => getSettings(w),
    edits: [(w, { key: once, version }) => updateSettings(w, { key: once, version, name: "New" })],
  },
};

async function maya(shop: TestShop): Promise<Actor> {
  const user = await shop.write((w) => createUser(w, person("maya", "Maya"), "no password"));
  const row = await shop.read((r) => getUserRow(r, user.id));
  return { ...shop.as("owner").actor, userId: row.id, publicId: user.id, name: "Maya" };
}

test.each(Object.entries(EDITABLE))(
  "[I13] the refusal of an edit of a %s that has changed since names who changed it and when",
  async (entity, { make, edits }) => {
    const shop = await createTestShop();
    const actor = await maya(shop);
    const made = await shop.write(make);
    let version = made.version;
    for (const edit of edits) {
      // safe because the id is that of the very thing the edit is for, or none where there is but one
      const seen = () => ({ key: key(), id: made.id as never, version });
      shop.advance(60_000);
      await shop.work.write({ actor, requestId: "test" }, (w) => edit(w, seen()));
      const changedAt = new Date(shop.clock.now).toISOString();
      shop.advance(60_000);
      for (const late of edits) {
        const refusal = await expectStale(shop, late, seen());
        expect(refusal.details).toMatchObject({ entity, version, currentVersion: version + 1 });
        expect(refusal.details).toMatchObject({ changedBy: "Maya", changedAt });
        expect(refusal.message).toMatch(/^Maya changed this /);
      }
      version++;
    }
  },
);

async function expectStale(shop: TestShop, edit: Editable["edits"][number], seen: Seen) {
  const work = shop.write((w) => edit(w, seen));
  const path = await work.then(
    () => "",
    (error: { fieldErrors?: object }) => Object.keys(error.fieldErrors ?? {})[0] ?? "",
  );
  expect(path).toMatch(/(^|\.)version$/);
  return expectRefusal(work, "stale_version", path);
}

test("[I13] a user's own change of password does not count as an edit", async () => {
  const shop = await createTestShop();
  const user = await shop.write((w) => createUser(w, person("cara", "Cara"), "no password"));
  await shop.write((w) => updateUser(w, { ...user, key: key(), name: "Clara" }, null));
  const actor = await maya(shop);
  await shop.work.write({ actor, requestId: "test" }, (w) =>
    w.db.insert(w.t.auditEntry).values({
      at: w.now,
      userId: actor.userId,
      action: "auth.changePassword",
      entity: "user",
      entityId: user.id,
      reason: "",
      requestId: "test",
    }),
  );
  const late = shop.write((w) => updateUser(w, { ...user, key: key(), name: "Cleo" }, null));
  const refusal = await expectRefusal(late, "stale_version", "version");
  expect(refusal.details).toMatchObject({ changedBy: "Olive Owner" });
});
