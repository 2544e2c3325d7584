/** Requests for approvals: making them, deciding them, and using them once. */
import { and, eq, isNull } from "drizzle-orm";
import { APPROVAL_MS, PERMISSION_TO_APPROVE } from "@daybook/contract/approvals";
import type { Approval, ApprovalMethod, DecideApproval } from "@daybook/contract/approvals";
import type { AskedAction } from "@daybook/contract/approval-requests";
import type { ApprovalId, UserId } from "@daybook/contract/ids";
import type { Minor } from "@daybook/contract/money";
import { LimitName, limitOf } from "@daybook/contract/role-limits";
import { newId } from "@daybook/contract/uuid";
import type { Tables } from "@daybook/db/types";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { isoInstant, isoInstantOrNull } from "../context/instants.ts";
import { assert, refuse } from "../errors/domain-error.ts";
import { recordAudit } from "../writes/audit.ts";
import { limitsOfActor, refuseNeeds } from "./needs.ts";
import type { Need } from "./needs.ts";
import { subjectOf } from "./subject-of.ts";

type Row = Tables["approval"]["$inferSelect"];

/** What someone asks, as the rules of the action see it. */
export interface Asked {
  readonly needs: readonly Need[];
  readonly amountMinor: Minor;
  readonly receiptNumber: string | null;
}

/** Writes a request for the approval of one action. */
export async function insertApproval(
  ctx: WriteCtx,
  action: AskedAction,
  { needs, amountMinor, receiptNumber }: Asked,
): Promise<Approval> {
  const [row] = await ctx.db
    .insert(ctx.t.approval)
    .values({
      publicId: newId<ApprovalId>(ctx.now),
      action: action.action,
      subject: subjectOf(action),
      needs: needs.map(({ need, asked, most }) => ({ need, asked, most })),
      amountMinor,
      receiptNumber,
      askedBy: ctx.actor.userId,
      askedByName: ctx.actor.name,
      deviceId: ctx.actor.deviceId,
      askedAt: ctx.now,
      expiresAt: ctx.now + APPROVAL_MS,
    })
    .returning();
  assert(row !== undefined, "an insert returns its row");
  await recordAudit(ctx, {
    action: "approvals.request",
    entity: "approval",
    entityId: row.publicId,
    after: { action: row.action, amountMinor, needs: row.needs.map(({ need }) => need) },
  });
  ctx.changed("approvals", row.publicId);
  return shown(ctx, row);
}

/** A request and its decision. Refuses 404 at `id`. */
export async function getApproval(
  ctx: ReadCtx,
  { id }: { readonly id: ApprovalId },
): Promise<Approval> {
  return shown(ctx, await rowOf(ctx, id));
}

/**
 * Decides a request as the actor, who is present: a key of a person approves nothing (403 `forbidden`). Refuses 404, 409
 * `approval_invalid` if it is decided or has expired, and 403 `forbidden` or `needs_approval` if the actor may not do it
 * alone; the person who asked may always decline.
 */
export async function decideApproval(
  ctx: WriteCtx,
  { id, decision }: Pick<DecideApproval, "id" | "decision">,
  method: ApprovalMethod,
): Promise<Approval> {
  if (ctx.actor.apiKeyId !== null) throw refuse("forbidden", { permission: "sales.ringUp" });
  const row = await rowOf(ctx, id);
  if (row.decision !== null || ctx.now >= row.expiresAt) throw invalid("id");
  // The person who asked may take the request back; others need the right to decide it.
  if (decision === "approved" || ctx.actor.userId !== row.askedBy) await requireRights(ctx, row);
  const decided = {
    decision,
    decidedBy: ctx.actor.userId,
    decidedByName: ctx.actor.name,
    decidedAt: ctx.now,
    method,
  };
  const { approval } = ctx.t;
  const [after] = await ctx.db
    .update(approval)
    .set(decided)
    .where(and(eq(approval.id, row.id), isNull(approval.decision)))
    .returning();
  // Someone else has decided at the same moment.
  if (after === undefined) throw invalid("id");
  await recordAudit(ctx, {
    action: decision === "approved" ? "approvals.approve" : "approvals.decline",
    entity: "approval",
    entityId: id,
    after: { action: row.action, amountMinor: row.amountMinor, askedBy: row.askedByName, method },
  });
  ctx.changed("approvals", id);
  return shown(ctx, after);
}

/** Only someone who can do it alone may approve it. */
async function requireRights(ctx: WriteCtx, { needs }: Row): Promise<void> {
  const { roles, limits } = await limitsOfActor(ctx);
  for (const { need, asked } of needs) {
    const permission = PERMISSION_TO_APPROVE[need];
    if (!ctx.actor.permissions.has(permission)) throw refuse("forbidden", { permission }, "id");
    const limit = LimitName.safeParse(need);
    const most = limit.success ? limitOf(roles, limit.data, limits) : null;
    if (most !== null && asked > most) throw refuse("needs_approval", { need, asked, most }, "id");
  }
}

/** The clocks of a till and the server may differ by this much. */
const CLOCKS_MS = 60_000;

/** An approval that is about to be used. */
export interface GrantedApproval {
  readonly rowId: number;
  readonly by: { readonly id: UserId; readonly name: string };
  readonly method: ApprovalMethod;
  readonly needs: ReadonlySet<Need["need"]>;
}

interface ToSettle {
  readonly asked: AskedAction;
  readonly needs: readonly Need[];
  /** When it is used: the time of the action, if the server was away then. */
  readonly at?: number;
}

/**
 * The approval that covers what an action needs; null if it needs none. Refuses 403 `needs_approval` without one, and
 * 409 `approval_invalid` at `approvalId` for one that is for something else or someone else, not given, used or expired. The caller
 * must spend it in the same transaction.
 */
export async function settleApproval(
  ctx: WriteCtx,
  { asked, needs, at = ctx.now }: ToSettle,
): Promise<GrantedApproval | null> {
  const { approvalId } = asked.input;
  if (approvalId === undefined) {
    refuseNeeds(needs);
    return null;
  }
  const { approval, appUser } = ctx.t;
  const [found] = await ctx.db
    .select({ row: approval, by: appUser.publicId })
    .from(approval)
    .innerJoin(appUser, eq(appUser.id, approval.decidedBy))
    .where(eq(approval.publicId, approvalId));
  if (found === undefined) throw invalid("approvalId");
  const { row, by } = found;
  const same =
    row.action === asked.action &&
    row.subject === subjectOf(asked) &&
    row.askedBy === ctx.actor.userId;
  const wasGiven =
    row.decision === "approved" && row.decidedAt !== null && row.decidedAt <= at + CLOCKS_MS;
  const fresh = wasGiven && row.usedAt === null && at < row.expiresAt;
  if (!same || !fresh || !covers(row, needs)) throw invalid("approvalId");
  assert(row.method !== null && row.decidedByName !== null, "a decision names its person");
  return {
    rowId: row.id,
    by: { id: by, name: row.decidedByName },
    method: row.method,
    needs: new Set(row.needs.map(({ need }) => need)),
  };
}

/** A list price or a limit may have changed since. */
function covers({ needs: approved }: Row, needs: readonly Need[]): boolean {
  return needs.every(({ need, asked }) =>
    approved.some((one) => one.need === need && one.asked >= asked),
  );
}

/** Uses an approval for a sale or return, or for something without one (null), once. Refuses 409 `approval_invalid` if another action was faster. */
export async function spendApproval(
  ctx: WriteCtx,
  granted: GrantedApproval | null,
  saleId: number | null,
): Promise<void> {
  if (granted === null) return;
  const { approval } = ctx.t;
  const spent = await ctx.db
    .update(approval)
    .set({ usedAt: ctx.now, saleId })
    .where(and(eq(approval.id, granted.rowId), isNull(approval.usedAt)))
    .returning({ publicId: approval.publicId });
  if (spent.length === 0) throw invalid("approvalId");
  ctx.changed("approvals", ...spent.map(({ publicId }) => publicId));
}

/** The approvals that a sale or return used, oldest first. */
export async function approvalsOfSale(ctx: ReadCtx, saleId: number) {
  const { approval, appUser } = ctx.t;
  return ctx.db
    .select({
      action: approval.action,
      by: { id: appUser.publicId, name: approval.decidedByName },
      method: approval.method,
    })
    .from(approval)
    .innerJoin(appUser, eq(appUser.id, approval.decidedBy))
    .where(eq(approval.saleId, saleId))
    .orderBy(approval.id)
    .then((rows) =>
      rows.map(({ action, by: { id, name }, method }) => {
        assert(name !== null && method !== null, "a used approval was decided");
        return { action, by: { id, name }, method };
      }),
    );
}

function invalid(path: string) {
  return refuse("approval_invalid", {}, path);
}

async function rowOf(ctx: ReadCtx, id: ApprovalId): Promise<Row> {
  const { approval } = ctx.t;
  const [row] = await ctx.db.select().from(approval).where(eq(approval.publicId, id));
  if (row === undefined) throw refuse("not_found", { entity: "approval", id }, "id");
  return row;
}

async function shown(ctx: ReadCtx, row: Row): Promise<Approval> {
  const { appUser } = ctx.t;
  const people = await ctx.db.select({ id: appUser.id, publicId: appUser.publicId }).from(appUser);
  const named = (rowId: number | null, name: string | null) => {
    const person = people.find(({ id }) => id === rowId);
    return person === undefined || name === null ? null : { id: person.publicId, name };
  };
  const askedBy = named(row.askedBy, row.askedByName);
  assert(askedBy !== null, "a person is never deleted");
  return {
    id: row.publicId,
    action: row.action,
    needs: row.needs,
    amountMinor: row.amountMinor,
    receiptNumber: row.receiptNumber,
    state: stateOf(row, ctx.now),
    askedBy,
    askedAt: isoInstant(row.askedAt),
    expiresAt: isoInstant(row.expiresAt),
    decidedBy: named(row.decidedBy, row.decidedByName),
    decidedAt: isoInstantOrNull(row.decidedAt),
    method: row.method,
  };
}

function stateOf({ decision, usedAt, expiresAt }: Row, now: number): Approval["state"] {
  if (usedAt !== null) return "used";
  if (decision === "declined") return "declined";
  if (now >= expiresAt) return "expired";
  return decision ?? "open";
}
