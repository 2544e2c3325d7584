CREATE TABLE `till_event` (
	`id` integer PRIMARY KEY NOT NULL,
	`device_id` integer NOT NULL,
	`device_seq` integer NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`business_date` text NOT NULL,
	`user_id` integer NOT NULL,
	`amount_minor` integer NOT NULL,
	`sale_id` integer,
	`detail` text NOT NULL,
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`sale_id`) REFERENCES `sale`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "till_event_seq" CHECK("till_event"."device_seq" > 0),
	CONSTRAINT "till_event_amount" CHECK("till_event"."amount_minor" >= 0),
	CONSTRAINT "till_event_amount_minor_whole" CHECK("till_event"."amount_minor" = CAST("till_event"."amount_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `till_event_key_unique` ON `till_event` (`key`);--> statement-breakpoint
CREATE INDEX `till_event_recorded` ON `till_event` (`device_id`,`recorded_at`);--> statement-breakpoint
CREATE INDEX `till_event_day` ON `till_event` (`business_date`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `till_event_device_seq` ON `till_event` (`device_id`,`device_seq`);--> statement-breakpoint
ALTER TABLE `device` ADD `last_event_seq` integer DEFAULT 0 NOT NULL;