CREATE TABLE `backup_run` (
	`id` integer PRIMARY KEY NOT NULL,
	`trigger_name` text NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer NOT NULL,
	`file_name` text,
	`size_bytes` integer DEFAULT 0 NOT NULL,
	`sha256` text,
	`schema_version` integer DEFAULT 0 NOT NULL,
	`last_sale_at` integer,
	`counts` text,
	`last_change` integer DEFAULT 0 NOT NULL,
	`last_closing` integer DEFAULT 0 NOT NULL,
	`failure` text,
	`detail` text DEFAULT '' NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `backup_run_started` ON `backup_run` (`started_at`,`id`);--> statement-breakpoint
CREATE INDEX `backup_run_file` ON `backup_run` (`file_name`);--> statement-breakpoint
CREATE TABLE `backup_settings` (
	`id` integer PRIMARY KEY NOT NULL,
	`second_folder` text NOT NULL,
	`recipient` text,
	`locked_identity` text,
	`version` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `restore_drill` (
	`id` integer PRIMARY KEY NOT NULL,
	`file_name` text NOT NULL,
	`started_at` integer NOT NULL,
	`took_ms` integer NOT NULL,
	`ok` integer NOT NULL,
	`problem` text
) STRICT;
