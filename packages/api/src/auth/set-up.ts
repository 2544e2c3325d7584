import type { SetUpShop } from "@daybook/contract/settings";
import type { SignedIn } from "@daybook/contract/users";
import { systemActor } from "@daybook/core/context/context";
import { assert, refuse } from "@daybook/core/errors/domain-error";
import { getSetupStatus, setUpShop } from "@daybook/core/settings/set-up-shop";
import { hashPassword } from "@daybook/core/users/passwords";
import { refuseWeakPassword } from "@daybook/core/users/password-strength";
import { findAccount } from "@daybook/core/users/sign-in";
import type { ApiContext } from "../context.ts";
import { openSessionFor } from "./own-account.ts";

/**
 * Creates the shop and its owner and signs the owner in. Refuses 403 `setup_token_wrong`, 409 `set_up_already`, 422
 * `weak_password` at `owner.password`. Of two concurrent requests, one succeeds.
 */
export async function setUp({
  ctx,
  input,
}: {
  readonly ctx: ApiContext;
  readonly input: SetUpShop;
}): Promise<SignedIn> {
  const { request, services, work } = ctx;
  const { token, ...rest } = input;
  const isSetUp = async () => (await work.store.read((tx) => getSetupStatus(tx))).setUp;
  if (await isSetUp()) throw refuse("set_up_already", {});
  if (!services.setup.tokenMatches(token)) throw refuse("setup_token_wrong", {}, "token");
  const { login, name, password } = rest.owner;
  refuseWeakPassword(password, [login, name, rest.shop.name], "owner.password");
  const hash = await hashPassword(password, services.passwordCost);
  const asSystem = { actor: systemActor(0, new Set()), requestId: request.id };
  await work
    .write(asSystem, (write) => setUpShop(write, rest, hash))
    .catch(async (error: unknown) => {
      // If two transactions run at the same time, the database lets only one of them insert the shop's row.
      throw (await isSetUp()) ? refuse("set_up_already", {}) : error;
    });
  services.setup.done();
  const account = await work.store.read((tx) => findAccount(tx, login));
  assert(account !== null, "set-up has just made this person");
  return openSessionFor(ctx, account, { lifetime: "owner", sampleShop: false });
}
