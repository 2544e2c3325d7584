import { expect, test } from "vitest";
import { ListAudit } from "@daybook/contract/reports";
import { recordAudit } from "../writes/audit.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { listAudit } from "./audit.ts";

const audit = (shop: TestShop, input: object = {}) =>
  shop.read((ctx) => listAudit(ctx, ListAudit.parse(input)));

async function shopWithEntries(): Promise<TestShop> {
  const shop = await createTestShop();
  for (const [index, action] of [
    "products.update",
    "products.update",
    "settings.update",
  ].entries()) {
    await shop.write((ctx) =>
      recordAudit(ctx, {
        action,
        entity: action.split(".")[0] ?? "",
        entityId: `thing ${index}`,
        before: { name: "old" },
        after: { name: "new" },
        reason: "asked for",
      }),
    );
  }
  return shop;
}

test("[US5] the audit log shows who changed what, before and after, newest first", async () => {
  const shop = await shopWithEntries();
  const { items } = await audit(shop);
  expect(items.map((entry) => entry.entityId)).toEqual([
    "thing 2",
    "thing 1",
    "thing 0",
    expect.any(String),
  ]);
  expect(items[0]).toEqual({
    id: expect.any(String),
    at: "2026-03-02T10:00:00.000Z",
    user: { id: shop.as("owner").actor.publicId, name: "Olive Owner" },
    action: "settings.update",
    entity: "settings",
    entityId: "thing 2",
    before: { name: "old" },
    after: { name: "new" },
    reason: "asked for",
    requestId: "test",
  });
});

test("[US5] the audit log is filtered by action, record and user", async () => {
  const shop = await shopWithEntries();
  const found = async (filter: object) =>
    (await audit(shop, filter)).items.map((entry) => entry.entityId);
  expect(await found({ action: "products.update" })).toEqual(["thing 1", "thing 0"]);
  expect(await found({ entity: "products", entityId: "thing 0" })).toEqual(["thing 0"]);
  expect(await found({ userId: shop.as("owner").actor.publicId, entity: "settings" })).toEqual([
    "thing 2",
  ]);
  expect(await found({ userId: "nobody" })).toEqual([]);
});

test("[US5] the next page of the audit log continues where the last one ended, whatever is written since", async () => {
  const shop = await shopWithEntries();
  const first = await audit(shop, { limit: 2 });
  await shop.write((ctx) => recordAudit(ctx, { action: "late", entity: "late", entityId: "late" }));
  const second = await audit(shop, { limit: 2, cursor: first.nextCursor });
  expect(second.items.map((entry) => entry.entityId)).toEqual(["thing 0", expect.any(String)]);
  expect(second.nextCursor).toBeNull();
  await expect(audit(shop, { cursor: "nonsense" })).rejects.toMatchObject({
    code: "invalid_input",
    fieldErrors: { cursor: [{ code: expect.any(String) }] },
  });
});
