CREATE TABLE `job_run` (
	`name` text PRIMARY KEY NOT NULL,
	`ran_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
ALTER TABLE `idempotency_key` ADD `form` integer DEFAULT 0 NOT NULL;