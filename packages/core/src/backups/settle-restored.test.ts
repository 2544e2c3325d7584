import { expect, test } from "vitest";
import { nextSeries, UpdateTill } from "@daybook/contract/tills";
import { newId } from "@daybook/contract/uuid";
import { getCatalogueChanges } from "../catalogue/catalogue-changes.ts";
import { systemActor } from "../context/context.ts";
import { listChangesSince } from "../live/changes.ts";
import { verifyDatabase } from "../reports/verify/verify-database.ts";
import { getSettings } from "../settings/settings.ts";
import { close, count, counter, enrolledTill, open, sellAt } from "../testing/counter.ts";
import { expectRefusal } from "../testing/refusal.ts";
import { listTills, updateTill } from "../tills/tills.ts";
import { settleRestored } from "./settle-restored.ts";

const WHO = { actor: systemActor(0, new Set()), requestId: "restore" };
const NOTHING_USED = { prefixes: [], closingSeries: 1, lastChange: 0 };
const NAME = "daybook-2026-03-02T10-00-00-closing.db";

test("[F10] the next series of a till has a prefix that no receipt has", () => {
  expect(nextSeries("A", [])).toBe("A2");
  expect(nextSeries("A2", ["A2"])).toBe("A3");
  expect(nextSeries("A", ["A2", "A3"])).toBe("A4");
  expect(nextSeries("FRONTS", [])).toBe("FRONT2");
  expect(nextSeries("FRONT9", [])).toBe("FRON10");
  expect(nextSeries("T1", ["T1", "T2", "T3"])).toBe("T4");
});

test("[F10] after a restore every till begins a new series, closings too, and both are on record", async () => {
  const at = await counter();
  const { shop } = at;
  await open(at, 10_000);
  const before = await sellAt(at, [["cash", 1000]]);
  await close(at, (await count(at, 11_000)).id, 10_000);
  await open(at, 10_000);
  const second = await sellAt(at, [["cash", 1000]]);
  const [prefix = ""] = before.receiptNumber.split("-");
  // The replaced database had made a second series already.
  const used = { prefixes: [`${prefix}2`], closingSeries: 2, lastChange: 50 };
  await shop.work.write(WHO, (ctx) => settleRestored(ctx, { name: NAME, by: "Olive", used }));

  const after = await sellAt(at, [["cash", 1000]]);
  expect(after.receiptNumber).toBe(`${prefix}3-3`);
  const settings = await shop.read(getSettings);
  expect(settings.restored).toEqual({
    at: new Date(shop.clock.now).toISOString(),
    lastSaleAt: second.recordedAt,
  });
  const closing = await close(at, (await count(at, 12_000)).id, 0);
  expect(closing).toMatchObject({ number: 2, series: 3 });
  // The report names the receipts as they were printed.
  expect(closing.report.tills).toMatchObject([
    { firstNumber: `${prefix}-2`, lastNumber: `${prefix}3-3` },
  ]);
  const events = await shop.read((ctx) => ctx.db.select().from(ctx.t.tillEvent));
  const restored = events.filter(({ kind }) => kind === "restored");
  const devices = await shop.read((ctx) => ctx.db.select().from(ctx.t.device));
  expect(new Set(restored.map(({ deviceId }) => deviceId))).toEqual(
    new Set(devices.map(({ id }) => id)),
  );
  expect(restored.map(({ detail }) => detail)).toContain(`${NAME}: ${prefix} → ${prefix}3`);
  const entries = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
  expect(entries.filter(({ action }) => action === "backups.restore")).toMatchObject([
    { entity: "backup", entityId: NAME, after: { by: "Olive" } },
  ]);
  const { checks } = await shop.work.snapshot(WHO, (ctx) => verifyDatabase(ctx));
  expect(checks.filter(({ mismatches }) => mismatches > 0)).toEqual([]);
});

test("[F10] the last number of a till stays as it was printed, and its old prefix stays taken", async () => {
  const at = await counter();
  await open(at, 10_000);
  const sold = await sellAt(at, [["cash", 1000]]);
  const [prefix = ""] = sold.receiptNumber.split("-");
  const { shop } = at;
  await enrolledTill(shop, "Fair", "FAIR");
  await shop.work.write(WHO, (ctx) =>
    settleRestored(ctx, { name: NAME, by: "", used: NOTHING_USED }),
  );
  const { items } = await shop.read(listTills);
  const [first] = items;
  expect(first).toMatchObject({
    receiptPrefix: `${prefix}2`,
    lastReceiptNumber: sold.receiptNumber,
  });
  const fair = items.find(({ name }) => name === "Fair");
  const input = UpdateTill.parse({
    key: newId(),
    id: fair?.id,
    version: fair?.version,
    receiptPrefix: prefix,
  });
  await expectRefusal(
    shop.write((ctx) => updateTill(ctx, input)),
    "duplicate",
    "receiptPrefix",
  );
});

test("[O5] after a restore no session, link or key of before is valid, and every screen loads everything again", async () => {
  const { shop } = await counter();
  const { userId } = shop.as("owner").actor;
  await shop.write(async (ctx) => {
    await ctx.db.insert(ctx.t.passwordReset).values({
      id: "hash",
      userId,
      createdAt: ctx.now,
      expiresAt: ctx.now + 1,
      usedAt: null,
    });
    await ctx.db.insert(ctx.t.apiKey).values({
      publicId: newId(),
      name: "Script",
      prefix: "p",
      keyHash: "h",
      scopes: [],
      userId,
      requestsPerSecond: null,
      createdAt: ctx.now,
      expiresAt: ctx.now + 1,
      lastUsedAt: null,
      revokedAt: null,
    });
  });
  const seen = 900_000;
  const used = { ...NOTHING_USED, lastChange: seen };
  await shop.work.write(WHO, (ctx) => settleRestored(ctx, { name: NAME, by: "", used }));
  const left = await shop.read(async ({ db, t }) => ({
    sessions: await db.select().from(t.session),
    links: await db.select().from(t.passwordReset),
    keys: (await db.select().from(t.apiKey)).filter(({ revokedAt }) => revokedAt === null),
  }));
  expect(left).toEqual({ sessions: [], links: [], keys: [] });
  const asOwner = shop.as("owner");
  const changes = await shop.work.read(asOwner, (ctx) =>
    listChangesSince(ctx, { after: seen, limit: 500 }),
  );
  expect(changes.complete).toBe(true);
  expect(changes.events.filter(({ ids }) => ids.length > 0)).toEqual([]);
  expect(changes.events.map(({ topic }) => topic)).toContain("sales");
  const catalogue = await shop.work.read(asOwner, (ctx) =>
    getCatalogueChanges(ctx, { after: seen }),
  );
  expect(catalogue.complete).toBe(false);
});
