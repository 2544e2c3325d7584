ALTER TABLE `sale` ADD `till_name` text;--> statement-breakpoint
ALTER TABLE `device` ADD `token_hash` text;--> statement-breakpoint
ALTER TABLE `device` ADD `last_used_at` integer;--> statement-breakpoint
ALTER TABLE `device` ADD `version` integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX `device_token_hash_unique` ON `device` (`token_hash`);