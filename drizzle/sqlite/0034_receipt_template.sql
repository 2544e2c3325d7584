ALTER TABLE `shop` ADD `receipt_policy` text DEFAULT 'ask' NOT NULL;--> statement-breakpoint
ALTER TABLE `shop` ADD `receipt_paper` text DEFAULT '80' NOT NULL;--> statement-breakpoint
ALTER TABLE `shop_identity` ADD `receipt_language` text;--> statement-breakpoint
ALTER TABLE `shop_identity` ADD `receipt_logo` text;--> statement-breakpoint
ALTER TABLE `shop_identity` ADD `show_sku` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `shop_identity` ADD `show_seller` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `shop_identity` ADD `show_customer` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `shop_identity` ADD `show_taxes` integer DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE `shop_identity` ADD `show_barcode` integer DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX `till_event_copy` ON `till_event` (`sale_id`) WHERE "till_event"."kind" = 'copy_printed';