import { businessTime } from "@daybook/contract/business-time";
import { MOST_DETAIL } from "@daybook/contract/till-events";
import type { TillEventKind } from "@daybook/contract/till-events";
import { newId } from "@daybook/contract/uuid";
import type { WriteCtx } from "../context/context.ts";
import { VIRTUAL_DEVICE_ID } from "../settings/set-up-shop.ts";
import { getShop } from "../settings/shop.ts";
import { insertTillEvents } from "../tills/till-events.ts";
import type { ParkedRow } from "./parked-rows.ts";

interface ParkedEvent {
  readonly kind: Extract<TillEventKind, "parked_discarded" | "parked_sold_again">;
  readonly detail: string;
  /** The row id of the sale that it belongs to. */
  readonly saleId?: number;
}

/** Records in the till journal, which closing reports count, what became of a parked sale besides one sale. */
export async function journalParked(
  ctx: WriteCtx,
  row: ParkedRow,
  { kind, detail, saleId }: ParkedEvent,
): Promise<void> {
  const { businessDate } = businessTime(await getShop(ctx), ctx.now);
  const shown = row.name === "" ? row.cart.names.join(", ") : row.name;
  const text = [shown, detail].filter((part) => part !== "").join(": ");
  const event = {
    key: newId(ctx.now),
    kind,
    occurredAt: ctx.now,
    businessDate,
    amountMinor: row.totalMinor,
    saleId: saleId ?? null,
    detail: [...text].slice(0, MOST_DETAIL).join(""),
  };
  await insertTillEvents(ctx, ctx.actor.deviceId ?? VIRTUAL_DEVICE_ID, [event]);
  ctx.changed("tillEvents");
}
