CREATE TABLE `label_pattern` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`name` text NOT NULL,
	`prefix` text NOT NULL,
	`layout` text NOT NULL,
	`verifier` text NOT NULL,
	`meaning` text NOT NULL,
	`decimals` integer NOT NULL,
	`valid_from` integer NOT NULL,
	`deactivated_at` integer,
	CONSTRAINT "label_pattern_decimals" CHECK("label_pattern"."decimals" >= 0 AND "label_pattern"."decimals" <= 3),
	CONSTRAINT "label_pattern_time" CHECK("label_pattern"."deactivated_at" >= "label_pattern"."valid_from")
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `label_pattern_public_id_unique` ON `label_pattern` (`public_id`);