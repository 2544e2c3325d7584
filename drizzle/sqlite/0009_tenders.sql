CREATE TABLE `tender` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`opens_drawer` integer NOT NULL,
	`counted_at_close` integer NOT NULL,
	`gives_change` integer NOT NULL,
	`needs_reference` integer NOT NULL,
	`allowed_for_refunds` integer NOT NULL,
	`version` integer NOT NULL,
	`created_at` integer NOT NULL,
	`deactivated_at` integer
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `tender_public_id_unique` ON `tender` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `tender_name_unique` ON `tender` (`name`);--> statement-breakpoint
INSERT INTO `tender` ("id", "public_id", "name", "kind", "opens_drawer", "counted_at_close", "gives_change", "needs_reference", "allowed_for_refunds", "version", "created_at") SELECT 1, 'cash', 'Cash', 'cash', 1, 1, 1, 0, 1, 1, "set_up_at" FROM `shop`;--> statement-breakpoint
INSERT INTO `tender` ("id", "public_id", "name", "kind", "opens_drawer", "counted_at_close", "gives_change", "needs_reference", "allowed_for_refunds", "version", "created_at") SELECT 2, 'card', 'Card', 'card', 0, 1, 0, 0, 1, 1, "set_up_at" FROM `shop`;--> statement-breakpoint
INSERT INTO `tender` ("id", "public_id", "name", "kind", "opens_drawer", "counted_at_close", "gives_change", "needs_reference", "allowed_for_refunds", "version", "created_at") SELECT 3, 'other', 'Other', 'other', 0, 1, 0, 0, 1, 1, "set_up_at" FROM `shop`;--> statement-breakpoint
CREATE TABLE `__new_payment` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`sale_id` integer NOT NULL,
	`tender` text NOT NULL,
	`tender_name` text NOT NULL,
	`tender_kind` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`tendered_minor` integer NOT NULL,
	`change_minor` integer NOT NULL,
	`reference` text NOT NULL,
	`refund_of` integer,
	`voids` integer,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`sale_id`) REFERENCES `sale`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tender`) REFERENCES `tender`(`public_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`refund_of`) REFERENCES `payment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voids`) REFERENCES `payment`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payment_amount" CHECK("__new_payment"."amount_minor" = "__new_payment"."tendered_minor" - "__new_payment"."change_minor"),
	CONSTRAINT "payment_sign" CHECK(("__new_payment"."tendered_minor" >= 0 AND "__new_payment"."change_minor" >= 0 AND "__new_payment"."voids" IS NULL) OR ("__new_payment"."tendered_minor" <= 0 AND "__new_payment"."change_minor" <= 0 AND "__new_payment"."voids" IS NOT NULL)),
	CONSTRAINT "payment_change_from_cash" CHECK("__new_payment"."tender_kind" = 'cash' OR "__new_payment"."change_minor" = 0),
	CONSTRAINT "payment_amount_minor_whole" CHECK("__new_payment"."amount_minor" = CAST("__new_payment"."amount_minor" AS BIGINT)),
	CONSTRAINT "payment_tendered_minor_whole" CHECK("__new_payment"."tendered_minor" = CAST("__new_payment"."tendered_minor" AS BIGINT)),
	CONSTRAINT "payment_change_minor_whole" CHECK("__new_payment"."change_minor" = CAST("__new_payment"."change_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_payment`("id", "public_id", "sale_id", "tender", "tender_name", "tender_kind", "amount_minor", "tendered_minor", "change_minor", "reference", "refund_of", "voids", "recorded_at") SELECT "id", "public_id", "sale_id", "tender", (SELECT t."name" FROM `tender` t WHERE t."public_id" = `payment`."tender"), "tender", "amount_minor", "tendered_minor", "change_minor", "reference", "refund_of", "voids", "recorded_at" FROM `payment`;--> statement-breakpoint
DROP TABLE `payment`;--> statement-breakpoint
ALTER TABLE `__new_payment` RENAME TO `payment`;--> statement-breakpoint
CREATE UNIQUE INDEX `payment_public_id_unique` ON `payment` (`public_id`);--> statement-breakpoint
CREATE INDEX `payment_sale` ON `payment` (`sale_id`);--> statement-breakpoint
CREATE INDEX `payment_refund_of` ON `payment` (`refund_of`);