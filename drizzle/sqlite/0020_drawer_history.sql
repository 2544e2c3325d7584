CREATE TABLE `closing_till` (
	`device_id` integer NOT NULL,
	`closing_id` integer NOT NULL,
	`event_seq` integer NOT NULL,
	PRIMARY KEY(`device_id`, `closing_id`),
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`closing_id`) REFERENCES `closing`(`id`) ON UPDATE no action ON DELETE no action
) STRICT, WITHOUT ROWID;
--> statement-breakpoint
CREATE TABLE `till_drawer` (
	`id` integer PRIMARY KEY NOT NULL,
	`device_id` integer NOT NULL,
	`drawer_id` integer,
	`since` integer NOT NULL,
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`drawer_id`) REFERENCES `cash_drawer`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE INDEX `till_drawer_since` ON `till_drawer` (`device_id`,`since`,`id`);--> statement-breakpoint
DROP INDEX `till_event_recorded`;--> statement-breakpoint
ALTER TABLE `drawer_session` ADD `after_sale_id` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `closing_supplements` ON `closing` (`supplement_of`);--> statement-breakpoint
CREATE INDEX `sale_late` ON `sale` (`session_id`,`id`) WHERE "sale"."late";--> statement-breakpoint
INSERT INTO `till_drawer` (`device_id`, `drawer_id`, `since`) SELECT `id`, `drawer_id`, 0 FROM `device` WHERE `drawer_id` IS NOT NULL ORDER BY `id`;--> statement-breakpoint
INSERT INTO `closing_till` (`device_id`, `closing_id`, `event_seq`) SELECT e.device_id, c.id, max(e.device_seq) FROM `closing` c JOIN `drawer_session` s ON s.id = c.session_id JOIN `device` d ON d.drawer_id = s.drawer_id JOIN `till_event` e ON e.device_id = d.id AND e.recorded_at < c.closed_at WHERE c.supplement_of IS NULL GROUP BY e.device_id, c.id;