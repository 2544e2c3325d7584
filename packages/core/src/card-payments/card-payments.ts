/** The stored payments of the card terminal. Talking to the terminal is not part of core. */
import { and, desc, eq, inArray, isNull, or } from "drizzle-orm";
import { isOpen } from "@daybook/contract/card-payments";
import type {
  CardPayment,
  CardPaymentKind,
  CardPayments,
  SettleCardPayment,
  StartCardPayment,
} from "@daybook/contract/card-payments";
import type { SaleId } from "@daybook/contract/ids";
import { sumMinor } from "@daybook/contract/money";
import type { Minor } from "@daybook/contract/money";
import type { Tables } from "@daybook/db/types";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { isoInstant } from "../context/instants.ts";
import { requirePermission } from "../context/require-permission.ts";
import { refuse } from "../errors/domain-error.ts";
import { recordAudit } from "../writes/audit.ts";
import type { CardOutcome } from "./card-terminal.ts";

type CardPaymentRow = Tables["cardPayment"]["$inferSelect"];

const MOST_LISTED = 100;

/** A stored payment, and whether this request created it: only then it may be sent to the terminal. */
export interface Begun {
  readonly payment: CardPayment;
  readonly isNew: boolean;
}

/**
 * Stores a payment before it is sent. Refuses 409 `key_reused` for a known key with another amount or direction, and 403
 * `forbidden` for a refund without the permission to refund by any method: no return limits it yet.
 */
export async function beginCardPayment(ctx: WriteCtx, input: StartCardPayment): Promise<Begun> {
  if (input.kind === "refund") requirePermission(ctx, "sales.refundOtherTender", "kind");
  const known = await findRow(ctx, input.key);
  if (known !== null) {
    if (known.kind !== input.kind || known.amountMinor !== input.amountMinor)
      throw refuse("key_reused", {}, "key");
    return { payment: toCardPayment(known), isNew: false };
  }
  const [row] = await ctx.db
    .insert(ctx.t.cardPayment)
    .values({
      key: input.key,
      kind: input.kind,
      state: "started",
      amountMinor: input.amountMinor,
      reference: "",
      message: "",
      saleId: null,
      deviceId: ctx.actor.deviceId,
      userId: ctx.actor.userId,
      startedAt: ctx.now,
      endedAt: null,
    })
    .onConflictDoNothing()
    .returning();
  // Another process received the same key at the same time.
  if (row === undefined)
    return { payment: await getCardPayment(ctx, { id: input.key }), isNew: false };
  await recordAudit(ctx, {
    action: "cardPayments.start",
    entity: "cardPayment",
    entityId: row.key,
    after: { kind: row.kind, amountMinor: row.amountMinor },
  });
  ctx.changed("cardPayments", row.key);
  return { payment: toCardPayment(row), isNew: true };
}

/** What the terminal said, or that it did not answer. The outcome of a payment never changes once it is known. */
export async function recordOutcome(
  ctx: WriteCtx,
  key: string,
  outcome: CardOutcome | { readonly state: "unknown" },
): Promise<CardPayment> {
  const row = await getRow(ctx, key);
  if (!isOpen(row.state) || row.state === outcome.state) return toCardPayment(row);
  const fields = {
    state: outcome.state,
    reference: outcome.state === "approved" ? outcome.reference : "",
    message: outcome.state === "declined" ? outcome.message : "",
    endedAt: outcome.state === "unknown" ? null : ctx.now,
  };
  const [changed] = await ctx.db
    .update(ctx.t.cardPayment)
    .set(fields)
    .where(and(eq(ctx.t.cardPayment.key, key), eq(ctx.t.cardPayment.state, row.state)))
    .returning();
  // Another process recorded the outcome in the meantime.
  if (changed === undefined) return getCardPayment(ctx, { id: key });
  await recordAudit(ctx, {
    action: "cardPayments.end",
    entity: "cardPayment",
    entityId: key,
    before: { state: row.state },
    after: { state: changed.state, reference: changed.reference },
    reason: changed.message,
  });
  ctx.changed("cardPayments", key);
  return toCardPayment(changed);
}

/**
 * Records that someone reversed an approved payment at the terminal: no sale or return can have it any more. Refuses 404
 * and 409 `wrong_state` at `id` for one that is not approved or that a sale or return has.
 */
export async function settleCardPayment(
  ctx: WriteCtx,
  { id, reason }: SettleCardPayment,
): Promise<CardPayment> {
  const { cardPayment } = ctx.t;
  const row = await getRow(ctx, id);
  const [settled] = await ctx.db
    .update(cardPayment)
    .set({ state: "settled", message: reason })
    .where(
      and(eq(cardPayment.key, id), eq(cardPayment.state, "approved"), isNull(cardPayment.saleId)),
    )
    .returning();
  if (settled === undefined) throw wrongState(row, "id");
  await recordAudit(ctx, {
    action: "cardPayments.settle",
    entity: "cardPayment",
    entityId: id,
    before: { state: row.state },
    after: { state: settled.state, kind: row.kind, amountMinor: row.amountMinor },
    reason,
  });
  ctx.changed("cardPayments", id);
  return toCardPayment(settled);
}

function wrongState({ key, saleId }: CardPaymentRow, path: string) {
  const state = saleId === null ? "not_approved" : "saved";
  return refuse("wrong_state", { entity: "cardPayment", id: key, state }, path);
}

/** Refuses 404 `not_found` at `id`. */
export async function getCardPayment(
  ctx: ReadCtx,
  input: { readonly id: string },
): Promise<CardPayment> {
  return toCardPayment(await getRow(ctx, input.id));
}

/** The payments that need attention. */
export async function listCardPayments(ctx: ReadCtx): Promise<CardPayments> {
  const { cardPayment } = ctx.t;
  const rows = await ctx.db
    .select()
    .from(cardPayment)
    .where(
      or(
        inArray(cardPayment.state, ["started", "unknown"]),
        and(eq(cardPayment.state, "approved"), isNull(cardPayment.saleId)),
      ),
    )
    .orderBy(desc(cardPayment.id))
    .limit(MOST_LISTED);
  return { items: rows.map(toCardPayment) };
}

interface Use {
  readonly key: string;
  readonly kind: CardPaymentKind;
  readonly amountMinor: Minor;
  readonly saleId: number;
  /** The field of the sale's input. */
  readonly path: string;
}

/**
 * Makes an approved payment part of a sale or return, once. Refuses 404 `not_found` at the field for another amount or
 * direction, and 409 `wrong_state` for one that is not approved or belongs to another sale.
 */
export async function spendCardPayment(ctx: WriteCtx, use: Use): Promise<void> {
  const { key, kind, amountMinor, saleId, path } = use;
  const row = await findRow(ctx, key);
  if (row === null || row.kind !== kind || row.amountMinor !== amountMinor)
    throw refuse("not_found", { entity: "cardPayment", id: key }, path);
  const { cardPayment } = ctx.t;
  const spent = await ctx.db
    .update(cardPayment)
    .set({ saleId })
    .where(
      and(eq(cardPayment.key, key), eq(cardPayment.state, "approved"), isNull(cardPayment.saleId)),
    )
    .returning({ id: cardPayment.id });
  if (spent.length === 1) return ctx.changed("cardPayments", key);
  throw wrongState(row, path);
}

/** What the terminal took for a sale. A void does not pay it back: the customer must be present for that. */
export async function takenByTerminal({ db, t }: ReadCtx, saleId: SaleId): Promise<Minor> {
  const { cardPayment, sale } = t;
  const rows = await db
    .select({ amountMinor: cardPayment.amountMinor })
    .from(cardPayment)
    .innerJoin(sale, eq(sale.id, cardPayment.saleId))
    .where(and(eq(sale.publicId, saleId), eq(cardPayment.kind, "pay")));
  return sumMinor(rows.map(({ amountMinor }) => amountMinor));
}

async function findRow(ctx: ReadCtx, key: string): Promise<CardPaymentRow | null> {
  const [row] = await ctx.db.select().from(ctx.t.cardPayment).where(eq(ctx.t.cardPayment.key, key));
  return row ?? null;
}

async function getRow(ctx: ReadCtx, key: string): Promise<CardPaymentRow> {
  const row = await findRow(ctx, key);
  if (row === null) throw refuse("not_found", { entity: "cardPayment", id: key }, "id");
  return row;
}

function toCardPayment(row: CardPaymentRow): CardPayment {
  const { key, kind, state, amountMinor, reference, message, saleId, startedAt } = row;
  return {
    id: key,
    kind,
    state,
    amountMinor,
    reference,
    message,
    used: saleId !== null,
    startedAt: isoInstant(startedAt),
  };
}
