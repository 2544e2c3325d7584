/** Approving at the till of the person who asks, as someone else. */
import type { Approval, ApproveHere } from "@daybook/contract/approvals";
import { decideApproval } from "@daybook/core/approvals/approvals";
import type { Who } from "@daybook/core/context/context";
import { Pin } from "@daybook/contract/users";
import { checkPin } from "@daybook/core/users/pins";
import { actorOf, checkCredentials } from "@daybook/core/users/sign-in";
import { findLogin } from "@daybook/core/users/user-rows";
import type { Own } from "./own-account.ts";

/** Approves as the person whose password or PIN is given. Their own permissions and limits decide. */
export async function approveHere({ ctx, input }: Own<ApproveHere>): Promise<Approval> {
  const { work, who } = ctx;
  const { deviceId } = who.actor;
  const method = Pin.safeParse(input.secret).success ? "pin" : "password";
  const account = method === "pin" ? await byPin(ctx, input) : await byPassword(ctx, input);
  const decider: Who = { ...who, actor: { ...actorOf(account, null), deviceId } };
  return work.write(decider, (write) =>
    decideApproval(write, { id: input.id, decision: "approved" }, method),
  );
}

async function byPassword(ctx: Own<ApproveHere>["ctx"], { userId, secret }: ApproveHere) {
  const { request, services, work, who } = ctx;
  const login = await work.read(who, (read) => findLogin(read, userId));
  const from = { address: request.address, requestId: request.id };
  const given = { login, password: secret, field: "secret" };
  return checkCredentials(work, given, from, services.passwordCost);
}

function byPin({ request, services, work, who }: Own<ApproveHere>["ctx"], input: ApproveHere) {
  const { pepper, passwordCost: cost } = services;
  const { deviceId } = who.actor;
  const attempt = { userId: input.userId, pin: input.secret, deviceId, requestId: request.id };
  return checkPin(work, attempt, { pepper, cost, field: "secret" });
}
