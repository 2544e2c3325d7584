import { useEffect, useState } from "react";
import { HiddenText } from "../../components/hidden-text.tsx";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import type { CartLine } from "./cart.ts";
import { announcementOf } from "./till-announcement.ts";
import type { Selling } from "./use-till.ts";

/** Tells what changes in the cart to those who do not see it, in the one place where the till speaks. */
export function TillAnnouncer({
  selling,
}: {
  readonly selling: Pick<Selling, "store" | "formats">;
}) {
  const { store, formats } = selling;
  const [said, setSaid] = useState("");
  useEffect(() => {
    let before = store.get().till;
    return store.subscribe(() => {
      const { till, last } = store.get();
      const say = ({ quantityMilli, product }: CartLine) =>
        quantityWithUnit(quantityMilli, product.unit, formats);
      // What was just paid is told with its change.
      const paid = last !== null && last.cart === before.cart;
      const news = paid ? null : announcementOf(before, till, say);
      before = till;
      // The same sentence twice is two events: what differs is not read out.
      if (news !== null) setSaid((last) => (last === news ? `${news}\u00a0` : news));
    });
  }, [store, formats]);
  return (
    <HiddenText>
      <output aria-live="polite" data-announcements="">
        {said}
      </output>
    </HiddenText>
  );
}
