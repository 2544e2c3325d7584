ALTER TABLE `shop` ADD `country` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `shop` ADD `retention_years` integer DEFAULT 10 NOT NULL;