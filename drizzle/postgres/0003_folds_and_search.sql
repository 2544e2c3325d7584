ALTER TABLE "app_user" ALTER COLUMN "login_key" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "category" ALTER COLUMN "name_key" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "customer" ALTER COLUMN "name_key" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "location" ALTER COLUMN "name_key" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "product" ALTER COLUMN "sku_key" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "product" ALTER COLUMN "name_key" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "supplier" ALTER COLUMN "name_key" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "fold_version" bigint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "supplier" ADD COLUMN "search" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "supplier" ADD COLUMN "sort_key" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE INDEX "supplier_sort" ON "supplier" USING btree ("sort_key","id");