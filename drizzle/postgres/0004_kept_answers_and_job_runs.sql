CREATE TABLE "job_run" (
	"name" text PRIMARY KEY NOT NULL,
	"ran_at" bigint NOT NULL
);
--> statement-breakpoint
ALTER TABLE "idempotency_key" ADD COLUMN "form" bigint DEFAULT 0 NOT NULL;