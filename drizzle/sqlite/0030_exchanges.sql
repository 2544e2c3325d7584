ALTER TABLE `sale` ADD `exchange_of` integer REFERENCES sale(id);--> statement-breakpoint
CREATE UNIQUE INDEX `sale_exchange_of` ON `sale` (`exchange_of`) WHERE "sale"."exchange_of" IS NOT NULL;--> statement-breakpoint
INSERT INTO `tender` ("public_id", "name", "kind", "opens_drawer", "counted_at_close", "gives_change", "needs_reference", "allowed_for_refunds", "version", "created_at") SELECT 'exchange', CASE WHEN EXISTS (SELECT 1 FROM `tender` WHERE lower("name") = 'exchange') THEN 'Exchange of goods' ELSE 'Exchange' END, 'exchange', 0, 0, 0, 0, 0, 1, "set_up_at" FROM `shop`;
