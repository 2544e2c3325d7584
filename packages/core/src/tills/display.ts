import { and, eq } from "drizzle-orm";
import type { DisplayView, WatchDisplay } from "@daybook/contract/display";
import type { ReadCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { getShop } from "../settings/shop.ts";

/**
 * What a customer display shows besides the cart: the shop, and the till's name. Refuses 404 for an unknown till and 403
 * `till_revoked`.
 */
export async function getDisplayHead(
  ctx: ReadCtx,
  { tillId }: WatchDisplay,
): Promise<Pick<DisplayView, "shop" | "till">> {
  const { device } = ctx.t;
  const [till] = await ctx.db
    .select({ id: device.publicId, name: device.name, revokedAt: device.revokedAt })
    .from(device)
    .where(and(eq(device.publicId, tillId), eq(device.kind, "till")));
  if (till === undefined) throw refuse("not_found", { entity: "till", id: tillId }, "tillId");
  if (till.revokedAt !== null) throw refuse("till_revoked", {}, "tillId");
  const shop = await getShop(ctx);
  const { currency, exponent, locale, timeZone, pricesIncludeTax } = shop;
  return {
    shop: {
      name: shop.identity.name,
      logo: shop.identity.receiptLogo,
      greeting: shop.displayGreeting,
      currency,
      exponent,
      locale,
      timeZone,
      pricesIncludeTax,
    },
    till: { id: till.id, name: till.name },
  };
}
