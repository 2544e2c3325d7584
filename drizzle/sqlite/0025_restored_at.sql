ALTER TABLE `shop` ADD `restored_at` integer;--> statement-breakpoint
ALTER TABLE `shop` ADD `restored_to` integer;