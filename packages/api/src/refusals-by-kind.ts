/** What a procedure can refuse because of its kind; what it refuses besides, it declares itself. */
import { STORE_REFUSALS, WRITE_REFUSALS } from "@daybook/core/errors/refusal-of-error";
import type { Permission } from "@daybook/contract/permissions";
import type { ReasonCode } from "@daybook/contract/reasons";

export const REFUSED_BY_KIND = {
  every: ["invalid_input", "too_many_requests", "internal", ...STORE_REFUSALS],
  guarded: ["not_signed_in", "forbidden", "other_shop"],
  /** Makes or changes people and keys. */
  aboutPeople: ["not_in_sample_shop"],
  /** Asks for the password again. */
  confirmed: ["confirm_password"],
  mutation: [...WRITE_REFUSALS],
  /** A write with a key. Its amounts may not fit the sums that the shop keeps. */
  keyed: ["key_reused", "too_large"],
} as const satisfies Readonly<Record<string, readonly ReasonCode[]>>;

type Kind = keyof typeof REFUSED_BY_KIND;
/** The codes of every kind: what the builder of procedures refuses itself must be one of them. */
export type CodeOfKind = (typeof REFUSED_BY_KIND)[Kind][number];

/** Refused in the sample shop: a person or key made there would be real. */
export const CHANGES_PEOPLE: ReadonlySet<Permission> = new Set<Permission>([
  "users.write",
  "apiKeys.write",
]);
