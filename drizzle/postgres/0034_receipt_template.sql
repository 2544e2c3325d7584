ALTER TABLE "shop" ADD COLUMN "receipt_policy" text DEFAULT 'ask' NOT NULL;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "receipt_paper" text DEFAULT '80' NOT NULL;--> statement-breakpoint
ALTER TABLE "shop_identity" ADD COLUMN "receipt_language" text;--> statement-breakpoint
ALTER TABLE "shop_identity" ADD COLUMN "receipt_logo" text;--> statement-breakpoint
ALTER TABLE "shop_identity" ADD COLUMN "show_sku" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "shop_identity" ADD COLUMN "show_seller" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "shop_identity" ADD COLUMN "show_customer" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "shop_identity" ADD COLUMN "show_taxes" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "shop_identity" ADD COLUMN "show_barcode" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "till_event_copy" ON "till_event" USING btree ("sale_id") WHERE "till_event"."kind" = 'copy_printed';