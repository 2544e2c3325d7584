CREATE TABLE `card_payment` (
	`id` integer PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`amount_minor` integer NOT NULL,
	`reference` text NOT NULL,
	`message` text NOT NULL,
	`sale_id` integer,
	`device_id` integer,
	`user_id` integer NOT NULL,
	`started_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`sale_id`) REFERENCES `sale`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "card_payment_amount" CHECK("card_payment"."amount_minor" > 0),
	CONSTRAINT "card_payment_used" CHECK("card_payment"."sale_id" IS NULL OR "card_payment"."state" = 'approved'),
	CONSTRAINT "card_payment_ended" CHECK(("card_payment"."state" IN ('started', 'unknown')) = ("card_payment"."ended_at" IS NULL)),
	CONSTRAINT "card_payment_amount_minor_whole" CHECK("card_payment"."amount_minor" = CAST("card_payment"."amount_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `card_payment_key_unique` ON `card_payment` (`key`);--> statement-breakpoint
CREATE INDEX `card_payment_state` ON `card_payment` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `fiscal_signature` (
	`id` integer PRIMARY KEY NOT NULL,
	`sale_id` integer NOT NULL,
	`state` text NOT NULL,
	`signer` text NOT NULL,
	`transaction_number` text NOT NULL,
	`counter` integer NOT NULL,
	`value` text NOT NULL,
	`code` text NOT NULL,
	`reason` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`sale_id`) REFERENCES `sale`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "fiscal_signature_reason" CHECK(("fiscal_signature"."state" = 'unsigned') = ("fiscal_signature"."reason" <> ''))
) STRICT;
--> statement-breakpoint
CREATE INDEX `fiscal_signature_sale` ON `fiscal_signature` (`sale_id`,`id`);--> statement-breakpoint
CREATE TABLE `tender_correction` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`key` text NOT NULL,
	`number` text NOT NULL,
	`sale_id` integer NOT NULL,
	`reason` text NOT NULL,
	`user_id` integer NOT NULL,
	`user_name` text NOT NULL,
	`device_id` integer,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`sale_id`) REFERENCES `sale`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`user_id`) REFERENCES `app_user`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `tender_correction_public_id_unique` ON `tender_correction` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `tender_correction_key_unique` ON `tender_correction` (`key`);--> statement-breakpoint
CREATE UNIQUE INDEX `tender_correction_number_unique` ON `tender_correction` (`number`);--> statement-breakpoint
CREATE INDEX `tender_correction_sale` ON `tender_correction` (`sale_id`);--> statement-breakpoint
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
	`correction_id` integer,
	`recorded_at` integer NOT NULL,
	FOREIGN KEY (`sale_id`) REFERENCES `sale`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`tender`) REFERENCES `tender`(`public_id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`refund_of`) REFERENCES `payment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`voids`) REFERENCES `payment`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`correction_id`) REFERENCES `tender_correction`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "payment_amount" CHECK("__new_payment"."amount_minor" = "__new_payment"."tendered_minor" - "__new_payment"."change_minor"),
	CONSTRAINT "payment_sign" CHECK(("__new_payment"."tendered_minor" >= 0 AND "__new_payment"."change_minor" >= 0 AND "__new_payment"."voids" IS NULL) OR ("__new_payment"."tendered_minor" <= 0 AND "__new_payment"."change_minor" <= 0 AND "__new_payment"."voids" IS NOT NULL) OR ("__new_payment"."correction_id" IS NOT NULL AND "__new_payment"."change_minor" = 0)),
	CONSTRAINT "payment_change_from_cash" CHECK("__new_payment"."tender_kind" = 'cash' OR "__new_payment"."change_minor" = 0),
	CONSTRAINT "payment_amount_minor_whole" CHECK("__new_payment"."amount_minor" = CAST("__new_payment"."amount_minor" AS BIGINT)),
	CONSTRAINT "payment_tendered_minor_whole" CHECK("__new_payment"."tendered_minor" = CAST("__new_payment"."tendered_minor" AS BIGINT)),
	CONSTRAINT "payment_change_minor_whole" CHECK("__new_payment"."change_minor" = CAST("__new_payment"."change_minor" AS BIGINT))
) STRICT;
--> statement-breakpoint
INSERT INTO `__new_payment`("id", "public_id", "sale_id", "tender", "tender_name", "tender_kind", "amount_minor", "tendered_minor", "change_minor", "reference", "refund_of", "voids", "recorded_at") SELECT "id", "public_id", "sale_id", "tender", "tender_name", "tender_kind", "amount_minor", "tendered_minor", "change_minor", "reference", "refund_of", "voids", "recorded_at" FROM `payment`;--> statement-breakpoint
DROP TABLE `payment`;--> statement-breakpoint
ALTER TABLE `__new_payment` RENAME TO `payment`;--> statement-breakpoint
CREATE UNIQUE INDEX `payment_public_id_unique` ON `payment` (`public_id`);--> statement-breakpoint
CREATE INDEX `payment_sale` ON `payment` (`sale_id`);--> statement-breakpoint
CREATE INDEX `payment_refund_of` ON `payment` (`refund_of`);