ALTER TABLE "session" ADD COLUMN "by_pin" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE "session" SET "by_pin" = true WHERE "authenticated_at" = 0;