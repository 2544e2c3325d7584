ALTER TABLE `product` ADD `ask_price` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `product` ADD `age_limit` integer;--> statement-breakpoint
ALTER TABLE `product` ADD `return_days` integer;--> statement-breakpoint
ALTER TABLE `product` ADD `stop_reason` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `product` ADD `deposit_id` integer REFERENCES product(id);--> statement-breakpoint
CREATE INDEX `product_deposit` ON `product` (`deposit_id`) WHERE "product"."deposit_id" IS NOT NULL;--> statement-breakpoint
ALTER TABLE `sale` ADD `age_checked` integer;--> statement-breakpoint
ALTER TABLE `sale_line` ADD `return_until` text;--> statement-breakpoint
ALTER TABLE `shop` ADD `return_days` integer;--> statement-breakpoint
ALTER TABLE `shop` ADD `return_reasons` text DEFAULT 'Faulty
Damaged
Wrong product
Does not fit
Not wanted any more' NOT NULL;--> statement-breakpoint
ALTER TABLE `tender` ADD `refunds_unreceipted` integer DEFAULT true NOT NULL;