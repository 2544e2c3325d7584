CREATE TABLE `alert` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`type` text NOT NULL,
	`product_id` integer NOT NULL,
	`location_id` integer NOT NULL,
	`severity` text NOT NULL,
	`status` text NOT NULL,
	`opened_at` integer NOT NULL,
	`opened_by_movement_id` integer,
	`resolved_at` integer,
	`resolved_by_movement_id` integer,
	`snoozed_until` integer,
	`handled_by` integer,
	`version` integer NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`handled_by`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `alert_public_id_unique` ON `alert` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `alert_one_open` ON `alert` (`type`,`product_id`,`location_id`) WHERE "alert"."status" IN ('active', 'dismissed', 'snoozed');--> statement-breakpoint
CREATE INDEX `alert_status` ON `alert` (`status`,`id`);--> statement-breakpoint
CREATE TABLE `barcode` (
	`code` text PRIMARY KEY NOT NULL,
	`shown` text NOT NULL,
	`product_id` integer NOT NULL,
	`unit_id` integer,
	`symbology` text NOT NULL,
	`active` integer NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `product_unit`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `barcode_product` ON `barcode` (`product_id`);--> statement-breakpoint
CREATE TABLE `bundle_component` (
	`bundle_id` integer NOT NULL,
	`component_id` integer NOT NULL,
	`quantity_milli` integer NOT NULL,
	PRIMARY KEY(`bundle_id`, `component_id`),
	FOREIGN KEY (`bundle_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`component_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "bundle_component_quantity" CHECK("bundle_component"."quantity_milli" > 0),
	CONSTRAINT "bundle_component_not_itself" CHECK("bundle_component"."bundle_id" <> "bundle_component"."component_id"),
	CONSTRAINT "bundle_component_quantity_milli_whole" CHECK("bundle_component"."quantity_milli" = CAST("bundle_component"."quantity_milli" AS BIGINT))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `category` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`parent_id` integer,
	`parent_key` integer NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`deactivated_at` integer,
	FOREIGN KEY (`parent_id`) REFERENCES `category`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "category_parent_key" CHECK("category"."parent_key" = coalesce("category"."parent_id", 0))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `category_public_id_unique` ON `category` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `category_name_in_parent` ON `category` (`parent_key`,`name_key`);--> statement-breakpoint
CREATE TABLE `lot` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`product_id` integer NOT NULL,
	`code` text NOT NULL,
	`is_serial` integer NOT NULL,
	`expires_on` text,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `lot_public_id_unique` ON `lot` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `lot_code` ON `lot` (`product_id`,`code`);--> statement-breakpoint
CREATE TABLE `product` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`sku` text NOT NULL,
	`sku_key` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`description` text NOT NULL,
	`search` text NOT NULL,
	`category_id` integer,
	`family_id` integer,
	`base_uom_id` integer NOT NULL,
	`quantity_step_milli` integer NOT NULL,
	`kind` text NOT NULL,
	`tracking` text NOT NULL,
	`tax_class_id` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	`deactivated_at` integer,
	FOREIGN KEY (`category_id`) REFERENCES `category`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`family_id`) REFERENCES `product_family`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`base_uom_id`) REFERENCES `uom`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tax_class_id`) REFERENCES `tax_class`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "product_quantity_step" CHECK("product"."quantity_step_milli" > 0),
	CONSTRAINT "product_quantity_step_milli_whole" CHECK("product"."quantity_step_milli" = CAST("product"."quantity_step_milli" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `product_public_id_unique` ON `product` (`public_id`);--> statement-breakpoint
CREATE INDEX `product_name` ON `product` (`name_key`,`id`);--> statement-breakpoint
CREATE INDEX `product_category` ON `product` (`category_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `product_sku` ON `product` (`sku_key`);--> statement-breakpoint
CREATE TABLE `product_family` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`name` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `product_family_public_id_unique` ON `product_family` (`public_id`);--> statement-breakpoint
CREATE TABLE `product_unit` (
	`id` integer PRIMARY KEY NOT NULL,
	`product_id` integer NOT NULL,
	`uom_id` integer NOT NULL,
	`numerator` integer NOT NULL,
	`denominator` integer NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`uom_id`) REFERENCES `uom`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "product_unit_factor" CHECK("product_unit"."numerator" > 0 AND "product_unit"."denominator" > 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `product_unit_once` ON `product_unit` (`product_id`,`uom_id`);--> statement-breakpoint
CREATE TABLE `uom` (
	`id` integer PRIMARY KEY NOT NULL,
	`code` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `uom_code_unique` ON `uom` (`code`);--> statement-breakpoint
CREATE TABLE `customer` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`phone` text NOT NULL,
	`email` text NOT NULL,
	`tax_number` text NOT NULL,
	`note` text NOT NULL,
	`search` text NOT NULL,
	`group_id` integer,
	`credit_limit_minor` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`consent_at` integer,
	`deactivated_at` integer,
	`erased_at` integer,
	FOREIGN KEY (`group_id`) REFERENCES `customer_group`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "customer_credit_limit" CHECK("customer"."credit_limit_minor" >= 0),
	CONSTRAINT "customer_credit_limit_minor_whole" CHECK("customer"."credit_limit_minor" = CAST("customer"."credit_limit_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `customer_public_id_unique` ON `customer` (`public_id`);--> statement-breakpoint
CREATE INDEX `customer_name` ON `customer` (`name_key`,`id`);--> statement-breakpoint
CREATE TABLE `customer_group` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`name` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `customer_group_public_id_unique` ON `customer_group` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `customer_group_name_unique` ON `customer_group` (`name`);--> statement-breakpoint
CREATE TABLE `product_daily` (
	`business_date` text NOT NULL,
	`product_id` integer NOT NULL,
	`location_id` integer NOT NULL,
	`units_sold_milli` integer NOT NULL,
	`units_returned_milli` integer NOT NULL,
	`net_minor` integer NOT NULL,
	`tax_minor` integer NOT NULL,
	`discount_minor` integer NOT NULL,
	`cost_minor` integer NOT NULL,
	PRIMARY KEY(`business_date`, `product_id`, `location_id`),
	CONSTRAINT "product_daily_units_sold_milli_whole" CHECK("product_daily"."units_sold_milli" = CAST("product_daily"."units_sold_milli" AS BIGINT)),
	CONSTRAINT "product_daily_units_returned_milli_whole" CHECK("product_daily"."units_returned_milli" = CAST("product_daily"."units_returned_milli" AS BIGINT)),
	CONSTRAINT "product_daily_net_minor_whole" CHECK("product_daily"."net_minor" = CAST("product_daily"."net_minor" AS BIGINT)),
	CONSTRAINT "product_daily_tax_minor_whole" CHECK("product_daily"."tax_minor" = CAST("product_daily"."tax_minor" AS BIGINT)),
	CONSTRAINT "product_daily_discount_minor_whole" CHECK("product_daily"."discount_minor" = CAST("product_daily"."discount_minor" AS BIGINT)),
	CONSTRAINT "product_daily_cost_minor_whole" CHECK("product_daily"."cost_minor" = CAST("product_daily"."cost_minor" AS BIGINT))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `product_daily_product` ON `product_daily` (`product_id`,`business_date`);--> statement-breakpoint
CREATE TABLE `sales_daily` (
	`business_date` text NOT NULL,
	`hour` integer NOT NULL,
	`location_id` integer NOT NULL,
	`sales` integer NOT NULL,
	`returns` integer NOT NULL,
	`units_milli` integer NOT NULL,
	`sales_total_minor` integer NOT NULL,
	`returns_total_minor` integer NOT NULL,
	`goods_minor` integer NOT NULL,
	`discount_minor` integer NOT NULL,
	`net_minor` integer NOT NULL,
	`tax_minor` integer NOT NULL,
	`rounding_minor` integer NOT NULL,
	`cost_minor` integer NOT NULL,
	PRIMARY KEY(`business_date`, `hour`, `location_id`),
	CONSTRAINT "sales_daily_units_milli_whole" CHECK("sales_daily"."units_milli" = CAST("sales_daily"."units_milli" AS BIGINT)),
	CONSTRAINT "sales_daily_sales_total_minor_whole" CHECK("sales_daily"."sales_total_minor" = CAST("sales_daily"."sales_total_minor" AS BIGINT)),
	CONSTRAINT "sales_daily_returns_total_minor_whole" CHECK("sales_daily"."returns_total_minor" = CAST("sales_daily"."returns_total_minor" AS BIGINT)),
	CONSTRAINT "sales_daily_goods_minor_whole" CHECK("sales_daily"."goods_minor" = CAST("sales_daily"."goods_minor" AS BIGINT)),
	CONSTRAINT "sales_daily_discount_minor_whole" CHECK("sales_daily"."discount_minor" = CAST("sales_daily"."discount_minor" AS BIGINT)),
	CONSTRAINT "sales_daily_net_minor_whole" CHECK("sales_daily"."net_minor" = CAST("sales_daily"."net_minor" AS BIGINT)),
	CONSTRAINT "sales_daily_tax_minor_whole" CHECK("sales_daily"."tax_minor" = CAST("sales_daily"."tax_minor" AS BIGINT)),
	CONSTRAINT "sales_daily_rounding_minor_whole" CHECK("sales_daily"."rounding_minor" = CAST("sales_daily"."rounding_minor" AS BIGINT)),
	CONSTRAINT "sales_daily_cost_minor_whole" CHECK("sales_daily"."cost_minor" = CAST("sales_daily"."cost_minor" AS BIGINT))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `tender_daily` (
	`business_date` text NOT NULL,
	`device_id` integer NOT NULL,
	`tender` text NOT NULL,
	`taken_minor` integer NOT NULL,
	`refunded_minor` integer NOT NULL,
	PRIMARY KEY(`business_date`, `device_id`, `tender`),
	CONSTRAINT "tender_daily_taken_minor_whole" CHECK("tender_daily"."taken_minor" = CAST("tender_daily"."taken_minor" AS BIGINT)),
	CONSTRAINT "tender_daily_refunded_minor_whole" CHECK("tender_daily"."refunded_minor" = CAST("tender_daily"."refunded_minor" AS BIGINT))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `location` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`parent_id` integer,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`address` text NOT NULL,
	`kind` text NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`deactivated_at` integer,
	FOREIGN KEY (`parent_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `location_public_id_unique` ON `location` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `location_name_key_unique` ON `location` (`name_key`);--> statement-breakpoint
CREATE TABLE `reorder_rule` (
	`product_id` integer NOT NULL,
	`location_id` integer NOT NULL,
	`safety_stock_milli` integer NOT NULL,
	`reorder_point_milli` integer NOT NULL,
	`target_milli` integer NOT NULL,
	`mode` text NOT NULL,
	PRIMARY KEY(`product_id`, `location_id`),
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "reorder_rule_safety_stock" CHECK("reorder_rule"."safety_stock_milli" >= 0),
	CONSTRAINT "reorder_rule_point_covers_safety" CHECK("reorder_rule"."reorder_point_milli" >= "reorder_rule"."safety_stock_milli"),
	CONSTRAINT "reorder_rule_target_above_point" CHECK("reorder_rule"."target_milli" > "reorder_rule"."reorder_point_milli"),
	CONSTRAINT "reorder_rule_safety_stock_milli_whole" CHECK("reorder_rule"."safety_stock_milli" = CAST("reorder_rule"."safety_stock_milli" AS BIGINT)),
	CONSTRAINT "reorder_rule_reorder_point_milli_whole" CHECK("reorder_rule"."reorder_point_milli" = CAST("reorder_rule"."reorder_point_milli" AS BIGINT)),
	CONSTRAINT "reorder_rule_target_milli_whole" CHECK("reorder_rule"."target_milli" = CAST("reorder_rule"."target_milli" AS BIGINT))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `api_key` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`name` text NOT NULL,
	`prefix` text NOT NULL,
	`key_hash` text NOT NULL,
	`scopes` text NOT NULL,
	`user_id` integer NOT NULL,
	`requests_per_second` integer,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `api_key_public_id_unique` ON `api_key` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `api_key_prefix_unique` ON `api_key` (`prefix`);--> statement-breakpoint
CREATE TABLE `app_user` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`login` text NOT NULL,
	`login_key` text NOT NULL,
	`name` text NOT NULL,
	`password_hash` text NOT NULL,
	`pin_hash` text,
	`active` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `app_user_public_id_unique` ON `app_user` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `app_user_login_key_unique` ON `app_user` (`login_key`);--> statement-breakpoint
CREATE TABLE `password_reset` (
	`id` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`user_id` integer NOT NULL,
	`device_id` integer,
	`lifetime` text NOT NULL,
	`scheme` text NOT NULL,
	`user_agent` text NOT NULL,
	`address` text NOT NULL,
	`created_at` integer NOT NULL,
	`authenticated_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `session_public_id_unique` ON `session` (`public_id`);--> statement-breakpoint
CREATE INDEX `session_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `sign_in_throttle` (
	`key` text PRIMARY KEY NOT NULL,
	`failures` integer NOT NULL,
	`window_started_at` integer NOT NULL,
	`blocked_until` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `user_role` (
	`user_id` integer NOT NULL,
	`role` text NOT NULL,
	PRIMARY KEY(`user_id`, `role`),
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `audit_entry` (
	`id` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`user_id` integer,
	`device_id` integer,
	`api_key_id` integer,
	`action` text NOT NULL,
	`entity` text NOT NULL,
	`entity_id` text NOT NULL,
	`before` text,
	`after` text,
	`reason` text NOT NULL,
	`request_id` text NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`api_key_id`) REFERENCES `api_key`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_entity` ON `audit_entry` (`entity`,`entity_id`);--> statement-breakpoint
CREATE TABLE `idempotency_key` (
	`key` text PRIMARY KEY NOT NULL,
	`user_id` integer NOT NULL,
	`route` text NOT NULL,
	`body_hash` text NOT NULL,
	`response` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `idempotency_expiry` ON `idempotency_key` (`expires_at`);--> statement-breakpoint
CREATE TABLE `outbox_event` (
	`seq` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`topic` text NOT NULL,
	`ids` text NOT NULL,
	`at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `price` (
	`id` integer PRIMARY KEY NOT NULL,
	`product_id` integer NOT NULL,
	`unit_id` integer NOT NULL,
	`list_id` integer NOT NULL,
	`amount_minor` integer NOT NULL,
	`basis_milli` integer NOT NULL,
	`min_quantity_milli` integer NOT NULL,
	`valid_from` integer NOT NULL,
	`created_by` integer NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`list_id`) REFERENCES `price_list`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`created_by`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "price_amount" CHECK("price"."amount_minor" >= 0),
	CONSTRAINT "price_basis" CHECK("price"."basis_milli" > 0),
	CONSTRAINT "price_min_quantity" CHECK("price"."min_quantity_milli" >= 0),
	CONSTRAINT "price_amount_minor_whole" CHECK("price"."amount_minor" = CAST("price"."amount_minor" AS BIGINT)),
	CONSTRAINT "price_basis_milli_whole" CHECK("price"."basis_milli" = CAST("price"."basis_milli" AS BIGINT)),
	CONSTRAINT "price_min_quantity_milli_whole" CHECK("price"."min_quantity_milli" = CAST("price"."min_quantity_milli" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `price_once` ON `price` (`product_id`,`unit_id`,`list_id`,`min_quantity_milli`,`valid_from`);--> statement-breakpoint
CREATE TABLE `price_list` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`name` text NOT NULL,
	`customer_group_id` integer,
	`valid_from` integer,
	`valid_to` integer,
	`priority` integer NOT NULL,
	FOREIGN KEY (`customer_group_id`) REFERENCES `customer_group`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `price_list_public_id_unique` ON `price_list` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `price_list_name_unique` ON `price_list` (`name`);--> statement-breakpoint
CREATE TABLE `payment` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`sale_id` integer NOT NULL,
	`tender` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`tendered_minor` integer NOT NULL,
	`change_minor` integer NOT NULL,
	`reference` text NOT NULL,
	`refund_of` integer,
	`voids` integer,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`sale_id`) REFERENCES `sale`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`refund_of`) REFERENCES `payment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voids`) REFERENCES `payment`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payment_amount" CHECK("payment"."amount_minor" = "payment"."tendered_minor" - "payment"."change_minor"),
	CONSTRAINT "payment_sign" CHECK(("payment"."amount_minor" >= 0 AND "payment"."voids" IS NULL) OR ("payment"."amount_minor" <= 0 AND "payment"."voids" IS NOT NULL)),
	CONSTRAINT "payment_change_from_cash" CHECK("payment"."tender" = 'cash' OR "payment"."change_minor" = 0),
	CONSTRAINT "payment_amount_minor_whole" CHECK("payment"."amount_minor" = CAST("payment"."amount_minor" AS BIGINT)),
	CONSTRAINT "payment_tendered_minor_whole" CHECK("payment"."tendered_minor" = CAST("payment"."tendered_minor" AS BIGINT)),
	CONSTRAINT "payment_change_minor_whole" CHECK("payment"."change_minor" = CAST("payment"."change_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `payment_public_id_unique` ON `payment` (`public_id`);--> statement-breakpoint
CREATE INDEX `payment_sale` ON `payment` (`sale_id`);--> statement-breakpoint
CREATE INDEX `payment_refund_of` ON `payment` (`refund_of`);--> statement-breakpoint
CREATE TABLE `sale` (
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
	FOREIGN KEY (`origin_sale_id`) REFERENCES `sale`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`price_list_id`) REFERENCES `price_list`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voided_by`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sale_total" CHECK("sale"."total_minor" = "sale"."net_minor" + "sale"."tax_minor" + "sale"."rounding_minor"),
	CONSTRAINT "sale_amounts" CHECK("sale"."goods_minor" >= 0 AND "sale"."discount_minor" >= 0 AND "sale"."net_minor" >= 0 AND "sale"."tax_minor" >= 0),
	CONSTRAINT "sale_voided" CHECK(("sale"."status" = 'voided') = ("sale"."voided_at" IS NOT NULL)),
	CONSTRAINT "sale_goods_minor_whole" CHECK("sale"."goods_minor" = CAST("sale"."goods_minor" AS BIGINT)),
	CONSTRAINT "sale_discount_minor_whole" CHECK("sale"."discount_minor" = CAST("sale"."discount_minor" AS BIGINT)),
	CONSTRAINT "sale_net_minor_whole" CHECK("sale"."net_minor" = CAST("sale"."net_minor" AS BIGINT)),
	CONSTRAINT "sale_tax_minor_whole" CHECK("sale"."tax_minor" = CAST("sale"."tax_minor" AS BIGINT)),
	CONSTRAINT "sale_rounding_minor_whole" CHECK("sale"."rounding_minor" = CAST("sale"."rounding_minor" AS BIGINT)),
	CONSTRAINT "sale_total_minor_whole" CHECK("sale"."total_minor" = CAST("sale"."total_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `sale_public_id_unique` ON `sale` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `sale_key_unique` ON `sale` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `sale_receipt_number_unique` ON `sale` (`receipt_number`);--> statement-breakpoint
CREATE INDEX `sale_day` ON `sale` (`business_date`,`id`);--> statement-breakpoint
CREATE INDEX `sale_customer` ON `sale` (`customer_id`,`id`);--> statement-breakpoint
CREATE INDEX `sale_origin` ON `sale` (`origin_sale_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `sale_device_seq` ON `sale` (`device_id`,`device_seq`);--> statement-breakpoint
CREATE TABLE `sale_line` (
	`id` integer PRIMARY KEY NOT NULL,
	`sale_id` integer NOT NULL,
	`line_no` integer NOT NULL,
	`product_id` integer NOT NULL,
	`sku` text NOT NULL,
	`name` text NOT NULL,
	`lot_id` integer,
	`unit_id` integer,
	`quantity_milli` integer NOT NULL,
	`unit_price_minor` integer NOT NULL,
	`basis_milli` integer NOT NULL,
	`price_source` text NOT NULL,
	`gross_minor` integer NOT NULL,
	`discount_minor` integer NOT NULL,
	`net_minor` integer NOT NULL,
	`tax_minor` integer NOT NULL,
	`cost_minor` integer NOT NULL,
	`origin_line_id` integer,
	`disposition` text,
	FOREIGN KEY (`sale_id`) REFERENCES `sale`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `product_unit`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`origin_line_id`) REFERENCES `sale_line`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sale_line_quantity" CHECK("sale_line"."quantity_milli" > 0),
	CONSTRAINT "sale_line_basis" CHECK("sale_line"."basis_milli" > 0),
	CONSTRAINT "sale_line_amounts" CHECK("sale_line"."gross_minor" >= 0 AND "sale_line"."discount_minor" >= 0 AND "sale_line"."net_minor" >= 0 AND "sale_line"."tax_minor" >= 0 AND "sale_line"."cost_minor" >= 0),
	CONSTRAINT "sale_line_quantity_milli_whole" CHECK("sale_line"."quantity_milli" = CAST("sale_line"."quantity_milli" AS BIGINT)),
	CONSTRAINT "sale_line_unit_price_minor_whole" CHECK("sale_line"."unit_price_minor" = CAST("sale_line"."unit_price_minor" AS BIGINT)),
	CONSTRAINT "sale_line_basis_milli_whole" CHECK("sale_line"."basis_milli" = CAST("sale_line"."basis_milli" AS BIGINT)),
	CONSTRAINT "sale_line_gross_minor_whole" CHECK("sale_line"."gross_minor" = CAST("sale_line"."gross_minor" AS BIGINT)),
	CONSTRAINT "sale_line_discount_minor_whole" CHECK("sale_line"."discount_minor" = CAST("sale_line"."discount_minor" AS BIGINT)),
	CONSTRAINT "sale_line_net_minor_whole" CHECK("sale_line"."net_minor" = CAST("sale_line"."net_minor" AS BIGINT)),
	CONSTRAINT "sale_line_tax_minor_whole" CHECK("sale_line"."tax_minor" = CAST("sale_line"."tax_minor" AS BIGINT)),
	CONSTRAINT "sale_line_cost_minor_whole" CHECK("sale_line"."cost_minor" = CAST("sale_line"."cost_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE INDEX `sale_line_product` ON `sale_line` (`product_id`,`id`);--> statement-breakpoint
CREATE INDEX `sale_line_origin` ON `sale_line` (`origin_line_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `sale_line_no` ON `sale_line` (`sale_id`,`line_no`);--> statement-breakpoint
CREATE TABLE `sale_line_tax` (
	`line_id` integer NOT NULL,
	`tax_rate_id` integer NOT NULL,
	`ppm` integer NOT NULL,
	`base_minor` integer NOT NULL,
	`tax_minor` integer NOT NULL,
	PRIMARY KEY(`line_id`, `tax_rate_id`),
	FOREIGN KEY (`line_id`) REFERENCES `sale_line`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tax_rate_id`) REFERENCES `tax_rate`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sale_line_tax_base_minor_whole" CHECK("sale_line_tax"."base_minor" = CAST("sale_line_tax"."base_minor" AS BIGINT)),
	CONSTRAINT "sale_line_tax_tax_minor_whole" CHECK("sale_line_tax"."tax_minor" = CAST("sale_line_tax"."tax_minor" AS BIGINT))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `device` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`receipt_prefix` text NOT NULL,
	`last_seq` integer NOT NULL,
	`created_at` integer NOT NULL,
	`revoked_at` integer,
	CONSTRAINT "device_last_seq" CHECK("device"."last_seq" >= 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `device_public_id_unique` ON `device` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `device_receipt_prefix_unique` ON `device` (`receipt_prefix`);--> statement-breakpoint
CREATE TABLE `shop` (
	`id` integer PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`currency` text NOT NULL,
	`exponent` integer NOT NULL,
	`time_zone` text NOT NULL,
	`locale` text NOT NULL,
	`day_cutoff_minutes` integer NOT NULL,
	`prices_include_tax` integer NOT NULL,
	`tax_rounding` text NOT NULL,
	`cash_step_minor` integer NOT NULL,
	`valuation` text NOT NULL,
	`sku_pattern` text,
	`listen_on_lan` integer NOT NULL,
	`version` integer NOT NULL,
	`set_up_at` integer NOT NULL,
	CONSTRAINT "shop_only_one" CHECK("shop"."id" = 1),
	CONSTRAINT "shop_exponent" CHECK("shop"."exponent" >= 0 AND "shop"."exponent" <= 4),
	CONSTRAINT "shop_day_cutoff" CHECK("shop"."day_cutoff_minutes" >= 0 AND "shop"."day_cutoff_minutes" <= 1439),
	CONSTRAINT "shop_cash_step" CHECK("shop"."cash_step_minor" > 0),
	CONSTRAINT "shop_cash_step_minor_whole" CHECK("shop"."cash_step_minor" = CAST("shop"."cash_step_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE TABLE `checkpoint` (
	`upto_movement_id` integer NOT NULL,
	`product_id` integer NOT NULL,
	`location_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`on_hand_milli` integer NOT NULL,
	PRIMARY KEY(`upto_movement_id`, `product_id`, `location_id`, `lot_id`),
	CONSTRAINT "checkpoint_on_hand_milli_whole" CHECK("checkpoint"."on_hand_milli" = CAST("checkpoint"."on_hand_milli" AS BIGINT))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `ledger_seal` (
	`id` integer PRIMARY KEY NOT NULL,
	`from_movement_id` integer NOT NULL,
	`to_movement_id` integer NOT NULL,
	`from_payment_id` integer NOT NULL,
	`to_payment_id` integer NOT NULL,
	`from_audit_id` integer NOT NULL,
	`to_audit_id` integer NOT NULL,
	`row_count` integer NOT NULL,
	`previous_hash` text NOT NULL,
	`hash` text NOT NULL,
	`sealed_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `movement` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`business_date` text NOT NULL,
	`product_id` integer NOT NULL,
	`lot_id` integer,
	`from_location_id` integer,
	`to_location_id` integer,
	`quantity_milli` integer NOT NULL,
	`cost_minor` integer NOT NULL,
	`kind` text NOT NULL,
	`reason` text,
	`doc_type` text NOT NULL,
	`doc_id` integer NOT NULL,
	`line_no` integer NOT NULL,
	`reverses` integer,
	`user_id` integer NOT NULL,
	`device_id` integer,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`lot_id`) REFERENCES `lot`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`from_location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`to_location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`reverses`) REFERENCES `movement`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "movement_quantity" CHECK("movement"."quantity_milli" > 0),
	CONSTRAINT "movement_cost" CHECK("movement"."cost_minor" >= 0),
	CONSTRAINT "movement_one_end" CHECK("movement"."from_location_id" IS NOT NULL OR "movement"."to_location_id" IS NOT NULL),
	CONSTRAINT "movement_two_places" CHECK("movement"."from_location_id" IS DISTINCT FROM "movement"."to_location_id"),
	CONSTRAINT "movement_reason" CHECK("movement"."kind" NOT IN ('adjust', 'waste') OR "movement"."reason" IS NOT NULL),
	CONSTRAINT "movement_transfer_ends" CHECK("movement"."kind" <> 'transfer' OR ("movement"."from_location_id" IS NOT NULL AND "movement"."to_location_id" IS NOT NULL)),
	CONSTRAINT "movement_quantity_milli_whole" CHECK("movement"."quantity_milli" = CAST("movement"."quantity_milli" AS BIGINT)),
	CONSTRAINT "movement_cost_minor_whole" CHECK("movement"."cost_minor" = CAST("movement"."cost_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `movement_public_id_unique` ON `movement` (`public_id`);--> statement-breakpoint
CREATE INDEX `movement_product_day` ON `movement` (`product_id`,`business_date`,`id`);--> statement-breakpoint
CREATE INDEX `movement_day` ON `movement` (`business_date`,`id`);--> statement-breakpoint
CREATE INDEX `movement_doc` ON `movement` (`doc_type`,`doc_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `movement_reverses` ON `movement` (`reverses`) WHERE "movement"."reverses" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `revaluation` (
	`id` integer PRIMARY KEY NOT NULL,
	`after_movement_id` integer NOT NULL,
	`product_id` integer NOT NULL,
	`delta_minor` integer NOT NULL,
	`reason` text NOT NULL,
	`doc_type` text NOT NULL,
	`doc_id` integer NOT NULL,
	`user_id` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "revaluation_delta" CHECK("revaluation"."delta_minor" <> 0),
	CONSTRAINT "revaluation_delta_minor_whole" CHECK("revaluation"."delta_minor" = CAST("revaluation"."delta_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE INDEX `revaluation_product` ON `revaluation` (`product_id`);--> statement-breakpoint
CREATE TABLE `stock_document` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`supplier_id` integer,
	`reference` text NOT NULL,
	`note` text NOT NULL,
	`user_id` integer NOT NULL,
	`device_id` integer,
	`occurred_at` integer NOT NULL,
	`recorded_at` integer NOT NULL,
	`business_date` text NOT NULL,
	FOREIGN KEY (`supplier_id`) REFERENCES `supplier`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `stock_document_public_id_unique` ON `stock_document` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `stock_document_key_unique` ON `stock_document` (`key`);--> statement-breakpoint
CREATE TABLE `stock_level` (
	`product_id` integer NOT NULL,
	`location_id` integer NOT NULL,
	`lot_id` integer NOT NULL,
	`on_hand_milli` integer NOT NULL,
	PRIMARY KEY(`product_id`, `location_id`, `lot_id`),
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "stock_level_not_negative" CHECK("stock_level"."on_hand_milli" >= 0),
	CONSTRAINT "stock_level_on_hand_milli_whole" CHECK("stock_level"."on_hand_milli" = CAST("stock_level"."on_hand_milli" AS BIGINT))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `stock_level_location` ON `stock_level` (`location_id`);--> statement-breakpoint
CREATE TABLE `stock_value` (
	`product_id` integer PRIMARY KEY NOT NULL,
	`on_hand_milli` integer NOT NULL,
	`value_minor` integer NOT NULL,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "stock_value_quantity_not_negative" CHECK("stock_value"."on_hand_milli" >= 0),
	CONSTRAINT "stock_value_not_negative" CHECK("stock_value"."value_minor" >= 0),
	CONSTRAINT "stock_value_no_value_without_goods" CHECK("stock_value"."on_hand_milli" > 0 OR "stock_value"."value_minor" = 0),
	CONSTRAINT "stock_value_on_hand_milli_whole" CHECK("stock_value"."on_hand_milli" = CAST("stock_value"."on_hand_milli" AS BIGINT)),
	CONSTRAINT "stock_value_value_minor_whole" CHECK("stock_value"."value_minor" = CAST("stock_value"."value_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE TABLE `product_supplier` (
	`product_id` integer NOT NULL,
	`supplier_id` integer NOT NULL,
	`supplier_sku` text NOT NULL,
	`unit_id` integer,
	`pack_quantity_milli` integer NOT NULL,
	`minimum_order_milli` integer NOT NULL,
	`pack_price_minor` integer,
	`lead_time_days` integer NOT NULL,
	`preferred` integer NOT NULL,
	PRIMARY KEY(`product_id`, `supplier_id`),
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`supplier_id`) REFERENCES `supplier`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`unit_id`) REFERENCES `product_unit`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "product_supplier_pack" CHECK("product_supplier"."pack_quantity_milli" > 0),
	CONSTRAINT "product_supplier_minimum" CHECK("product_supplier"."minimum_order_milli" >= 0),
	CONSTRAINT "product_supplier_price" CHECK("product_supplier"."pack_price_minor" >= 0),
	CONSTRAINT "product_supplier_lead_time" CHECK("product_supplier"."lead_time_days" >= 0),
	CONSTRAINT "product_supplier_pack_quantity_milli_whole" CHECK("product_supplier"."pack_quantity_milli" = CAST("product_supplier"."pack_quantity_milli" AS BIGINT)),
	CONSTRAINT "product_supplier_minimum_order_milli_whole" CHECK("product_supplier"."minimum_order_milli" = CAST("product_supplier"."minimum_order_milli" AS BIGINT)),
	CONSTRAINT "product_supplier_pack_price_minor_whole" CHECK("product_supplier"."pack_price_minor" = CAST("product_supplier"."pack_price_minor" AS BIGINT))
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE INDEX `product_supplier_supplier` ON `product_supplier` (`supplier_id`);--> statement-breakpoint
CREATE TABLE `supplier` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`name` text NOT NULL,
	`name_key` text NOT NULL,
	`email` text NOT NULL,
	`phone` text NOT NULL,
	`note` text NOT NULL,
	`terms_days` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`deactivated_at` integer,
	CONSTRAINT "supplier_terms_days" CHECK("supplier"."terms_days" >= 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `supplier_public_id_unique` ON `supplier` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `supplier_name_key_unique` ON `supplier` (`name_key`);--> statement-breakpoint
CREATE TABLE `tax_class` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`name` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `tax_class_public_id_unique` ON `tax_class` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `tax_class_name_unique` ON `tax_class` (`name`);--> statement-breakpoint
CREATE TABLE `tax_class_rate` (
	`tax_class_id` integer NOT NULL,
	`tax_rate_id` integer NOT NULL,
	`position` integer NOT NULL,
	`compound` integer NOT NULL,
	PRIMARY KEY(`tax_class_id`, `tax_rate_id`),
	FOREIGN KEY (`tax_class_id`) REFERENCES `tax_class`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tax_rate_id`) REFERENCES `tax_rate`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `tax_rate` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`name` text NOT NULL,
	`ppm` integer NOT NULL,
	`valid_from` integer NOT NULL,
	`valid_to` integer,
	CONSTRAINT "tax_rate_ppm" CHECK("tax_rate"."ppm" >= 0 AND "tax_rate"."ppm" <= 1000000)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `tax_rate_public_id_unique` ON `tax_rate` (`public_id`);