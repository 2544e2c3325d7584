import { useEffect, useRef } from "react";
import { useAwayForLong, useConnection } from "../../lib/connection.ts";
import { latePart } from "../../lib/late-part.tsx";
import { useTillJournal } from "../../lib/use-till-journal.ts";
import { useAllowed, useShop } from "../../lib/shop-context.tsx";

const WaitingSales = latePart(async () => (await import("./waiting-sales.tsx")).WaitingSales);
const LeftByOthers = latePart(async () => (await import("./left-by-others.tsx")).LeftByOthers);

interface UnsentSalesProps {
  /** On Sell, which shows the sales of its person itself. */
  readonly onSell: boolean;
}

/** Sends unsent sales and the till journal from every screen, and shows what is waiting. */
export function UnsentSales({ onSell }: UnsentSalesProps) {
  return useAllowed("sales.ringUp") ? <Allowed onSell={onSell} /> : null;
}

function Allowed({ onSell }: UnsentSalesProps) {
  useJournalOfConnection();
  return (
    <>
      {onSell ? null : <WaitingSales />}
      <LeftByOthers />
    </>
  );
}

/** Sends the till journal when the server can be reached, and records on a till for how long it could not. */
function useJournalOfConnection(): void {
  const journal = useTillJournal();
  const { till } = useShop().me;
  const isTill = till !== null && !till.revoked;
  const live = useConnection() === "live";
  const away = useAwayForLong();
  const wasAway = useRef(false);
  useEffect(() => {
    if (live) journal.flush();
  }, [journal, live, isTill]);
  useEffect(() => {
    if (away === wasAway.current) return;
    wasAway.current = away;
    if (isTill) journal.record({ kind: away ? "offline_from" : "offline_to" });
  }, [journal, isTill, away]);
}
