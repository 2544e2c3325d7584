/** For tests: other browsers than the one of the calls. */
import { newId } from "@daybook/contract/uuid";
import type { TestShop } from "@daybook/core/testing/create-test-shop";
import { enrolTill } from "@daybook/core/tills/tills";
import { apiOf } from "./create-test-caller.ts";

/** A till of another browser than the one of the calls. */
export function openTill(
  shop: TestShop,
  till: { name: string; receiptPrefix: string },
  browser: string,
) {
  return shop.write((ctx) => enrolTill(ctx, { key: newId(), ...till }, browser));
}

/** A session of the owner in another browser; returns its public id. */
export async function openSession(shop: TestShop): Promise<string> {
  const { userId, publicId, name } = shop.as("owner").actor;
  const account = { id: userId, publicId, name, login: "owner", roles: ["owner" as const] };
  await apiOf(shop).services.sessions.open(account, {
    lifetime: "owner",
    scheme: "http",
    userAgent: "Tablet",
    address: "192.0.2.9",
    requestId: "test",
    sampleShop: false,
    till: null,
  });
  const [row] = await shop.read((ctx) =>
    ctx.db.select({ id: ctx.t.session.publicId }).from(ctx.t.session),
  );
  if (row === undefined) throw new Error("a session was just opened");
  return row.id;
}
