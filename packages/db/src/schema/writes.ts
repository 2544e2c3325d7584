import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { id, instant } from "../columns.ts";
import { apiKey, appUser } from "./users.ts";
import { device } from "./shop.ts";

/** The audit log: who changed what, with the row before and after. Append-only. */
export const auditEntry = sqliteTable(
  "audit_entry",
  {
    id: id(),
    at: instant("at").notNull(),
    userId: integer("user_id").references(() => appUser.id),
    deviceId: integer("device_id").references(() => device.id),
    apiKeyId: integer("api_key_id").references(() => apiKey.id),
    action: text("action").notNull(),
    entity: text("entity").notNull(),
    entityId: text("entity_id").notNull(),
    before: text("before", { mode: "json" }).$type<unknown>(),
    after: text("after", { mode: "json" }).$type<unknown>(),
    reason: text("reason").notNull(),
    requestId: text("request_id").notNull(),
  },
  (t) => [index("audit_entity").on(t.entity, t.entityId)],
);

/** The outbox: changes in commit order. Live screens, webhooks and device sync read it by cursor. Append-only. */
export const outboxEvent = sqliteTable("outbox_event", {
  seq: integer("seq").primaryKey({ autoIncrement: true }),
  topic: text("topic").notNull(),
  ids: text("ids", { mode: "json" }).$type<string[]>().notNull(),
  at: instant("at").notNull(),
});

/** The first answer to every write, so a repeated request with the same key and body returns it and writes nothing. */
export const idempotencyKey = sqliteTable(
  "idempotency_key",
  {
    key: text("key").primaryKey(),
    userId: integer("user_id")
      .notNull()
      .references(() => appUser.id),
    route: text("route").notNull(),
    bodyHash: text("body_hash").notNull(),
    response: text("response").notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    /**
     * The format of hash and answer, as defined by `kept-answers.ts` in core; 0 for rows from before formats existed.
     */
    form: integer("form").notNull().default(0),
  },
  (t) => [index("idempotency_expiry").on(t.expiresAt)],
);

/** When a daily job last ran, so a computer that is off every night still runs it once a day. */
export const jobRun = sqliteTable("job_run", {
  name: text("name").primaryKey(),
  ranAt: instant("ran_at").notNull(),
});
