ALTER TABLE "device" ADD COLUMN "token_hash" text;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "last_used_at" bigint;--> statement-breakpoint
ALTER TABLE "device" ADD COLUMN "version" bigint DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "sale" ADD COLUMN "till_name" text;--> statement-breakpoint
ALTER TABLE "device" ADD CONSTRAINT "device_token_hash_unique" UNIQUE("token_hash");--> statement-breakpoint
ALTER TABLE "device" ALTER COLUMN "id" SET START WITH 2 RESTART WITH 2;