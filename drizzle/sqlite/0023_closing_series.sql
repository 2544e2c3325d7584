ALTER TABLE `closing` ADD `series` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE `shop` ADD `closing_series` integer DEFAULT 1 NOT NULL;