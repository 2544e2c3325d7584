CREATE TABLE `print_job` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`key` text NOT NULL,
	`printer_id` integer NOT NULL,
	`device_id` integer,
	`kind` text NOT NULL,
	`sale_id` text,
	`receipt_number` text,
	`status` text NOT NULL,
	`attempts` integer NOT NULL,
	`problem` text,
	`due_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`created_by` integer,
	`sent_at` integer,
	`done_at` integer,
	FOREIGN KEY (`printer_id`) REFERENCES `printer`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "print_job_attempts" CHECK("print_job"."attempts" >= 0),
	CONSTRAINT "print_job_sale_number" CHECK(("print_job"."sale_id" IS NULL) = ("print_job"."receipt_number" IS NULL))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `print_job_public_id_unique` ON `print_job` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `print_job_key_unique` ON `print_job` (`key`);--> statement-breakpoint
CREATE INDEX `print_job_next` ON `print_job` (`printer_id`,`status`,`id`);--> statement-breakpoint
CREATE INDEX `print_job_status` ON `print_job` (`status`,`due_at`);--> statement-breakpoint
CREATE INDEX `print_job_sale` ON `print_job` (`sale_id`);--> statement-breakpoint
CREATE TABLE `printer` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`name` text NOT NULL,
	`language` text NOT NULL,
	`address` text NOT NULL,
	`paper_mm` integer NOT NULL,
	`columns` integer NOT NULL,
	`text` text NOT NULL,
	`cuts` integer NOT NULL,
	`opens_drawer` integer NOT NULL,
	`drawer_pin` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`deactivated_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `printer_public_id_unique` ON `printer` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `printer_name_unique` ON `printer` (`name`);--> statement-breakpoint
CREATE TABLE `till_printer` (
	`device_id` integer PRIMARY KEY NOT NULL,
	`printer_id` integer NOT NULL,
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`printer_id`) REFERENCES `printer`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
