ALTER TABLE "shop" ADD COLUMN "country" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "retention_years" bigint DEFAULT 10 NOT NULL;