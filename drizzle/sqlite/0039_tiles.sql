CREATE TABLE `tile` (
	`id` integer PRIMARY KEY NOT NULL,
	`page_id` integer NOT NULL,
	`position` integer NOT NULL,
	`product_id` integer NOT NULL,
	FOREIGN KEY (`page_id`) REFERENCES `tile_page`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`product_id`) REFERENCES `product`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "tile_place" CHECK("tile"."position" >= 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `tile_position` ON `tile` (`page_id`,`position`);--> statement-breakpoint
CREATE UNIQUE INDEX `tile_product` ON `tile` (`page_id`,`product_id`);--> statement-breakpoint
CREATE TABLE `tile_arrangement` (
	`id` integer PRIMARY KEY NOT NULL,
	`public_id` text NOT NULL,
	`scope` text NOT NULL,
	`device_id` integer,
	`version` integer NOT NULL,
	FOREIGN KEY (`device_id`) REFERENCES `device`(`id`) ON UPDATE no action ON DELETE no action
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `tile_arrangement_public_id_unique` ON `tile_arrangement` (`public_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `tile_arrangement_scope_unique` ON `tile_arrangement` (`scope`);--> statement-breakpoint
CREATE TABLE `tile_page` (
	`id` integer PRIMARY KEY NOT NULL,
	`arrangement_id` integer NOT NULL,
	`position` integer NOT NULL,
	`name` text NOT NULL,
	FOREIGN KEY (`arrangement_id`) REFERENCES `tile_arrangement`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "tile_page_place" CHECK("tile_page"."position" >= 0)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `tile_page_position` ON `tile_page` (`arrangement_id`,`position`);