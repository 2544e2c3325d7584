import { Link } from "@tanstack/react-router";
import type { ReadRefusal } from "@daybook/contract/refusal";
import { paths } from "../../lib/paths.ts";
import { productTexts as texts } from "../../texts/en/products.ts";

/** The way to the product that has a code already; what is typed here is kept meanwhile. */
export function CodeOwner({ refusal }: { readonly refusal: ReadRefusal | null }) {
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

function ownerIn(
  refusal: ReadRefusal | null,
): { readonly id: string; readonly name: string } | null {
  if (refusal?.code !== "duplicate") return null;
  const { existingId, existingName } = refusal.details;
  return existingId === null || existingName === undefined
    ? null
    : { id: existingId, name: existingName };
}
