import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { CardPayment } from "@daybook/contract/card-payments";
import type { Drawer } from "@daybook/contract/drawers";
import { Button } from "../../components/button.tsx";
import { latePart } from "../../lib/late-part.tsx";
import { paths } from "../../lib/paths.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { useNow } from "../../lib/use-now.ts";
import { endOfDayTexts as texts } from "../../texts/en/end-of-day.ts";
import { stillOpen } from "./still-open.ts";
import type { OpenItem, Unsent } from "./still-open.ts";
import classes from "./end-of-day.module.css";

const SettleCardSheet = latePart(
  async () => (await import("./settle-card-sheet.tsx")).SettleCardSheet,
);

interface OpenItems {
  readonly items: readonly OpenItem[];
  /** Whether all of them are known. A failed query does not hold up the closing. */
  readonly loaded: boolean;
}

/** When a till was last seen changes without an event, and is exact to so long. */
const SEEN_EVERY_MS = 5 * 60_000;

/** What should be settled before these drawers are counted. */
export function useStillOpen(drawers: readonly Drawer[], unsent: Unsent): OpenItems {
  const formats = useFormats();
  const seesTills = useAllowed("settings.read");
  const seesPayments = useAllowed("sales.read");
  const tills = trpc.tills.list.useQuery(
    {},
    { enabled: seesTills, refetchInterval: SEEN_EVERY_MS },
  );
  const payments = trpc.cardPayments.list.useQuery({}, { enabled: seesPayments });
  const now = useNow();
  const ids = new Set(
    drawers.flatMap((drawer) =>
      drawer.session === null ? [] : drawer.tills.map((till) => till.id),
    ),
  );
  const found = {
    unsent,
    tills: tills.data?.items.filter(({ id }) => ids.has(id)) ?? [],
    cardPayments: payments.data?.items ?? [],
  };
  return {
    items: stillOpen(found, formats, now),
    loaded: !tills.isLoading && !payments.isLoading,
  };
}

/** The open items as a list. */
export function StillOpen({ items }: Pick<OpenItems, "items">) {
  return (
    <ul className={classes.items}>
      {items.map(({ key, text, atTill, cardPayment }) => (
        <li key={key}>
          {text} {atTill ? <Link to={paths.sell}>{texts.toTill}</Link> : null}{" "}
          {cardPayment === undefined ? null : <Settle payment={cardPayment} />}
        </li>
      ))}
    </ul>
  );
}

/** The way out for an approved card payment that no sale will have, for those who may refund by any method. */
function Settle({ payment }: { readonly payment: CardPayment }) {
  const maySettle = useAllowed("sales.refundOtherTender");
  const [open, setOpen] = useState(false);
  if (!maySettle) return null;
  return (
    <>
      <Button onClick={() => setOpen(true)}>{texts.settle}</Button>
      {open ? <SettleCardSheet payment={payment} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
