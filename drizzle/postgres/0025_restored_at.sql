ALTER TABLE "shop" ADD COLUMN "restored_at" bigint;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "restored_to" bigint;