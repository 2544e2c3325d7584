CREATE TABLE `shop_identity` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`legal_name` text NOT NULL,
	`address` text NOT NULL,
	`tax_number` text NOT NULL,
	`register_entry` text NOT NULL,
	`receipt_header` text NOT NULL,
	`receipt_footer` text NOT NULL,
	`valid_from` integer NOT NULL
) STRICT;
--> statement-breakpoint
INSERT INTO `shop_identity` ("id", "name", "legal_name", "address", "tax_number", "register_entry", "receipt_header", "receipt_footer", "valid_from") SELECT 1, "name", '', '', '', '', '', '', "set_up_at" FROM `shop`;--> statement-breakpoint
CREATE TABLE `__new_shop` (
	`id` integer PRIMARY KEY NOT NULL,
	`identity_id` integer NOT NULL,
	`currency` text NOT NULL,
	`exponent` integer NOT NULL,
	`time_zone` text NOT NULL,
	`locale` text NOT NULL,
	`day_cutoff_minutes` integer NOT NULL,
	`prices_include_tax` integer NOT NULL,
	`tax_rounding` text NOT NULL,
	`cash_step_minor` integer NOT NULL,
	`valuation` text NOT NULL,
	`discount_reason_ppm` integer DEFAULT 300000 NOT NULL,
	`sku_pattern` text,
	`listen_on_lan` integer NOT NULL,
	`version` integer NOT NULL,
	`fold_version` integer DEFAULT 0 NOT NULL,
	`set_up_at` integer NOT NULL,
	FOREIGN KEY (`identity_id`) REFERENCES `shop_identity`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "shop_only_one" CHECK("__new_shop"."id" = 1),
	CONSTRAINT "shop_exponent" CHECK("__new_shop"."exponent" >= 0 AND "__new_shop"."exponent" <= 4),
	CONSTRAINT "shop_day_cutoff" CHECK("__new_shop"."day_cutoff_minutes" >= 0 AND "__new_shop"."day_cutoff_minutes" <= 1439),
	CONSTRAINT "shop_cash_step" CHECK("__new_shop"."cash_step_minor" > 0),
	CONSTRAINT "shop_cash_step_minor_whole" CHECK("__new_shop"."cash_step_minor" = CAST("__new_shop"."cash_step_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_shop` ("identity_id", "id", "currency", "exponent", "time_zone", "locale", "day_cutoff_minutes", "prices_include_tax", "tax_rounding", "cash_step_minor", "valuation", "discount_reason_ppm", "sku_pattern", "listen_on_lan", "version", "fold_version", "set_up_at") SELECT 1, "id", "currency", "exponent", "time_zone", "locale", "day_cutoff_minutes", "prices_include_tax", "tax_rounding", "cash_step_minor", "valuation", "discount_reason_ppm", "sku_pattern", "listen_on_lan", "version", "fold_version", "set_up_at" FROM `shop`;--> statement-breakpoint
DROP TABLE `shop`;--> statement-breakpoint
ALTER TABLE `__new_shop` RENAME TO `shop`;--> statement-breakpoint
CREATE TABLE `__new_sale` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`key` text NOT NULL,
	`device_id` integer NOT NULL,
	`device_seq` integer NOT NULL,
	`receipt_number` text NOT NULL,
	`kind` text NOT NULL,
	`status` text NOT NULL,
	`location_id` integer NOT NULL,
	`customer_id` integer,
	`identity_id` integer NOT NULL,
	`customer_name` text,
	`seller_name` text NOT NULL,
	`origin_sale_id` integer,
	`price_list_id` integer NOT NULL,
	`goods_minor` integer NOT NULL,
	`discount_minor` integer NOT NULL,
	`net_minor` integer NOT NULL,
	`tax_minor` integer NOT NULL,
	`rounding_minor` integer NOT NULL,
	`total_minor` integer NOT NULL,
	`note` text NOT NULL,
	`reason` text,
	`user_id` integer NOT NULL,
	`started_at` integer,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`business_date` text NOT NULL,
	`hour` integer NOT NULL,
	`voided_at` integer,
	`voided_by` integer,
	`void_reason` text,
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customer`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`identity_id`) REFERENCES `shop_identity`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`origin_sale_id`) REFERENCES `sale`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`price_list_id`) REFERENCES `price_list`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voided_by`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sale_total" CHECK("__new_sale"."total_minor" = "__new_sale"."net_minor" + "__new_sale"."tax_minor" + "__new_sale"."rounding_minor"),
	CONSTRAINT "sale_amounts" CHECK("__new_sale"."goods_minor" >= 0 AND "__new_sale"."discount_minor" >= 0 AND "__new_sale"."net_minor" >= 0 AND "__new_sale"."tax_minor" >= 0),
	CONSTRAINT "sale_customer_name" CHECK(("__new_sale"."customer_id" IS NULL) = ("__new_sale"."customer_name" IS NULL)),
	CONSTRAINT "sale_started" CHECK("__new_sale"."started_at" <= "__new_sale"."occurred_at"),
	CONSTRAINT "sale_voided" CHECK(("__new_sale"."status" = 'voided') = ("__new_sale"."voided_at" IS NOT NULL)),
	CONSTRAINT "sale_goods_minor_whole" CHECK("__new_sale"."goods_minor" = CAST("__new_sale"."goods_minor" AS BIGINT)),
	CONSTRAINT "sale_discount_minor_whole" CHECK("__new_sale"."discount_minor" = CAST("__new_sale"."discount_minor" AS BIGINT)),
	CONSTRAINT "sale_net_minor_whole" CHECK("__new_sale"."net_minor" = CAST("__new_sale"."net_minor" AS BIGINT)),
	CONSTRAINT "sale_tax_minor_whole" CHECK("__new_sale"."tax_minor" = CAST("__new_sale"."tax_minor" AS BIGINT)),
	CONSTRAINT "sale_rounding_minor_whole" CHECK("__new_sale"."rounding_minor" = CAST("__new_sale"."rounding_minor" AS BIGINT)),
	CONSTRAINT "sale_total_minor_whole" CHECK("__new_sale"."total_minor" = CAST("__new_sale"."total_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_sale`("id", "public_id", "key", "device_id", "device_seq", "receipt_number", "kind", "status", "location_id", "customer_id", "identity_id", "customer_name", "seller_name", "origin_sale_id", "price_list_id", "goods_minor", "discount_minor", "net_minor", "tax_minor", "rounding_minor", "total_minor", "note", "reason", "user_id", "started_at", "occurred_at", "recorded_at", "business_date", "hour", "voided_at", "voided_by", "void_reason") SELECT "id", "public_id", "key", "device_id", "device_seq", "receipt_number", "kind", "status", "location_id", "customer_id", 1, (SELECT c."name" FROM `customer` c WHERE c."id" = "customer_id"), (SELECT u."name" FROM `app_user` u WHERE u."id" = "user_id"), "origin_sale_id", "price_list_id", "goods_minor", "discount_minor", "net_minor", "tax_minor", "rounding_minor", "total_minor", "note", "reason", "user_id", NULL, "occurred_at", "recorded_at", "business_date", "hour", "voided_at", "voided_by", "void_reason" FROM `sale`;--> statement-breakpoint
DROP TABLE `sale`;--> statement-breakpoint
ALTER TABLE `__new_sale` RENAME TO `sale`;--> statement-breakpoint
CREATE UNIQUE INDEX `sale_public_id_unique` ON `sale` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `sale_key_unique` ON `sale` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `sale_receipt_number_unique` ON `sale` (`receipt_number`);--> statement-breakpoint
CREATE INDEX `sale_day` ON `sale` (`business_date`,`id`);--> statement-breakpoint
CREATE INDEX `sale_customer` ON `sale` (`customer_id`,`id`);--> statement-breakpoint
CREATE INDEX `sale_origin` ON `sale` (`origin_sale_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `sale_device_seq` ON `sale` (`device_id`,`device_seq`);--> statement-breakpoint
ALTER TABLE `sale_line` ADD `category_id` integer REFERENCES category(id);--> statement-breakpoint
ALTER TABLE `sale_line` ADD `code` text;--> statement-breakpoint
UPDATE `sale_line` SET "category_id" = (SELECT p."category_id" FROM `product` p WHERE p."id" = `sale_line`."product_id");