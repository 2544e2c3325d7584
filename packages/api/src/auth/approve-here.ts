/** Approving at the till of the person who asks, as someone else. */
import type { Approval, ApproveHere } from "@daybook/contract/approvals";
import { decideApproval } from "@daybook/core/approvals/approvals";
import type { Who } from "@daybook/core/context/context";
import { actorOf, checkCredentials } from "@daybook/core/users/sign-in";
import { findLogin } from "@daybook/core/users/user-rows";
import type { Own } from "./own-account.ts";

/** Approves as the person whose password is given. Their own permissions and limits decide. */
export async function approveHere({ ctx, input }: Own<ApproveHere>): Promise<Approval> {
  const { request, services, work, who } = ctx;
  const login = await work.read(who, (read) => findLogin(read, input.userId));
  const from = { address: request.address, requestId: request.id };
  const given = { login, password: input.password, field: "password" };
  const account = await checkCredentials(work, given, from, services.passwordCost);
  const { deviceId } = who.actor;
  const decider: Who = { ...who, actor: { ...actorOf(account, null), deviceId } };
  return work.write(decider, (write) =>
    decideApproval(write, { id: input.id, decision: "approved" }, "password"),
  );
}
