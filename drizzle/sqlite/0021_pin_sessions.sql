ALTER TABLE `session` ADD `by_pin` integer DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE `session` SET `by_pin` = 1 WHERE `authenticated_at` = 0;