/** Refusals that follow from the kind of a procedure; it declares all others itself. */
import { STORE_REFUSALS, WRITE_REFUSALS } from "@daybook/core/errors/refusal-of-error";
import type { Permission } from "@daybook/contract/permissions";
import type { ReasonCode } from "@daybook/contract/reasons";

export const REFUSED_BY_KIND = {
  every: ["invalid_input", "too_many_requests", "internal", ...STORE_REFUSALS],
  guarded: ["not_signed_in", "forbidden", "other_shop"],
  /** Answers at once, for people who are signed in: a till that nobody uses is locked. */
  whileInUse: ["locked"],
  /** Creates or changes users, keys and tills, or restores backups. */
  aboutPeople: ["not_in_sample_shop"],
  /** Requires the password again. */
  confirmed: ["confirm_password"],
  mutation: [...WRITE_REFUSALS],
  /** A write with a key. Its amounts may exceed the sums that the shop can store. */
  keyed: ["key_reused", "too_large"],
} as const satisfies Readonly<Record<string, readonly ReasonCode[]>>;

export type Kind = keyof typeof REFUSED_BY_KIND;
/** The codes of every kind: refusals of the procedure builder must be among them. */
export type CodeOfKind = (typeof REFUSED_BY_KIND)[Kind][number];

/** Refused in the sample shop, because a user, key or till created there, and a backup restored there, would be real. */
export const CHANGES_PEOPLE: ReadonlySet<Permission> = new Set<Permission>([
  "users.write",
  "tills.manage",
  "apiKeys.write",
  "backups.restore",
]);

/**
 * What a locked till accepts: another person takes over, or the session ends; and what the page that asks for the PIN
 * must show.
 */
export const WHILE_LOCKED: ReadonlySet<string> = new Set([
  "approvals.people",
  "auth.me",
  "auth.signOut",
  "auth.switchUser",
  "settings.get",
]);

/** Mutations that a page sends by itself: they do not say that someone is there. */
export const BY_ITSELF: ReadonlySet<string> = new Set(["display.show"]);
