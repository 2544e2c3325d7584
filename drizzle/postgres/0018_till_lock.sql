ALTER TABLE "session" ADD COLUMN "active_at" bigint;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "lock_after_minutes" bigint DEFAULT 0 NOT NULL;