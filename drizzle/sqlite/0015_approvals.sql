CREATE TABLE `approval` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`needs` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`receipt_number` text,
	`asked_by` integer NOT NULL,
	`asked_by_name` text NOT NULL,
	`device_id` integer,
	`asked_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`decision` text,
	`decided_by` integer,
	`decided_by_name` text,
	`decided_at` integer,
	`method` text,
	`used_at` integer,
	`sale_id` integer,
	FOREIGN KEY (`asked_by`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`decided_by`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sale_id`) REFERENCES `sale`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "approval_used" CHECK("approval"."used_at" IS NULL OR "approval"."decision" = 'approved'),
	CONSTRAINT "approval_decided" CHECK(("approval"."decision" IS NULL) = ("approval"."decided_by" IS NULL)),
	CONSTRAINT "approval_amount_minor_whole" CHECK("approval"."amount_minor" = CAST("approval"."amount_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `approval_public_id_unique` ON `approval` (`public_id`);--> statement-breakpoint
CREATE INDEX `approval_sale` ON `approval` (`sale_id`);