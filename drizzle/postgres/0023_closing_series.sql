ALTER TABLE "closing" ADD COLUMN "series" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "closing_series" bigint DEFAULT 1 NOT NULL;