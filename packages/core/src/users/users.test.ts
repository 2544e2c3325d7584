import { CreateUser, UpdateUser, User } from "@daybook/contract/users";
import { newId } from "@daybook/contract/uuid";
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { createTestShop } from "../testing/create-test-shop.ts";
import type { TestShop } from "../testing/create-test-shop.ts";
import { insertSession } from "./sessions.ts";
import { findAccount } from "./sign-in.ts";
import {
  createUser,
  deactivateUser,
  getUser,
  listUsers,
  reactivateUser,
  updateUser,
} from "./users.ts";

const PASSWORD = "a long enough password";

const create = (shop: TestShop, fields: Record<string, unknown>) =>
  shop.write((ctx) => {
    const input = CreateUser.parse({ key: newId(), name: "Sam", password: PASSWORD, ...fields });
    return createUser(ctx, input, "hash");
  });
const update = (shop: TestShop, fields: Record<string, unknown>, hash: string | null = null) =>
  shop.write((ctx) => updateUser(ctx, UpdateUser.parse({ key: newId(), ...fields }), hash));
const state = ({ id, version }: User) => ({ key: newId(), id, version });
const people = (shop: TestShop) => shop.read((ctx) => listUsers(ctx, { active: "all" }));
const owner = async (shop: TestShop) => {
  const found = (await people(shop)).items.find((user) => user.login === "owner");
  if (found === undefined) throw new Error("set-up makes an owner");
  return found;
};

/** Signs a person in on a browser of theirs. */
const signIn = (shop: TestShop, user: User) =>
  shop.write(async (ctx) => {
    const { appUser } = ctx.t;
    const [row] = await ctx.db.select().from(appUser).where(eq(appUser.publicId, user.id));
    await insertSession(ctx, {
      id: newId(),
      publicId: newId(),
      userId: row?.id ?? 0,
      deviceId: null,
      lifetime: "till",
      scheme: "http",
      userAgent: "",
      address: "::1",
      createdAt: ctx.now,
      authenticatedAt: ctx.now,
      confirmedAt: null,
      lastSeenAt: ctx.now,
      activeAt: null,
      byPin: false,
      expiresAt: ctx.now + 1000,
      sampleShop: false,
    });
  });
const openSessions = (shop: TestShop) =>
  shop.read(async (ctx) => {
    const rows = await ctx.db.select().from(ctx.t.session);
    return rows.filter((row) => row.revokedAt === null).length;
  });

describe("users", () => {
  test("[US2] a user is created with roles, read back, edited, deactivated and reactivated", async () => {
    const shop = await createTestShop();
    const made = await create(shop, { login: "sam", roles: ["cashier", "stock_clerk", "cashier"] });
    expect(User.parse(made)).toEqual(made);
    expect(made.roles).toEqual(["cashier", "stock_clerk"]);
    expect(await shop.read((ctx) => getUser(ctx, { id: made.id }))).toEqual(made);
    const changed = await update(shop, {
      id: made.id,
      version: 1,
      roles: ["viewer"],
      name: "Samira",
    });
    expect(changed).toEqual({ ...made, name: "Samira", roles: ["viewer"], version: 2 });
    const off = await shop.write((ctx) => deactivateUser(ctx, state(changed)));
    expect(off).toMatchObject({ active: false, version: 3 });
    expect(await shop.read((ctx) => findAccount(ctx, "sam"))).toBeNull();
    const active = await shop.read((ctx) => listUsers(ctx, { active: "active" }));
    expect(active.items.map((user) => user.login)).toEqual(["owner"]);
    const back = await shop.write((ctx) => reactivateUser(ctx, state(off)));
    expect(back).toEqual({ ...changed, version: 4 });
    expect(await shop.read((ctx) => findAccount(ctx, "SAM"))).toMatchObject({ roles: ["viewer"] });
  });

  test("[US2] a login must be unique, ignoring case", async () => {
    const shop = await createTestShop();
    await expect(create(shop, { login: "OWNER", roles: ["viewer"] })).rejects.toMatchObject({
      code: "duplicate",
      fieldErrors: { login: [{ code: "duplicate", details: { value: "OWNER" } }] },
    });
    const sam = await create(shop, { login: "sam", roles: ["viewer"] });
    await expect(update(shop, { id: sam.id, version: 1, login: "Owner" })).rejects.toMatchObject({
      code: "duplicate",
    });
    expect((await update(shop, { id: sam.id, version: 1, login: "SAM" })).login).toBe("SAM");
  });

  test("[I13] an edit of an old version is refused", async () => {
    const shop = await createTestShop();
    const { id } = await owner(shop);
    await update(shop, { id, version: 1, name: "A" });
    await expect(update(shop, { id, version: 1, name: "B" })).rejects.toMatchObject({
      code: "stale_version",
    });
  });
});

describe("owners", () => {
  test("[US2] the last owner can neither be deactivated nor lose the role", async () => {
    const shop = await createTestShop();
    const last = await owner(shop);
    await expect(shop.write((ctx) => deactivateUser(ctx, state(last)))).rejects.toMatchObject({
      code: "last_owner",
    });
    await expect(
      update(shop, { id: last.id, version: 1, roles: ["manager"] }),
    ).rejects.toMatchObject({
      code: "last_owner",
      fieldErrors: { roles: [{ code: "last_owner" }] },
    });
    const second = await create(shop, { login: "second", roles: ["owner"] });
    await shop.write((ctx) => deactivateUser(ctx, state(second)));
    await expect(shop.write((ctx) => deactivateUser(ctx, state(last)))).rejects.toMatchObject({
      code: "last_owner",
    });
  });

  test("[US2] if two owners deactivate each other at the same moment, one stays", async () => {
    const shop = await createTestShop();
    const second = await create(shop, { login: "second", roles: ["owner"] });
    const first = await owner(shop);
    const results = await Promise.allSettled([
      shop.write((ctx) => deactivateUser(ctx, state(first))),
      update(shop, { id: second.id, version: 1, roles: ["viewer"] }),
    ]);
    const refused = results.flatMap((result) =>
      result.status === "rejected" ? [result.reason] : [],
    );
    expect(refused).toEqual([expect.objectContaining({ code: "last_owner" })]);
  });
});

describe("sessions of a user", () => {
  test.each([
    ["other roles", { roles: ["viewer"] }, null, 0],
    ["another password", {}, "other hash", 0],
    ["another name", { name: "Samira" }, null, 1],
    ["the same roles", { roles: ["cashier"] }, null, 1],
  ])("[US7] %s: sessions left open", async (_change, fields, hash, open) => {
    const shop = await createTestShop();
    const sam = await create(shop, { login: "sam", roles: ["cashier"] });
    await signIn(shop, sam);
    await update(shop, { id: sam.id, version: 1, ...fields }, hash);
    expect(await openSessions(shop)).toBe(open);
  });

  test("[US7] a deactivated user is signed out", async () => {
    const shop = await createTestShop();
    const sam = await create(shop, { login: "sam", roles: ["cashier"] });
    await signIn(shop, sam);
    await signIn(shop, await owner(shop));
    await shop.write((ctx) => deactivateUser(ctx, state(sam)));
    expect(await openSessions(shop)).toBe(1);
  });

  test("[US5] the audit log records a new password without storing it", async () => {
    const shop = await createTestShop();
    const sam = await create(shop, { login: "sam", roles: ["cashier"] });
    await update(shop, { id: sam.id, version: 1, password: PASSWORD }, "other hash");
    const entries = await shop.read((ctx) => ctx.db.select().from(ctx.t.auditEntry));
    expect(entries.at(-1)).toMatchObject({ action: "users.update", reason: "new password" });
    const everything = JSON.stringify(entries);
    expect(everything).not.toContain(PASSWORD);
    expect(everything).not.toContain("hash");
  });
});
