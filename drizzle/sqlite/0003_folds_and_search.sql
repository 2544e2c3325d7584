ALTER TABLE `shop` ADD `fold_version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `supplier` ADD `search` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `supplier` ADD `sort_key` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX `supplier_sort` ON `supplier` (`sort_key`,`id`);