import { systemActor } from "@daybook/core/context/context";
import type { UnitOfWork } from "@daybook/core/writes/unit-of-work";
import { createPasswordReset } from "@daybook/core/users/password-reset";
import { localUrl } from "./announce.ts";

/**
 * Creates a one-time link with which a user sets a new password; their sessions end now. Refuses 404 for an unknown
 * login.
 */
export async function makeResetLink(
  work: UnitOfWork,
  login: string,
  port: number,
): Promise<string> {
  const who = { actor: systemActor(0, new Set()), requestId: "command: reset-password" };
  const { token, expiresAt } = await work.write(who, (ctx) => createPasswordReset(ctx, login));
  const until = new Date(expiresAt).toLocaleTimeString(undefined, { timeStyle: "short" });
  return `${login} can set a new password here, once, until ${until}:\n\n  ${localUrl(port)}/reset-password#${token}\n`;
}
