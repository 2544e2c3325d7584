ALTER TABLE `shop` ADD `lock_after_minutes` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `active_at` integer;