import { useEffect, useState } from "react";
import { HiddenText } from "../../components/hidden-text.tsx";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import type { CartLine } from "./cart.ts";
import { announcementOf } from "./till-announcement.ts";
import type { Till } from "./use-till.ts";

/** Announces changes of the cart to screen readers, in the till's only live region. */
export function TillAnnouncer({ till }: { readonly till: Pick<Till, "store" | "formats"> }) {
  const { store, formats } = till;
  const [announcement, setAnnouncement] = useState("");
  useEffect(() => {
    let before = store.get().state;
    return store.subscribe(() => {
      const { state, last } = store.get();
      const formatQuantity = ({ quantityMilli, product }: CartLine) =>
        quantityWithUnit(quantityMilli, product.unit, formats);
      // A payment is announced with its change.
      const paid = last !== null && last.cart === before.cart;
      const news = paid ? null : announcementOf(before, state, formatQuantity);
      before = state;
      // The same sentence twice is two events: an invisible difference makes it announced again.
      if (news !== null) setAnnouncement((last) => (last === news ? `${news}\u00a0` : news));
    });
  }, [store, formats]);
  return (
    <HiddenText>
      <output aria-live="polite" data-announcements="">
        {announcement}
      </output>
    </HiddenText>
  );
}
