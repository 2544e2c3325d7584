ALTER TABLE "product" ADD COLUMN "ask_price" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "age_limit" bigint;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "return_days" bigint;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "stop_reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "product" ADD COLUMN "deposit_id" bigint;--> statement-breakpoint
ALTER TABLE "sale" ADD COLUMN "age_checked" bigint;--> statement-breakpoint
ALTER TABLE "sale_line" ADD COLUMN "return_until" text;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "return_days" bigint;--> statement-breakpoint
ALTER TABLE "shop" ADD COLUMN "return_reasons" text DEFAULT 'Faulty
Damaged
Wrong product
Does not fit
Not wanted any more' NOT NULL;--> statement-breakpoint
ALTER TABLE "tender" ADD COLUMN "refunds_unreceipted" boolean DEFAULT true NOT NULL;--> statement-breakpoint
ALTER TABLE "product" ADD CONSTRAINT "product_deposit_id_product_id_fk" FOREIGN KEY ("deposit_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "product_deposit" ON "product" USING btree ("deposit_id") WHERE "product"."deposit_id" IS NOT NULL;