/** Contracts of low-stock alerts. */
import { z } from "zod";
import { Instant, MOST_AT_ONCE, WriteKey } from "./fields.ts";
import { AlertId, ProductId } from "./ids.ts";
import { page, pageInput } from "./paging.ts";
import { Milli } from "./quantity.ts";
import { rule } from "./rules.ts";

/**
 * `dismissed` stays silent until stock recovers; `snoozed` becomes active again at a set time; `resolved` is set when
 * stock is back.
 */
export const AlertStatus = z.enum(["active", "dismissed", "snoozed", "resolved"]);
export type AlertStatus = z.infer<typeof AlertStatus>;

export const ListAlerts = z.strictObject({
  ...pageInput,
  status: z.enum(["open", "active", "dismissed", "snoozed", "resolved", "all"]).default("open"),
  productId: ProductId.optional(),
});
export type ListAlerts = z.infer<typeof ListAlerts>;

export const DismissAlert = z.strictObject({ key: WriteKey, id: AlertId });
export type DismissAlert = z.infer<typeof DismissAlert>;

export const SnoozeAlert = z.strictObject({ key: WriteKey, id: AlertId, until: Instant });
export type SnoozeAlert = z.infer<typeof SnoozeAlert>;

/** Undoes a dismissal or a snooze: the alert becomes active again. */
export const ReopenAlert = z.strictObject({ key: WriteKey, id: AlertId });
export type ReopenAlert = z.infer<typeof ReopenAlert>;

/**
 * Changes the state of many alerts. Alerts that are already resolved or were changed by someone else are left
 * unchanged.
 */
export const UpdateAlerts = z.strictObject({
  key: WriteKey,
  ids: z.array(AlertId).min(1, rule("nothing_chosen")).max(MOST_AT_ONCE),
  set: z
    .strictObject({
      status: z.enum(["active", "dismissed", "snoozed"]),
      snoozedUntil: Instant.optional().describe("Given with `snoozed`, and only then"),
    })
    .refine(({ status, snoozedUntil }) => (status === "snoozed") === (snoozedUntil !== undefined), {
      path: ["snoozedUntil"],
      error: rule("snooze_end_required"),
    }),
});
export type UpdateAlerts = z.infer<typeof UpdateAlerts>;

/** The ids of the changed alerts; the others had already changed state. */
export const AlertsChanged = z.strictObject({ changed: z.int(), ids: z.array(AlertId) });
export type AlertsChanged = z.infer<typeof AlertsChanged>;

const Named = z.strictObject({ id: z.string(), name: z.string() });

/** `location` is null for a rule for the whole shop. */
export const Alert = z.strictObject({
  id: AlertId,
  type: z.literal("low_stock"),
  status: AlertStatus,
  severity: z.enum(["low", "out"]),
  product: z.strictObject({ id: z.string(), sku: z.string(), name: z.string() }),
  location: Named.nullable(),
  positionMilli: Milli.describe(
    "On hand in places that are sold from; what is reserved or on order is not known here yet",
  ),
  reorderPointMilli: Milli.nullable(),
  openedAt: Instant,
  resolvedAt: Instant.nullable(),
  snoozedUntil: Instant.nullable(),
});
export type Alert = z.infer<typeof Alert>;
export const AlertPage = page(Alert);
export type AlertPage = z.infer<typeof AlertPage>;
export const AlertCounts = z.strictObject({
  active: z.int(),
  dismissed: z.int(),
  snoozed: z.int(),
});
export type AlertCounts = z.infer<typeof AlertCounts>;
