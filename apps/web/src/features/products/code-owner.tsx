import { Link } from "@tanstack/react-router";
import type { ReadRefusal } from "@daybook/contract/refusal";
import { paths } from "../../lib/paths.ts";
import { productTexts as texts } from "../../texts/en/products.ts";

/** A link to the product that already has a code; the form's input is kept. */
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
