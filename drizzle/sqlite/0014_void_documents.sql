DROP TABLE `product_daily`;--> statement-breakpoint
DROP TABLE `sales_daily`;--> statement-breakpoint
DROP TABLE `tax_daily`;--> statement-breakpoint
DROP TABLE `tender_daily`;--> statement-breakpoint
CREATE TABLE `__new_sale` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`key` text NOT NULL,
	`device_id` integer NOT NULL,
	`device_seq` integer NOT NULL,
	`receipt_number` text NOT NULL,
	`kind` text NOT NULL,
	`location_id` integer NOT NULL,
	`customer_id` integer,
	`identity_id` integer NOT NULL,
	`customer_name` text,
	`seller_name` text NOT NULL,
	`till_name` text,
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
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`location_id`) REFERENCES `location`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`customer_id`) REFERENCES `customer`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`identity_id`) REFERENCES `shop_identity`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`origin_sale_id`) REFERENCES `sale`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`price_list_id`) REFERENCES `price_list`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "sale_total" CHECK("__new_sale"."total_minor" = "__new_sale"."net_minor" + "__new_sale"."tax_minor" + "__new_sale"."rounding_minor"),
	CONSTRAINT "sale_amounts" CHECK("__new_sale"."goods_minor" >= 0 AND "__new_sale"."discount_minor" >= 0 AND "__new_sale"."net_minor" >= 0 AND "__new_sale"."tax_minor" >= 0),
	CONSTRAINT "sale_customer_name" CHECK(("__new_sale"."customer_id" IS NULL) = ("__new_sale"."customer_name" IS NULL)),
	CONSTRAINT "sale_started" CHECK("__new_sale"."started_at" <= "__new_sale"."occurred_at"),
	CONSTRAINT "sale_void_of" CHECK("__new_sale"."kind" <> 'void' OR "__new_sale"."origin_sale_id" IS NOT NULL),
	CONSTRAINT "sale_goods_minor_whole" CHECK("__new_sale"."goods_minor" = CAST("__new_sale"."goods_minor" AS BIGINT)),
	CONSTRAINT "sale_discount_minor_whole" CHECK("__new_sale"."discount_minor" = CAST("__new_sale"."discount_minor" AS BIGINT)),
	CONSTRAINT "sale_net_minor_whole" CHECK("__new_sale"."net_minor" = CAST("__new_sale"."net_minor" AS BIGINT)),
	CONSTRAINT "sale_tax_minor_whole" CHECK("__new_sale"."tax_minor" = CAST("__new_sale"."tax_minor" AS BIGINT)),
	CONSTRAINT "sale_rounding_minor_whole" CHECK("__new_sale"."rounding_minor" = CAST("__new_sale"."rounding_minor" AS BIGINT)),
	CONSTRAINT "sale_total_minor_whole" CHECK("__new_sale"."total_minor" = CAST("__new_sale"."total_minor" AS BIGINT))
) STRICT;--> statement-breakpoint
INSERT INTO `__new_sale`("id", "public_id", "key", "device_id", "device_seq", "receipt_number", "kind", "location_id", "customer_id", "identity_id", "customer_name", "seller_name", "till_name", "origin_sale_id", "price_list_id", "goods_minor", "discount_minor", "net_minor", "tax_minor", "rounding_minor", "total_minor", "note", "reason", "user_id", "started_at", "occurred_at", "recorded_at", "business_date", "hour") SELECT "id", "public_id", "key", "device_id", "device_seq", "receipt_number", "kind", "location_id", "customer_id", "identity_id", "customer_name", "seller_name", "till_name", "origin_sale_id", "price_list_id", "goods_minor", "discount_minor", "net_minor", "tax_minor", "rounding_minor", "total_minor", "note", "reason", "user_id", "started_at", "occurred_at", "recorded_at", "business_date", "hour" FROM `sale`;--> statement-breakpoint
INSERT INTO "__new_sale" ("public_id", "key", "device_id", "device_seq", "receipt_number", "kind", "location_id", "customer_id", "identity_id", "customer_name", "seller_name", "till_name", "origin_sale_id", "price_list_id", "goods_minor", "discount_minor", "net_minor", "tax_minor", "rounding_minor", "total_minor", "note", "reason", "user_id", "started_at", "occurred_at", "recorded_at", "business_date", "hour")
SELECT substr(printf('%012x', s."voided_at"), 1, 8) || '-' || substr(printf('%012x', s."voided_at"), 9, 4) || '-7' || lower(substr(hex(randomblob(2)), 2)) || '-' || substr('89ab', 1 + abs(random() % 4), 1) || lower(substr(hex(randomblob(2)), 2)) || '-' || lower(hex(randomblob(6))), 'void-' || s."key", s."device_id", d."last_seq" + row_number() OVER (PARTITION BY s."device_id" ORDER BY s."voided_at", s."id"), d."receipt_prefix" || '-' || (d."last_seq" + row_number() OVER (PARTITION BY s."device_id" ORDER BY s."voided_at", s."id")), 'void', s."location_id", s."customer_id", s."identity_id", s."customer_name", u."name", s."till_name", s."id", s."price_list_id", s."goods_minor", s."discount_minor", s."net_minor", s."tax_minor", s."rounding_minor", s."total_minor", '', s."void_reason", s."voided_by", NULL, s."voided_at", s."voided_at", s."business_date", s."hour"
FROM "sale" s JOIN "device" d ON d."id" = s."device_id" JOIN "app_user" u ON u."id" = s."voided_by"
WHERE s."status" = 'voided' ORDER BY s."voided_at", s."id";--> statement-breakpoint
DROP TABLE `sale`;--> statement-breakpoint
ALTER TABLE `__new_sale` RENAME TO `sale`;--> statement-breakpoint
CREATE UNIQUE INDEX `sale_public_id_unique` ON `sale` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `sale_key_unique` ON `sale` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `sale_receipt_number_unique` ON `sale` (`receipt_number`);--> statement-breakpoint
CREATE INDEX `sale_day` ON `sale` (`business_date`,`id`);--> statement-breakpoint
CREATE INDEX `sale_customer` ON `sale` (`customer_id`,`id`);--> statement-breakpoint
CREATE INDEX `sale_origin` ON `sale` (`origin_sale_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `sale_voided_once` ON `sale` (`origin_sale_id`) WHERE "sale"."kind" = 'void';--> statement-breakpoint
CREATE UNIQUE INDEX `sale_device_seq` ON `sale` (`device_id`,`device_seq`);--> statement-breakpoint
UPDATE "device" SET "last_seq" = "last_seq" + (SELECT count(*) FROM "sale" v WHERE v."device_id" = "device"."id" AND v."kind" = 'void');--> statement-breakpoint
INSERT INTO "sale_line" ("sale_id", "line_no", "product_id", "sku", "name", "category_id", "code", "lot_id", "unit_id", "quantity_milli", "unit_price_minor", "basis_milli", "gross_minor", "discount_minor", "net_minor", "tax_minor", "cost_minor", "price_source", "origin_line_id")
SELECT v."id", i."line_no", i."product_id", i."sku", i."name", i."category_id", i."code", i."lot_id", i."unit_id", i."quantity_milli", i."unit_price_minor", i."basis_milli", i."gross_minor", i."discount_minor", i."net_minor", i."tax_minor", i."cost_minor", 'origin', i."id"
FROM "sale" v JOIN "sale_line" i ON i."sale_id" = v."origin_sale_id" WHERE v."kind" = 'void' ORDER BY v."id", i."line_no";--> statement-breakpoint
INSERT INTO "sale_line_tax" ("line_id", "tax_rate_id", "ppm", "base_minor", "tax_minor")
SELECT i."id", r."tax_rate_id", r."ppm", r."base_minor", r."tax_minor"
FROM "sale" v JOIN "sale_line" i ON i."sale_id" = v."id" JOIN "sale_line_tax" r ON r."line_id" = i."origin_line_id" WHERE v."kind" = 'void';--> statement-breakpoint
UPDATE "payment" SET "sale_id" = (SELECT v."id" FROM "sale" v WHERE v."origin_sale_id" = "payment"."sale_id" AND v."kind" = 'void') WHERE "voids" IS NOT NULL;--> statement-breakpoint
CREATE TABLE `product_daily` (
	`business_date` text NOT NULL,
	`product_id` integer NOT NULL,
	`location_id` integer NOT NULL,
	`kind` text NOT NULL,
	`units_milli` integer NOT NULL,
	`net_minor` integer NOT NULL,
	`tax_minor` integer NOT NULL,
	`discount_minor` integer NOT NULL,
	`cost_minor` integer NOT NULL,
	PRIMARY KEY(`business_date`, `product_id`, `location_id`, `kind`),
	CONSTRAINT "product_daily_units_milli_whole" CHECK("product_daily"."units_milli" = CAST("product_daily"."units_milli" AS BIGINT)),
	CONSTRAINT "product_daily_net_minor_whole" CHECK("product_daily"."net_minor" = CAST("product_daily"."net_minor" AS BIGINT)),
	CONSTRAINT "product_daily_tax_minor_whole" CHECK("product_daily"."tax_minor" = CAST("product_daily"."tax_minor" AS BIGINT)),
	CONSTRAINT "product_daily_discount_minor_whole" CHECK("product_daily"."discount_minor" = CAST("product_daily"."discount_minor" AS BIGINT)),
	CONSTRAINT "product_daily_cost_minor_whole" CHECK("product_daily"."cost_minor" = CAST("product_daily"."cost_minor" AS BIGINT))
) STRICT, WITHOUT ROWID;--> statement-breakpoint
CREATE INDEX `product_daily_product` ON `product_daily` (`product_id`,`business_date`);--> statement-breakpoint
CREATE TABLE `sales_daily` (
	`business_date` text NOT NULL,
	`hour` integer NOT NULL,
	`location_id` integer NOT NULL,
	`device_id` integer NOT NULL,
	`kind` text NOT NULL,
	`documents` integer NOT NULL,
	`units_milli` integer NOT NULL,
	`total_minor` integer NOT NULL,
	`goods_minor` integer NOT NULL,
	`discount_minor` integer NOT NULL,
	`net_minor` integer NOT NULL,
	`tax_minor` integer NOT NULL,
	`rounding_minor` integer NOT NULL,
	`cost_minor` integer NOT NULL,
	PRIMARY KEY(`business_date`, `hour`, `location_id`, `device_id`, `kind`),
	CONSTRAINT "sales_daily_units_milli_whole" CHECK("sales_daily"."units_milli" = CAST("sales_daily"."units_milli" AS BIGINT)),
	CONSTRAINT "sales_daily_total_minor_whole" CHECK("sales_daily"."total_minor" = CAST("sales_daily"."total_minor" AS BIGINT)),
	CONSTRAINT "sales_daily_goods_minor_whole" CHECK("sales_daily"."goods_minor" = CAST("sales_daily"."goods_minor" AS BIGINT)),
	CONSTRAINT "sales_daily_discount_minor_whole" CHECK("sales_daily"."discount_minor" = CAST("sales_daily"."discount_minor" AS BIGINT)),
	CONSTRAINT "sales_daily_net_minor_whole" CHECK("sales_daily"."net_minor" = CAST("sales_daily"."net_minor" AS BIGINT)),
	CONSTRAINT "sales_daily_tax_minor_whole" CHECK("sales_daily"."tax_minor" = CAST("sales_daily"."tax_minor" AS BIGINT)),
	CONSTRAINT "sales_daily_rounding_minor_whole" CHECK("sales_daily"."rounding_minor" = CAST("sales_daily"."rounding_minor" AS BIGINT)),
	CONSTRAINT "sales_daily_cost_minor_whole" CHECK("sales_daily"."cost_minor" = CAST("sales_daily"."cost_minor" AS BIGINT))
) STRICT, WITHOUT ROWID;--> statement-breakpoint
CREATE TABLE `tax_daily` (
	`business_date` text NOT NULL,
	`tax_rate_id` integer NOT NULL,
	`location_id` integer NOT NULL,
	`kind` text NOT NULL,
	`base_minor` integer NOT NULL,
	`tax_minor` integer NOT NULL,
	PRIMARY KEY(`business_date`, `tax_rate_id`, `location_id`, `kind`),
	CONSTRAINT "tax_daily_base_minor_whole" CHECK("tax_daily"."base_minor" = CAST("tax_daily"."base_minor" AS BIGINT)),
	CONSTRAINT "tax_daily_tax_minor_whole" CHECK("tax_daily"."tax_minor" = CAST("tax_daily"."tax_minor" AS BIGINT))
) STRICT, WITHOUT ROWID;--> statement-breakpoint
CREATE TABLE `tender_daily` (
	`business_date` text NOT NULL,
	`device_id` integer NOT NULL,
	`tender` text NOT NULL,
	`kind` text NOT NULL,
	`amount_minor` integer NOT NULL,
	PRIMARY KEY(`business_date`, `device_id`, `tender`, `kind`),
	CONSTRAINT "tender_daily_amount_minor_whole" CHECK("tender_daily"."amount_minor" = CAST("tender_daily"."amount_minor" AS BIGINT))
) STRICT, WITHOUT ROWID;--> statement-breakpoint
INSERT INTO "sales_daily" ("business_date", "hour", "location_id", "device_id", "kind", "documents", "units_milli", "total_minor", "goods_minor", "discount_minor", "net_minor", "tax_minor", "rounding_minor", "cost_minor")
SELECT s."business_date", s."hour", s."location_id", s."device_id", s."kind", count(*), coalesce(sum(i."units"), 0), sum(s."total_minor"), sum(s."goods_minor"), sum(s."discount_minor"), sum(s."net_minor"), sum(s."tax_minor"), sum(s."rounding_minor"), coalesce(sum(i."cost"), 0)
FROM "sale" s LEFT JOIN (SELECT "sale_id", sum("quantity_milli") AS "units", sum("cost_minor") AS "cost" FROM "sale_line" GROUP BY "sale_id") i ON i."sale_id" = s."id"
GROUP BY s."business_date", s."hour", s."location_id", s."device_id", s."kind";--> statement-breakpoint
INSERT INTO "product_daily" ("business_date", "product_id", "location_id", "kind", "units_milli", "net_minor", "tax_minor", "discount_minor", "cost_minor")
SELECT s."business_date", i."product_id", s."location_id", s."kind", sum(i."quantity_milli"), sum(i."net_minor"), sum(i."tax_minor"), sum(i."discount_minor"), sum(i."cost_minor")
FROM "sale_line" i JOIN "sale" s ON s."id" = i."sale_id"
GROUP BY s."business_date", i."product_id", s."location_id", s."kind";--> statement-breakpoint
INSERT INTO "tender_daily" ("business_date", "device_id", "tender", "kind", "amount_minor")
SELECT s."business_date", s."device_id", p."tender", s."kind", sum(CASE s."kind" WHEN 'void' THEN -p."amount_minor" ELSE p."amount_minor" END)
FROM "payment" p JOIN "sale" s ON s."id" = p."sale_id"
GROUP BY s."business_date", s."device_id", p."tender", s."kind";--> statement-breakpoint
INSERT INTO "tax_daily" ("business_date", "tax_rate_id", "location_id", "kind", "base_minor", "tax_minor")
SELECT s."business_date", x."tax_rate_id", s."location_id", s."kind", sum(x."base_minor"), sum(x."tax_minor")
FROM (
  SELECT i."sale_id", r."tax_rate_id", r."base_minor", r."tax_minor" FROM "sale_line_tax" r JOIN "sale_line" i ON i."id" = r."line_id"
  UNION ALL
  SELECT i."sale_id", 0, i."net_minor", 0 FROM "sale_line" i WHERE NOT EXISTS (SELECT 1 FROM "sale_line_tax" r WHERE r."line_id" = i."id")
) x JOIN "sale" s ON s."id" = x."sale_id"
GROUP BY s."business_date", x."tax_rate_id", s."location_id", s."kind";