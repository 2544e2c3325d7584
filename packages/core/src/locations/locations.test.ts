import { newId } from "@daybook/contract/uuid";
import { CreateLocation, Location, UpdateLocation } from "@daybook/contract/locations";
import { pieces } from "@daybook/contract/quantity";
import { describe, expect, test } from "vitest";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import {
  createLocation,
  deactivateLocation,
  getLocation,
  listLocations,
  reactivateLocation,
  updateLocation,
} from "./locations.ts";

const create = (shop: TestShop, fields: Record<string, unknown>) =>
  shop.write((ctx) => createLocation(ctx, CreateLocation.parse({ key: newId(), ...fields })));
const update = (shop: TestShop, fields: Record<string, unknown>) =>
  shop.write((ctx) => updateLocation(ctx, UpdateLocation.parse({ key: newId(), ...fields })));
const state = ({ id, version }: Location) => ({ key: newId(), id, version });
const get = (shop: TestShop, name: string) =>
  shop.read((ctx) => getLocation(ctx, { id: shop.locationId(name) }));

describe("locations", () => {
  test("[L1] a location is created with its name and address and read back unchanged", async () => {
    const shop = await createTestShop();
    const made = await create(shop, { name: "Harbour shop", address: "1 Quay Street\nBristol" });
    expect(Location.parse(made)).toEqual(made);
    expect(await shop.read((ctx) => getLocation(ctx, { id: made.id }))).toEqual(made);
    expect(made).toMatchObject({
      name: "Harbour shop",
      address: "1 Quay Street\nBristol",
      kind: "store",
    });
  });

  test("[L1] a name must be unique, ignoring case", async () => {
    const shop = await createTestShop();
    await expect(create(shop, { name: "SHOP" })).rejects.toMatchObject({
      code: "duplicate",
      details: { existingId: shop.locationId("Shop") },
      fieldErrors: { name: [{ code: "duplicate" }] },
    });
  });

  test("[L2] a shelf has its path from the outermost location, and the list follows the tree", async () => {
    const shop = await createTestShop();
    const aisle = await create(shop, { name: "Aisle 1", parentId: shop.locationId() });
    const shelf = await create(shop, { name: "Shelf B", parentId: aisle.id });
    await create(shop, { name: "Annex" });
    expect(shelf.path).toEqual(["Shop", "Aisle 1", "Shelf B"]);
    const { items } = await shop.read((ctx) => listLocations(ctx, { active: "all" }));
    expect(items.map((item) => item.name)).toEqual(["Annex", "Shop", "Aisle 1", "Shelf B"]);
  });

  test("[L2] a location cannot be inside itself", async () => {
    const shop = await createTestShop();
    const aisle = await create(shop, { name: "Aisle", parentId: shop.locationId() });
    const shelf = await create(shop, { name: "Shelf", parentId: aisle.id });
    const move = update(shop, { id: shop.locationId(), version: 1, parentId: shelf.id });
    await expect(move).rejects.toMatchObject({
      code: "tree_cycle",
      fieldErrors: { parentId: [{ code: "tree_cycle" }] },
    });
    const self = update(shop, { id: aisle.id, version: 1, parentId: aisle.id });
    await expect(self).rejects.toMatchObject({ code: "tree_cycle" });
  });

  test("[L2] a ninth level is refused, also when a whole branch is moved", async () => {
    const shop = await createTestShop();
    let parentId: string = shop.locationId();
    for (let level = 2; level <= 8; level++)
      parentId = (await create(shop, { name: `Level ${level}`, parentId })).id;
    await expect(create(shop, { name: "Level 9", parentId })).rejects.toMatchObject({
      code: "tree_too_deep",
    });
    const top = await create(shop, { name: "Top" });
    const move = update(shop, { id: shop.locationId(), version: 1, parentId: top.id });
    await expect(move).rejects.toMatchObject({
      code: "tree_too_deep",
      fieldErrors: { parentId: [{ code: "tree_too_deep" }] },
    });
  });

  test("[I13] an edit of an old version is refused and names the current one", async () => {
    const shop = await createTestShop();
    await update(shop, { id: shop.locationId(), version: 1, address: "New" });
    await expect(
      update(shop, { id: shop.locationId(), version: 1, address: "Newer" }),
    ).rejects.toMatchObject({
      code: "stale_version",
      details: { version: 1, currentVersion: 2 },
    });
  });

  test("[L1] fields that the edit does not name keep their values", async () => {
    const shop = await createTestShop().withLocation("Store room", { address: "Cellar" });
    const edited = await update(shop, {
      id: shop.locationId("Store room"),
      version: 1,
      name: "Cellar",
    });
    expect(edited).toMatchObject({ name: "Cellar", address: "Cellar", version: 2 });
  });
});

describe("deactivating a location", () => {
  test("[C4] is refused while it has stock", async () => {
    const shop = await createTestShop()
      .withLocation("Store room")
      .withProduct("MUG", { onHandMilli: pieces(1), location: "Store room" });
    const room = await get(shop, "Store room");
    await expect(shop.write((ctx) => deactivateLocation(ctx, state(room)))).rejects.toMatchObject({
      code: "still_in_use",
      details: { by: "stock" },
    });
  });

  test("[C4] is refused while it has active locations inside", async () => {
    const shop = await createTestShop().withLocation("Annex");
    await create(shop, { name: "Shelf", parentId: shop.locationId() });
    const place = await get(shop, "Shop");
    await expect(shop.write((ctx) => deactivateLocation(ctx, state(place)))).rejects.toMatchObject({
      code: "still_in_use",
    });
  });

  test("[C4] is refused for the last sellable location, also for two at the same moment", async () => {
    const shop = await createTestShop()
      .withLocation("Annex")
      .withLocation("Transit", { kind: "transit" });
    const places = [await get(shop, "Shop"), await get(shop, "Annex")];
    const results = await Promise.allSettled(
      places.map((place) => shop.write((ctx) => deactivateLocation(ctx, state(place)))),
    );
    const refused = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason] : [],
    );
    expect(refused).toEqual([expect.objectContaining({ code: "still_in_use" })]);
    expect(refused[0]).toMatchObject({ details: { by: "till" } });
  });

  test("[C5] can be undone, but not inside a deactivated location", async () => {
    const shop = await createTestShop().withLocation("Annex");
    const shelf = await create(shop, { name: "Shelf", parentId: shop.locationId("Annex") });
    const gone = await shop.write((ctx) => deactivateLocation(ctx, state(shelf)));
    expect(gone.active).toBe(false);
    const annex = await shop.write(async (ctx) =>
      deactivateLocation(ctx, state(await getLocation(ctx, { id: shop.locationId("Annex") }))),
    );
    await expect(shop.write((ctx) => reactivateLocation(ctx, state(gone)))).rejects.toMatchObject({
      code: "inactive",
    });
    await shop.write((ctx) => reactivateLocation(ctx, state(annex)));
    expect((await shop.write((ctx) => reactivateLocation(ctx, state(gone)))).active).toBe(true);
  });

  test("[US5] an edit is in the audit log with the changed fields", async () => {
    const shop = await createTestShop();
    await update(shop, { id: shop.locationId(), version: 1, address: "Quay" });
    const entries = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
    expect(entries.at(-1)).toMatchObject({
      action: "locations.update",
      entityId: shop.locationId(),
      before: { address: "", version: 1 },
      after: { address: "Quay", version: 2 },
    });
  });
});
