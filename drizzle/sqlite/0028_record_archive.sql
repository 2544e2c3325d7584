CREATE TABLE `record_archive` (
	`id` integer PRIMARY KEY NOT NULL,
	`before_date` text NOT NULL,
	`file_name` text NOT NULL,
	`sha256` text NOT NULL,
	`size_bytes` integer NOT NULL,
	`counts` text NOT NULL,
	`moved_at` integer NOT NULL,
	CONSTRAINT "record_archive_only_one" CHECK("record_archive"."id" = 1)
) STRICT;
