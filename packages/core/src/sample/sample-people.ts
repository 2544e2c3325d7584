/** Creates the sample shop's users and customers. */
import { eq } from "drizzle-orm";
import { CreateCustomer } from "@daybook/contract/customers";
import { permissionsOf } from "@daybook/contract/permissions";
import { CreateUser } from "@daybook/contract/users";
import { newId } from "@daybook/contract/uuid";
import type { Actor, WriteCtx } from "../context/context.ts";
import { createCustomer } from "../customers/customers.ts";
import { assert } from "../errors/domain-error.ts";
import { createUser } from "../users/users.ts";
import { NO_PASSWORD } from "./add-guest.ts";
import { CUSTOMERS, STAFF } from "./assortment/people.ts";
import type { SampleShop } from "./sample-shop.ts";

/** Returns public ids, the most frequent customers first. */
export async function addCustomers(ctx: WriteCtx): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, name] of CUSTOMERS.entries()) {
    const box = addressWords(name).join(".");
    const input = CreateCustomer.parse({
      key: newId(ctx.now),
      name,
      phone: `555 01${String(index).padStart(2, "0")}`,
      email: `${box}@mail.example`,
    });
    ids.push((await createCustomer(ctx, input)).id);
  }
  return ids;
}

/** The owner and all staff; none of them can sign in. */
export async function addStaff(ctx: WriteCtx, owner: Actor): Promise<SampleShop["staff"]> {
  for (const { login, name, roles } of STAFF) {
    const { password: _none, ...input } = CreateUser.parse({
      key: newId(ctx.now),
      login,
      name,
      roles,
      password: "nobody signs in with this",
    });
    await createUser(ctx, input, NO_PASSWORD);
  }
  return {
    owner,
    manager: await actorOf(ctx, "theo"),
    cashiers: [await actorOf(ctx, "ines"), await actorOf(ctx, "jun")],
    clerk: await actorOf(ctx, "wilf"),
  };
}

/** The actor for the user with this login. */
export async function actorOf(ctx: WriteCtx, login: string): Promise<Actor> {
  const { appUser } = ctx.t;
  const [row] = await ctx.db.select().from(appUser).where(eq(appUser.login, login));
  assert(row !== undefined, "this person was just made");
  const roles = STAFF.find((person) => person.login === login)?.roles ?? ["owner" as const];
  const { publicId, name } = row;
  const permissions = permissionsOf(roles);
  return {
    userId: row.id,
    publicId,
    name,
    permissions,
    roles,
    deviceId: null,
    tillRevoked: false,
    apiKeyId: null,
  };
}

/** The plain words of a name, for an e-mail address. */
export function addressWords(name: string): string[] {
  return name
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .split(/[^a-z]+/)
    .filter(Boolean);
}
