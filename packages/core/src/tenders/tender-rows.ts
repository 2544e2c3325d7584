import { and, asc, eq, ne, sql } from "drizzle-orm";
import type { TenderId } from "@daybook/contract/ids";
import { EXCHANGE, EXCHANGE_TENDER, FIRST_TENDERS } from "@daybook/contract/tenders";
import { prepared } from "@daybook/db/statement";
import type { ReadTx, Tables } from "@daybook/db/types";
import type { WriteCtx } from "../context/context.ts";
import { refuse } from "../errors/domain-error.ts";
import { recordRows } from "../records/record-rows.ts";

export type TenderRow = Tables["tender"]["$inferSelect"];

/** The methods that people choose and change. */
export const tenderRows = recordRows<TenderRow>(
  "tender",
  prepared((db, t) =>
    db
      .select()
      .from(t.tender)
      .where(and(eq(t.tender.publicId, sql.placeholder("publicId")), ne(t.tender.kind, "exchange")))
      .prepare(),
  ),
);

const selecting = prepared((db, t) =>
  db.select().from(t.tender).orderBy(asc(t.tender.id)).prepare(),
);

/** All payment methods of the shop, active or not, in the order of the till. */
export function selectTenders(tx: ReadTx): Promise<TenderRow[]> {
  return selecting(tx).execute({});
}

/** The payment methods of a document by their public id. */
export type TendersById = ReadonlyMap<TenderId, TenderRow>;

/**
 * The rows of the given methods, deactivated ones too. Refuses 404 `not_found` at `<field>.N.tender` for an unknown one,
 * and outside an exchange for its own.
 */
export async function getTenders(
  tx: ReadTx,
  given: readonly { readonly tender: TenderId }[],
  { field, isExchange }: { readonly field: "tenders" | "refunds"; readonly isExchange: boolean },
): Promise<TendersById> {
  const known = new Map((await selectTenders(tx)).map((row) => [row.publicId, row]));
  for (const [index, { tender }] of given.entries()) {
    if (known.has(tender) && (isExchange || tender !== EXCHANGE)) continue;
    throw refuse("not_found", { entity: "tender", id: tender }, `${field}.${index}.tender`);
  }
  return known;
}

/** Adds the methods of every shop, at setup. */
export async function insertFirstTenders(ctx: WriteCtx): Promise<void> {
  await ctx.db.insert(ctx.t.tender).values(
    [...FIRST_TENDERS, EXCHANGE_TENDER].map(({ id, active: _active, ...fields }) => ({
      ...fields,
      publicId: id,
      createdAt: ctx.now,
      deactivatedAt: null,
    })),
  );
}
