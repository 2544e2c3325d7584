CREATE TABLE `cash_count` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`session_id` integer NOT NULL,
	`counted_by` integer NOT NULL,
	`counted_by_name` text NOT NULL,
	`at` integer NOT NULL,
	`pieces` text,
	FOREIGN KEY (`session_id`) REFERENCES `drawer_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`counted_by`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `cash_count_public_id_unique` ON `cash_count` (`public_id`);--> statement-breakpoint
CREATE INDEX `cash_count_session` ON `cash_count` (`session_id`,`id`);--> statement-breakpoint
CREATE TABLE `cash_count_line` (
	`count_id` integer NOT NULL,
	`tender` text NOT NULL,
	`tender_name` text NOT NULL,
	`counted_minor` integer NOT NULL,
	`expected_minor` integer NOT NULL,
	PRIMARY KEY(`count_id`, `tender`),
	FOREIGN KEY (`count_id`) REFERENCES `cash_count`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cash_count_line_counted" CHECK("cash_count_line"."counted_minor" >= 0 OR "cash_count_line"."tender" <> 'cash'),
	CONSTRAINT "cash_count_line_counted_minor_whole" CHECK("cash_count_line"."counted_minor" = CAST("cash_count_line"."counted_minor" AS BIGINT)),
	CONSTRAINT "cash_count_line_expected_minor_whole" CHECK("cash_count_line"."expected_minor" = CAST("cash_count_line"."expected_minor" AS BIGINT))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `cash_entry` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`kind` text NOT NULL,
	`session_id` integer,
	`amount_minor` integer NOT NULL,
	`category` text NOT NULL,
	`reason` text NOT NULL,
	`reference` text NOT NULL,
	`device_id` integer,
	`user_id` integer NOT NULL,
	`user_name` text NOT NULL,
	`at` integer NOT NULL,
	`business_date` text NOT NULL,
	FOREIGN KEY (`session_id`) REFERENCES `drawer_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "cash_entry_amount" CHECK("cash_entry"."amount_minor" > 0),
	CONSTRAINT "cash_entry_of" CHECK(("cash_entry"."kind" = 'deposit') = ("cash_entry"."session_id" IS NULL)),
	CONSTRAINT "cash_entry_amount_minor_whole" CHECK("cash_entry"."amount_minor" = CAST("cash_entry"."amount_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `cash_entry_public_id_unique` ON `cash_entry` (`public_id`);--> statement-breakpoint
CREATE INDEX `cash_entry_session` ON `cash_entry` (`session_id`);--> statement-breakpoint
CREATE INDEX `cash_entry_day` ON `cash_entry` (`business_date`,`id`);--> statement-breakpoint
CREATE TABLE `closing` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`number` integer NOT NULL,
	`session_id` integer NOT NULL,
	`supplement_of` integer,
	`count_id` integer,
	`identity_id` integer NOT NULL,
	`business_date` text NOT NULL,
	`closed_at` integer NOT NULL,
	`closed_by` integer NOT NULL,
	`closed_by_name` text NOT NULL,
	`difference_minor` integer NOT NULL,
	`left_minor` integer NOT NULL,
	`to_safe_minor` integer NOT NULL,
	`reason` text NOT NULL,
	`approved_by_name` text,
	`last_sale_id` integer NOT NULL,
	`body` text NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	FOREIGN KEY (`session_id`) REFERENCES `drawer_session`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`supplement_of`) REFERENCES `closing`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`count_id`) REFERENCES `cash_count`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`identity_id`) REFERENCES `shop_identity`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closed_by`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "closing_left" CHECK("closing"."left_minor" >= 0 AND "closing"."to_safe_minor" >= 0),
	CONSTRAINT "closing_counted" CHECK(("closing"."supplement_of" IS NULL) = ("closing"."count_id" IS NOT NULL)),
	CONSTRAINT "closing_difference_minor_whole" CHECK("closing"."difference_minor" = CAST("closing"."difference_minor" AS BIGINT)),
	CONSTRAINT "closing_left_minor_whole" CHECK("closing"."left_minor" = CAST("closing"."left_minor" AS BIGINT)),
	CONSTRAINT "closing_to_safe_minor_whole" CHECK("closing"."to_safe_minor" = CAST("closing"."to_safe_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `closing_public_id_unique` ON `closing` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `closing_number_unique` ON `closing` (`number`);--> statement-breakpoint
CREATE UNIQUE INDEX `closing_session` ON `closing` (`session_id`) WHERE "closing"."supplement_of" IS NULL;--> statement-breakpoint
CREATE INDEX `closing_day` ON `closing` (`business_date`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `closing_hash` ON `closing` (`hash`);--> statement-breakpoint
CREATE TABLE `drawer_session` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`drawer_id` integer NOT NULL,
	`device_id` integer,
	`business_date` text NOT NULL,
	`opened_at` integer NOT NULL,
	`opened_by` integer NOT NULL,
	`opened_by_name` text NOT NULL,
	`left_minor` integer NOT NULL,
	`float_minor` integer NOT NULL,
	`pieces` text,
	FOREIGN KEY (`drawer_id`) REFERENCES `cash_drawer`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`opened_by`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "drawer_session_float" CHECK("drawer_session"."float_minor" >= 0 AND "drawer_session"."left_minor" >= 0),
	CONSTRAINT "drawer_session_left_minor_whole" CHECK("drawer_session"."left_minor" = CAST("drawer_session"."left_minor" AS BIGINT)),
	CONSTRAINT "drawer_session_float_minor_whole" CHECK("drawer_session"."float_minor" = CAST("drawer_session"."float_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `drawer_session_public_id_unique` ON `drawer_session` (`public_id`);--> statement-breakpoint
CREATE INDEX `drawer_session_drawer` ON `drawer_session` (`drawer_id`,`id`);--> statement-breakpoint
CREATE TABLE `cash_drawer` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`name` text NOT NULL,
	`open_session_id` integer,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`deactivated_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `cash_drawer_public_id_unique` ON `cash_drawer` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `cash_drawer_name_unique` ON `cash_drawer` (`name`);--> statement-breakpoint
CREATE UNIQUE INDEX `cash_drawer_open_session_id_unique` ON `cash_drawer` (`open_session_id`);--> statement-breakpoint
ALTER TABLE `sale` ADD `session_id` integer REFERENCES drawer_session(id);--> statement-breakpoint
ALTER TABLE `sale` ADD `late` integer DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX `sale_session` ON `sale` (`session_id`);--> statement-breakpoint
ALTER TABLE `device` ADD `drawer_id` integer REFERENCES cash_drawer(id);