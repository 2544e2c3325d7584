import type { Drawer } from "@daybook/contract/drawers";
import type { OwnTill } from "@daybook/contract/tills";
import { useConnection } from "../../lib/connection.ts";
import { tillTexts as texts } from "../../texts/en/till.ts";

/** The sentence that says what paid sales are waiting for. */
export function useWaitingFor(till: OwnTill | null, drawer: Drawer | null) {
  const away = useConnection() === "away";
  if (till?.revoked === true) return texts.waitingForTill;
  return drawer?.session === null && !away ? texts.waitingForDrawer : texts.waiting;
}
