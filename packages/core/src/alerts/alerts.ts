import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type {
  Alert,
  AlertCounts,
  AlertPage,
  AlertsChanged,
  DismissAlert,
  ListAlerts,
  ReopenAlert,
  SnoozeAlert,
  UpdateAlerts,
} from "@daybook/contract/alerts";
import type { AlertId } from "@daybook/contract/ids";
import { prepared } from "@daybook/db/statement";
import { recordAudit } from "../writes/audit.ts";
import type { ReadCtx, WriteCtx } from "../context/context.ts";
import { decodeCursor, pageOf } from "../lists/cursor.ts";
import { refuse, refuseField } from "../errors/domain-error.ts";
import { applyToMany } from "../records/apply-to-many.ts";
import { DAY_MS, isoInstant, isoInstantOrNull } from "../context/instants.ts";
import { isOpenAlert } from "./open-alerts.ts";
import { stockPosition } from "./stock-position.ts";

const LONGEST_SNOOZE_DAYS = 366;

/** Low-stock alerts, newest first; `open` means active, dismissed or snoozed. Refuses 400 at `cursor`. */
export async function listAlerts(ctx: ReadCtx, input: ListAlerts): Promise<AlertPage> {
  const { alert, product } = ctx.t;
  const rows = await selectAlerts(
    ctx,
    and(
      statusIs(ctx, input.status),
      input.productId === undefined ? undefined : eq(product.publicId, input.productId),
      input.cursor === undefined
        ? undefined
        : lt(alert.id, decodeCursor(input.cursor, ["number"])[0]),
    ),
    input.limit + 1,
  );
  return pageOf(rows, input.limit, toAlert, (row) => [row.rowId]);
}

function statusIs({ t }: ReadCtx, status: ListAlerts["status"]): SQL | undefined {
  if (status === "all") return undefined;
  if (status === "open") return isOpenAlert(t);
  return eq(t.alert.status, status);
}

/** The number of open alerts by state. */
export async function countAlerts(ctx: ReadCtx): Promise<AlertCounts> {
  const { alert } = ctx.t;
  const rows = await ctx.db
    .select({ status: alert.status, count: sql`count(*)`.mapWith(Number) })
    .from(alert)
    .where(isOpenAlert(ctx.t))
    .groupBy(alert.status);
  const countOf = (status: Alert["status"]) =>
    rows.find((row) => row.status === status)?.count ?? 0;
  return {
    active: countOf("active"),
    dismissed: countOf("dismissed"),
    snoozed: countOf("snoozed"),
  };
}

/**
 * Dismisses an alert: it stays silent until stock recovers.
 * Refuses 404 `not_found` at `id`, 409 `wrong_state` unless it is active or snoozed.
 */
export async function dismissAlert(ctx: WriteCtx, input: DismissAlert): Promise<Alert> {
  return handleOne(ctx, input.id, answerOf(ctx, { status: "dismissed" }));
}

/**
 * Undoes a dismissal or a snooze: the alert becomes active again.
 * Refuses 404 `not_found` at `id`, 409 `wrong_state` unless it is dismissed or snoozed.
 */
export async function reopenAlert(ctx: WriteCtx, input: ReopenAlert): Promise<Alert> {
  return handleOne(ctx, input.id, answerOf(ctx, { status: "active" }));
}

/**
 * Snoozes an alert: it stays silent until the given time and then becomes active once. A snoozed alert can be given
 * another time. Refuses 400 at `until` unless it is within the next year, 404 `not_found` at `id`, 409 `wrong_state`
 * unless it is active or snoozed.
 */
export async function snoozeAlert(ctx: WriteCtx, { id, until }: SnoozeAlert): Promise<Alert> {
  return handleOne(ctx, id, answerOf(ctx, { status: "snoozed", snoozedUntil: until }, "until"));
}

/**
 * Changes the state of many alerts. Alerts whose state does not allow it are left unchanged. Refuses 400 at
 * `set.snoozedUntil` unless it is within the next year and 404 `not_found` at `ids.N`; then none is changed.
 */
export async function updateAlerts(ctx: WriteCtx, input: UpdateAlerts): Promise<AlertsChanged> {
  const to = answerOf(ctx, input.set, "set.snoozedUntil");
  const answered = await applyToMany(
    input.ids,
    async (id) => (await handle(ctx, id, to))?.id ?? null,
    (index) => `ids.${index}`,
  );
  const ids = answered.filter((id) => id !== null);
  return { changed: ids.length, ids };
}

interface Handling {
  readonly action: string;
  readonly status: "active" | "dismissed" | "snoozed";
  readonly snoozedUntil: number | null;
  /** The states from which the change is possible. */
  readonly from: readonly Alert["status"][];
}

function answerOf(ctx: WriteCtx, set: UpdateAlerts["set"], path = "until"): Handling {
  const { status } = set;
  if (status === "active")
    return { action: "alerts.reopen", status, snoozedUntil: null, from: ["dismissed", "snoozed"] };
  if (status === "dismissed")
    return { action: "alerts.dismiss", status, snoozedUntil: null, from: ["active", "snoozed"] };
  const until = Date.parse(set.snoozedUntil ?? "");
  if (!(until > ctx.now && until <= ctx.now + LONGEST_SNOOZE_DAYS * DAY_MS))
    throw refuseField(path, "not_ahead", { days: LONGEST_SNOOZE_DAYS });
  return { action: "alerts.snooze", status, snoozedUntil: until, from: ["active", "snoozed"] };
}

async function handleOne(ctx: WriteCtx, id: AlertId, to: Handling): Promise<Alert> {
  const answered = await handle(ctx, id, to);
  if (answered !== null) return answered;
  const { status } = await getAlertRow(ctx, id);
  throw refuse("wrong_state", { entity: "alert", id, state: status }, "id");
}

/** Null if the state of the alert does not allow the change. */
async function handle(ctx: WriteCtx, id: AlertId, to: Handling): Promise<Alert | null> {
  const before = await getAlertRow(ctx, id);
  if (!to.from.includes(before.status)) return null;
  const moved = await statements(ctx).answer.execute({
    id: before.rowId,
    was: before.status,
    version: before.version,
    status: to.status,
    snoozedUntil: to.snoozedUntil,
    handledBy: ctx.actor.userId,
  });
  // Another request or a stock change was faster: read the current state again.
  if (moved.length === 0) return handle(ctx, id, to);
  const after = toAlert(await getAlertRow(ctx, id));
  await recordAudit(ctx, {
    action: to.action,
    entity: "alert",
    entityId: id,
    before: { status: before.status, snoozedUntil: isoInstantOrNull(before.snoozedUntil) },
    after: { status: after.status, snoozedUntil: after.snoozedUntil },
  });
  ctx.changed("alerts", id);
  return after;
}

// A thousand at a time: building a statement for each would take longer than running it.
const statements = prepared((db, t) => ({
  byId: selectAlerts({ db, t }, eq(t.alert.publicId, sql.placeholder("id")), 1).prepare(),
  answer: db
    .update(t.alert)
    .set({
      status: sql`${sql.placeholder("status")}`,
      snoozedUntil: sql`${sql.placeholder("snoozedUntil")}`,
      handledBy: sql`${sql.placeholder("handledBy")}`,
      version: sql`${t.alert.version} + 1`,
    })
    .where(
      and(
        eq(t.alert.id, sql.placeholder("id")),
        eq(t.alert.status, sql.placeholder("was")),
        eq(t.alert.version, sql.placeholder("version")),
      ),
    )
    .returning({ id: t.alert.id })
    .prepare(),
}));

async function getAlertRow(ctx: ReadCtx, id: string): Promise<AlertRow> {
  const [row] = await statements(ctx).byId.execute({ id });
  if (row === undefined) throw refuse("not_found", { entity: "alert", id }, "id");
  return row;
}

type AlertRow = Awaited<ReturnType<typeof selectAlerts>>[number];

function selectAlerts(
  { db, t }: Pick<ReadCtx, "db" | "t">,
  wanted: SQL | undefined,
  limit: number,
) {
  const { alert, product, location, reorderRule } = t;
  return db
    .select({
      rowId: alert.id,
      id: alert.publicId,
      type: alert.type,
      status: alert.status,
      severity: alert.severity,
      version: alert.version,
      productId: product.publicId,
      sku: product.sku,
      productName: product.name,
      locationId: location.publicId,
      locationName: location.name,
      positionMilli: stockPosition(t, alert),
      reorderPointMilli: reorderRule.reorderPointMilli,
      openedAt: alert.openedAt,
      resolvedAt: alert.resolvedAt,
      snoozedUntil: alert.snoozedUntil,
    })
    .from(alert)
    .innerJoin(product, eq(product.id, alert.productId))
    .leftJoin(location, eq(location.id, alert.locationId))
    .leftJoin(
      reorderRule,
      and(eq(reorderRule.productId, alert.productId), eq(reorderRule.locationId, alert.locationId)),
    )
    .where(wanted)
    .orderBy(desc(alert.id))
    .limit(limit);
}

function toAlert(row: AlertRow): Alert {
  return {
    id: row.id,
    type: row.type,
    status: row.status,
    severity: row.severity,
    product: { id: row.productId, sku: row.sku, name: row.productName },
    location:
      row.locationId === null || row.locationName === null
        ? null
        : { id: row.locationId, name: row.locationName },
    positionMilli: row.positionMilli,
    reorderPointMilli: row.reorderPointMilli,
    openedAt: isoInstant(row.openedAt),
    resolvedAt: isoInstantOrNull(row.resolvedAt),
    snoozedUntil: isoInstantOrNull(row.snoozedUntil),
  };
}
