CREATE TABLE `import_batch` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`file_hash` text NOT NULL,
	`file_name` text NOT NULL,
	`sheet` text,
	`kind` text NOT NULL,
	`source` text NOT NULL,
	`state` text NOT NULL,
	`columns` text NOT NULL,
	`options` text NOT NULL,
	`new_rows` integer NOT NULL,
	`changed_rows` integer NOT NULL,
	`unchanged_rows` integer NOT NULL,
	`wrong_rows` integer NOT NULL,
	`ignored_rows` integer NOT NULL,
	`warned_rows` integer NOT NULL,
	`progress` integer NOT NULL,
	`failed_rows` integer NOT NULL,
	`kept_rows` integer NOT NULL,
	`stock_milli` integer NOT NULL,
	`retail_minor` integer NOT NULL,
	`skip_wrong` integer NOT NULL,
	`failure` text,
	`categories` text NOT NULL,
	`created_by` integer NOT NULL,
	`created_at` integer NOT NULL,
	`alive_at` integer NOT NULL,
	`finished_at` integer,
	`undone_by` integer,
	`undone_at` integer,
	FOREIGN KEY (`created_by`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`undone_by`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "import_batch_stock_milli_whole" CHECK("import_batch"."stock_milli" = CAST("import_batch"."stock_milli" AS BIGINT)),
	CONSTRAINT "import_batch_retail_minor_whole" CHECK("import_batch"."retail_minor" = CAST("import_batch"."retail_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `import_batch_public_id_unique` ON `import_batch` (`public_id`);--> statement-breakpoint
CREATE INDEX `import_batch_state` ON `import_batch` (`state`);--> statement-breakpoint
CREATE TABLE `import_mapping` (
	`headings_hash` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`source` text NOT NULL,
	`columns` text NOT NULL,
	`options` text NOT NULL,
	`used_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `import_row` (
	`batch_id` integer NOT NULL,
	`row_no` integer NOT NULL,
	`state` text NOT NULL,
	`result` text NOT NULL,
	`warned` integer NOT NULL,
	`row_key` text NOT NULL,
	`data` text NOT NULL,
	`stock_milli` integer NOT NULL,
	`retail_minor` integer NOT NULL,
	`entity_id` text,
	`entity_version` integer,
	`documents` text NOT NULL,
	PRIMARY KEY(`batch_id`, `row_no`),
	FOREIGN KEY (`batch_id`) REFERENCES `import_batch`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "import_row_no" CHECK("import_row"."row_no" > 0),
	CONSTRAINT "import_row_stock_milli_whole" CHECK("import_row"."stock_milli" = CAST("import_row"."stock_milli" AS BIGINT)),
	CONSTRAINT "import_row_retail_minor_whole" CHECK("import_row"."retail_minor" = CAST("import_row"."retail_minor" AS BIGINT))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `import_row_state` ON `import_row` (`batch_id`,`state`,`row_no`);--> statement-breakpoint
CREATE INDEX `import_row_key` ON `import_row` (`batch_id`,`row_key`);