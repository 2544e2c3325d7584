import { findShop } from "@daybook/core/settings/shop";
import { hashPassword } from "@daybook/core/users/passwords";
import { refuseWeakPassword } from "@daybook/core/users/password-strength";
import type { ApiContext } from "../context.ts";

/**
 * The hash of a new password at the cost of the process. Refuses 422 `weak_password` at `path` if it is easy to guess,
 * also from the user's data (`about`) or the shop's name.
 */
export async function strongHash(
  ctx: Pick<ApiContext, "work" | "services">,
  password: string,
  about: readonly string[],
  path = "password",
): Promise<string> {
  const shop = await ctx.work.store.read((tx) => findShop(tx));
  refuseWeakPassword(password, [...about, shop?.identity.name ?? ""], path);
  return hashPassword(password, ctx.services.passwordCost);
}
