CREATE TABLE `sale_invoice` (
	`id` integer PRIMARY KEY NOT NULL,
	`series` integer NOT NULL,
	`seq` integer NOT NULL,
	`sale_id` integer NOT NULL,
	`buyer_name` text NOT NULL,
	`buyer_address` text NOT NULL,
	`buyer_tax_number` text NOT NULL,
	`user_id` integer NOT NULL,
	`issued_at` integer NOT NULL,
	FOREIGN KEY (`sale_id`) REFERENCES `sale`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sale_invoice_seq" CHECK("sale_invoice"."series" > 0 AND "sale_invoice"."seq" > 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sale_invoice_sale_id_unique` ON `sale_invoice` (`sale_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `sale_invoice_number` ON `sale_invoice` (`series`,`seq`);--> statement-breakpoint
ALTER TABLE `customer` ADD `address` text DEFAULT '' NOT NULL;