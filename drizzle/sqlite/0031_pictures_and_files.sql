CREATE TABLE `product_file` (
	`product_id` integer NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`added_by` integer,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`product_id`, `hash`),
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hash`) REFERENCES `stored_file`(`hash`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `product_file_hash` ON `product_file` (`hash`);--> statement-breakpoint
CREATE TABLE `product_picture` (
	`product_id` integer NOT NULL,
	`position` integer NOT NULL,
	`hash` text NOT NULL,
	`added_by` integer,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`product_id`, `position`),
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hash`) REFERENCES `stored_file`(`hash`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "product_picture_position" CHECK("product_picture"."position" >= 0)
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `product_picture_hash` ON `product_picture` (`hash`);--> statement-breakpoint
CREATE UNIQUE INDEX `product_picture_once` ON `product_picture` (`product_id`,`hash`);--> statement-breakpoint
CREATE TABLE `stored_file` (
	`hash` text PRIMARY KEY NOT NULL,
	`format` text NOT NULL,
	`size` integer NOT NULL,
	`width` integer,
	`height` integer,
	`stored_at` integer NOT NULL,
	`small_hash` text,
	`small` blob,
	`content` blob NOT NULL,
	CONSTRAINT "stored_file_size" CHECK("stored_file"."size" > 0),
	CONSTRAINT "stored_file_small" CHECK(("stored_file"."small" IS NULL) = ("stored_file"."small_hash" IS NULL)),
	CONSTRAINT "stored_file_sides" CHECK(("stored_file"."format" = 'webp') = ("stored_file"."width" IS NOT NULL)),
	CONSTRAINT "stored_file_both_sides" CHECK(("stored_file"."width" IS NULL) = ("stored_file"."height" IS NULL))
) STRICT;
--> statement-breakpoint
CREATE INDEX `stored_file_age` ON `stored_file` (`stored_at`);--> statement-breakpoint
CREATE TABLE `supplier_file` (
	`supplier_id` integer NOT NULL,
	`hash` text NOT NULL,
	`name` text NOT NULL,
	`added_by` integer,
	`added_at` integer NOT NULL,
	PRIMARY KEY(`supplier_id`, `hash`),
	FOREIGN KEY (`supplier_id`) REFERENCES `supplier`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`hash`) REFERENCES `stored_file`(`hash`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`added_by`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `supplier_file_hash` ON `supplier_file` (`hash`);