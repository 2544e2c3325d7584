CREATE TABLE `missing_receipt` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`receipt_number` text NOT NULL,
	`sale_key` text,
	`device_id` integer NOT NULL,
	`seller_name` text NOT NULL,
	`total_minor` integer,
	`occurred_at` integer,
	`reported_at` integer NOT NULL,
	`settled_at` integer,
	`settled_by` integer,
	`reason` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`settled_by`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "missing_receipt_settled" CHECK(("missing_receipt"."settled_at" IS NULL) = ("missing_receipt"."settled_by" IS NULL)),
	CONSTRAINT "missing_receipt_total_minor_whole" CHECK("missing_receipt"."total_minor" = CAST("missing_receipt"."total_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `missing_receipt_public_id_unique` ON `missing_receipt` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `missing_receipt_receipt_number_unique` ON `missing_receipt` (`receipt_number`);--> statement-breakpoint
CREATE UNIQUE INDEX `missing_receipt_sale_key_unique` ON `missing_receipt` (`sale_key`);--> statement-breakpoint
CREATE INDEX `missing_receipt_open` ON `missing_receipt` (`id`) WHERE "missing_receipt"."settled_at" IS NULL;