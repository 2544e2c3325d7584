CREATE TABLE `past_sale` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`number` text NOT NULL,
	`location_id` integer NOT NULL,
	`customer_id` integer,
	`customer_text` text NOT NULL,
	`country` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`business_date` text NOT NULL,
	`hour` integer NOT NULL,
	`lines` integer NOT NULL,
	`units_milli` integer NOT NULL,
	`total_minor` integer NOT NULL,
	FOREIGN KEY (`location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customer`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "past_sale_units_milli_whole" CHECK("past_sale"."units_milli" = CAST("past_sale"."units_milli" AS BIGINT)),
	CONSTRAINT "past_sale_total_minor_whole" CHECK("past_sale"."total_minor" = CAST("past_sale"."total_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `past_sale_public_id_unique` ON `past_sale` (`public_id`);--> statement-breakpoint
CREATE INDEX `past_sale_customer` ON `past_sale` (`customer_id`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `past_sale_number` ON `past_sale` (`business_date`,`location_id`,`number`);--> statement-breakpoint
CREATE TABLE `past_sale_line` (
	`batch_id` integer NOT NULL,
	`row_no` integer NOT NULL,
	`past_sale_id` integer NOT NULL,
	`line_key` text NOT NULL,
	`product_id` integer,
	`sku` text NOT NULL,
	`sku_key` text NOT NULL,
	`name` text NOT NULL,
	`quantity_milli` integer NOT NULL,
	`amount_minor` integer NOT NULL,
	PRIMARY KEY(`batch_id`, `row_no`),
	FOREIGN KEY (`batch_id`) REFERENCES `import_batch`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`past_sale_id`) REFERENCES `past_sale`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "past_sale_line_row" CHECK("past_sale_line"."row_no" > 0),
	CONSTRAINT "past_sale_line_quantity_milli_whole" CHECK("past_sale_line"."quantity_milli" = CAST("past_sale_line"."quantity_milli" AS BIGINT)),
	CONSTRAINT "past_sale_line_amount_minor_whole" CHECK("past_sale_line"."amount_minor" = CAST("past_sale_line"."amount_minor" AS BIGINT))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE UNIQUE INDEX `past_sale_line_line_key_unique` ON `past_sale_line` (`line_key`);--> statement-breakpoint
CREATE INDEX `past_sale_line_sale` ON `past_sale_line` (`past_sale_id`);--> statement-breakpoint
CREATE INDEX `past_sale_line_product` ON `past_sale_line` (`product_id`);--> statement-breakpoint
ALTER TABLE `import_batch` ADD `past_sales` text;--> statement-breakpoint
ALTER TABLE `import_row` ADD `line_key` text;--> statement-breakpoint
ALTER TABLE `import_row` ADD `sale_key` text;--> statement-breakpoint
ALTER TABLE `import_row` ADD `product_unknown` integer DEFAULT false NOT NULL;