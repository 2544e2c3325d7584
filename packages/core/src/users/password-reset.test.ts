import { newId } from "@daybook/contract/uuid";
import type { SessionId } from "@daybook/contract/ids";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { createPasswordReset, findPasswordReset, usePasswordReset } from "./password-reset.ts";
import { findSession, insertSession } from "./sessions.ts";
import { findAccount } from "./sign-in.ts";
import { countAttempt } from "./throttle.ts";

let shop: TestShop;
beforeEach(async () => {
  shop = await createTestShop();
});
afterEach(() => shop.close());

test("[US1] a reset link sets one new password, within an hour, once", async () => {
  const { token } = await shop.write((ctx) => createPasswordReset(ctx, "Owner"));
  const target = await shop.read((ctx) => findPasswordReset(ctx, token, ctx.now));
  expect(target).toMatchObject({ login: "owner", name: "Olive Owner" });
  await shop.write((ctx) => usePasswordReset(ctx, token, "the new hash"));
  expect((await shop.read((ctx) => findAccount(ctx, "owner")))?.passwordHash).toBe("the new hash");
  const again = shop.write((ctx) => usePasswordReset(ctx, token, "another hash"));
  await expect(again).rejects.toMatchObject({ code: "reset_link_spent" });
});

test("a link expires after an hour, and using one cancels the others", async () => {
  const first = await shop.write((ctx) => createPasswordReset(ctx, "owner"));
  const second = await shop.write((ctx) => createPasswordReset(ctx, "owner"));
  await shop.write((ctx) => usePasswordReset(ctx, second.token, "hash"));
  await expect(
    shop.write((ctx) => usePasswordReset(ctx, first.token, "hash")),
  ).rejects.toMatchObject({
    code: "reset_link_spent",
  });
  const late = await shop.write((ctx) => createPasswordReset(ctx, "owner"));
  shop.advance(3600_000);
  await expect(
    shop.write((ctx) => usePasswordReset(ctx, late.token, "hash")),
  ).rejects.toMatchObject({
    code: "reset_link_spent",
  });
});

test("[US7] requesting a link signs the user out everywhere", async () => {
  const now = shop.clock.now;
  const { userId } = shop.as("owner").actor;
  await shop.write((ctx) =>
    insertSession(ctx, {
      id: "hash",
      publicId: newId<SessionId>(now),
      userId,
      deviceId: null,
      lifetime: "till",
      scheme: "http",
      userAgent: "",
      address: "",
      createdAt: now,
      authenticatedAt: now,
      confirmedAt: null,
      lastSeenAt: now,
      activeAt: null,
      byPin: false,
      expiresAt: now + 1000,
      sampleShop: false,
    }),
  );
  expect(await shop.read((ctx) => findSession(ctx, "hash", null))).not.toBeNull();
  await shop.write((ctx) => createPasswordReset(ctx, "owner"));
  expect(await shop.read((ctx) => findSession(ctx, "hash", null))).toBeNull();
});

test("there is no link for an unknown login", async () => {
  await expect(shop.write((ctx) => createPasswordReset(ctx, "nobody"))).rejects.toMatchObject({
    code: "not_found",
  });
});

test("[US7] a reset link removes the limits caused by failed attempts of others", async () => {
  const from = (address: string) => ({ login: "owner", address, knownAs: null });
  for (let n = 0; n < 5; n++) await shop.write((ctx) => countAttempt(ctx, from("192.0.2.1")));
  const again = () => shop.write((ctx) => countAttempt(ctx, from("192.0.2.1")));
  await expect(again()).rejects.toMatchObject({ code: "too_many_attempts" });
  await shop.write((ctx) => createPasswordReset(ctx, "owner"));
  await again();
});
