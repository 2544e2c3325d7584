import { and, eq, not, sql } from "drizzle-orm";
import { INTO_DRAWER } from "@daybook/contract/drawers";
import { minor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import { CASH } from "@daybook/contract/tenders";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { DomainError } from "../errors/domain-error.ts";
import type { DrawerRow, SessionRow } from "./drawer-rows.ts";

/**
 * The cash that should be in the drawer of a session: float + taken − refunded − voided + pay-ins and top-ups − pay-outs
 * and drops. Late documents were counted with the cash of their time.
 */
export async function expectedCash(
  ctx: ReadCtx,
  session: Pick<SessionRow, "id" | "floatMinor">,
): Promise<Minor> {
  return minor(
    session.floatMinor + (await paidIn(ctx, session.id)) + (await moved(ctx, session.id)),
  );
}

async function paidIn({ db, t }: ReadCtx, sessionId: number): Promise<number> {
  const { sale, payment } = t;
  const [paid] = await db
    .select({
      // The payments of a void are negative.
      sum: sql`coalesce(sum(CASE ${sale.kind} WHEN 'return' THEN -${payment.amountMinor} ELSE ${payment.amountMinor} END), 0)`.mapWith(
        Number,
      ),
    })
    .from(sale)
    .innerJoin(payment, eq(payment.saleId, sale.id))
    .where(and(eq(sale.sessionId, sessionId), not(sql`${sale.late}`), eq(payment.tender, CASH)));
  return paid?.sum ?? 0;
}

async function moved({ db, t }: ReadCtx, sessionId: number): Promise<number> {
  const { cashEntry } = t;
  const entries = await db
    .select({ kind: cashEntry.kind, sum: sql`sum(${cashEntry.amountMinor})`.mapWith(Number) })
    .from(cashEntry)
    .where(eq(cashEntry.sessionId, sessionId))
    .groupBy(cashEntry.kind);
  return entries.reduce((sum, row) => sum + INTO_DRAWER[row.kind] * row.sum, 0);
}

/** Cash that someone wanted from a drawer that has less on record. */
export interface RefusedCash {
  readonly drawerId: number;
  readonly drawer: string;
  readonly amountMinor: number;
}

/** The refusal 422 `not_enough_cash` of a drawer. It tells that there is less, so it is recorded with the attempt. */
export class NotEnoughCash extends DomainError {
  readonly attempt: RefusedCash;

  constructor(attempt: RefusedCash, path: string) {
    const reason = { code: "not_enough_cash", details: { of: "drawer" } } as const;
    super(reason, { [path]: [reason] });
    this.attempt = attempt;
  }
}

interface Leaving {
  readonly session: Pick<SessionRow, "id" | "floatMinor">;
  readonly drawer: Pick<DrawerRow, "id" | "name">;
  readonly amountMinor: number;
  readonly path: string;
}

/** Refuses 422 `not_enough_cash` at `path` for more cash than should be in the drawer, which is held alone. */
export async function refuseMoreThanExpected(
  ctx: WriteCtx,
  { session, drawer, amountMinor, path }: Leaving,
): Promise<void> {
  if (amountMinor <= (await expectedCash(ctx, session))) return;
  throw new NotEnoughCash({ drawerId: drawer.id, drawer: drawer.name, amountMinor }, path);
}
