import { desc } from "drizzle-orm";
import type { ReadTx } from "@daybook/db/types";
import { findShop } from "../settings/shop.ts";

/** What a check of an installation compares with its computer. */
export interface VitalSigns {
  /** Null before setup. */
  readonly shop: { readonly timeZone: string; readonly listenOnLan: boolean } | null;
  /** When the last document of a till was saved, in UTC milliseconds; null if there is none. */
  readonly lastSaleAt: number | null;
}

export async function readVitalSigns(tx: ReadTx): Promise<VitalSigns> {
  const { sale } = tx.t;
  const shop = await findShop(tx);
  const [last] = await tx.db
    .select({ recordedAt: sale.recordedAt })
    .from(sale)
    .orderBy(desc(sale.id))
    .limit(1);
  return { shop, lastSaleAt: last?.recordedAt ?? null };
}
