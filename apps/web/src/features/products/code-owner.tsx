import { Link } from "@tanstack/react-router";
import { REASONS } from "@daybook/contract/reasons";
import type { Refusal } from "@daybook/contract/reasons";
import { paths } from "../../lib/paths.ts";
import { productTexts as texts } from "../../texts/en/products.ts";

/** The way to the product that has a code already; what is typed here is kept meanwhile. */
export function CodeOwner({ refusal }: { readonly refusal: Refusal | null }) {
  const owner = ownerIn(refusal);
  if (owner === null) return null;
  return (
    <p>
      <Link to={paths.product} params={{ id: owner.id }}>
        {texts.openOwner(owner.name)}
      </Link>
    </p>
  );
}

function ownerIn(refusal: Refusal | null): { readonly id: string; readonly name: string } | null {
  if (refusal?.code !== "duplicate") return null;
  const { existingId, existingName } =
    REASONS.duplicate.details.safeParse(refusal.details).data ?? {};
  return existingId === undefined || existingId === null || existingName === undefined
    ? null
    : { id: existingId, name: existingName };
}
