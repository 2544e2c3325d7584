import { expect, test } from "vitest";
import { systemActor } from "../context/context.ts";
import { createTestShop } from "../testing/create-test-shop.ts";
import { findLastDrill, isDrillDue, recordDrill } from "./restore-drills.ts";

const HOUR = 60 * 60_000;
const WHO = { actor: systemActor(0, new Set()), requestId: "test" };
const fileName = "daybook-2026-03-02T10-00-00-closing.db";

test("[O5] the newest backup is tried once a night, and in the day if the computer is off at night", async () => {
  // It is 10:00 in the shop.
  const shop = await createTestShop();
  const due = () => shop.work.read(WHO, isDrillDue);
  expect(await shop.work.read(WHO, findLastDrill)).toBeNull();
  expect(await due()).toBe(true);
  const record = (problem: string | null) =>
    shop.work.write(WHO, (ctx) =>
      recordDrill(ctx, { fileName, startedAt: ctx.now, tookMs: 1_500, problem }),
    );
  await record(null);
  expect(await shop.work.read(WHO, findLastDrill)).toMatchObject({
    name: fileName,
    tookMs: 1_500,
    ok: true,
  });
  shop.advance(16 * HOUR);
  expect(await due()).toBe(false);
  shop.advance(4.5 * HOUR);
  expect(await due()).toBe(false);
  shop.advance(15.5 * HOUR);
  expect(await due()).toBe(true);
  shop.advance(5 * HOUR);
  await record("damaged");
  expect(await shop.work.read(WHO, findLastDrill)).toMatchObject({ ok: false });
  shop.advance(23 * HOUR);
  expect(await due()).toBe(true);
});
