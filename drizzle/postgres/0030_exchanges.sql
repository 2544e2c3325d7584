ALTER TABLE "sale" ADD COLUMN "exchange_of" bigint;--> statement-breakpoint
ALTER TABLE "sale" ADD CONSTRAINT "sale_exchange_of_sale_id_fk" FOREIGN KEY ("exchange_of") REFERENCES "public"."sale"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "sale_exchange_of" ON "sale" USING btree ("exchange_of") WHERE "sale"."exchange_of" IS NOT NULL;--> statement-breakpoint
INSERT INTO "tender" ("public_id", "name", "kind", "opens_drawer", "counted_at_close", "gives_change", "needs_reference", "allowed_for_refunds", "version", "created_at") SELECT 'exchange', CASE WHEN EXISTS (SELECT 1 FROM "tender" WHERE lower("name") = 'exchange') THEN 'Exchange of goods' ELSE 'Exchange' END, 'exchange', false, false, false, false, false, 1, "set_up_at" FROM "shop";
