CREATE TABLE "product_file" (
	"product_id" bigint NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"added_by" bigint,
	"added_at" bigint NOT NULL,
	CONSTRAINT "product_file_pk" PRIMARY KEY("product_id","hash")
);
--> statement-breakpoint
CREATE TABLE "product_picture" (
	"product_id" bigint NOT NULL,
	"position" bigint NOT NULL,
	"hash" text NOT NULL,
	"added_by" bigint,
	"added_at" bigint NOT NULL,
	CONSTRAINT "product_picture_pk" PRIMARY KEY("product_id","position"),
	CONSTRAINT "product_picture_once" UNIQUE("product_id","hash"),
	CONSTRAINT "product_picture_position" CHECK ("product_picture"."position" >= 0)
);
--> statement-breakpoint
CREATE TABLE "stored_file" (
	"hash" text PRIMARY KEY NOT NULL,
	"format" text NOT NULL,
	"size" bigint NOT NULL,
	"width" bigint,
	"height" bigint,
	"stored_at" bigint NOT NULL,
	"small_hash" text,
	"small" "bytea",
	"content" "bytea" NOT NULL,
	CONSTRAINT "stored_file_size" CHECK ("stored_file"."size" > 0),
	CONSTRAINT "stored_file_small" CHECK (("stored_file"."small" IS NULL) = ("stored_file"."small_hash" IS NULL)),
	CONSTRAINT "stored_file_sides" CHECK (("stored_file"."format" = 'webp') = ("stored_file"."width" IS NOT NULL)),
	CONSTRAINT "stored_file_both_sides" CHECK (("stored_file"."width" IS NULL) = ("stored_file"."height" IS NULL))
);
--> statement-breakpoint
CREATE TABLE "supplier_file" (
	"supplier_id" bigint NOT NULL,
	"hash" text NOT NULL,
	"name" text NOT NULL,
	"added_by" bigint,
	"added_at" bigint NOT NULL,
	CONSTRAINT "supplier_file_pk" PRIMARY KEY("supplier_id","hash")
);
--> statement-breakpoint
ALTER TABLE "product_file" ADD CONSTRAINT "product_file_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_file" ADD CONSTRAINT "product_file_hash_stored_file_hash_fk" FOREIGN KEY ("hash") REFERENCES "public"."stored_file"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_file" ADD CONSTRAINT "product_file_added_by_app_user_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_picture" ADD CONSTRAINT "product_picture_product_id_product_id_fk" FOREIGN KEY ("product_id") REFERENCES "public"."product"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_picture" ADD CONSTRAINT "product_picture_hash_stored_file_hash_fk" FOREIGN KEY ("hash") REFERENCES "public"."stored_file"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "product_picture" ADD CONSTRAINT "product_picture_added_by_app_user_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_file" ADD CONSTRAINT "supplier_file_supplier_id_supplier_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."supplier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_file" ADD CONSTRAINT "supplier_file_hash_stored_file_hash_fk" FOREIGN KEY ("hash") REFERENCES "public"."stored_file"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supplier_file" ADD CONSTRAINT "supplier_file_added_by_app_user_id_fk" FOREIGN KEY ("added_by") REFERENCES "public"."app_user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "product_file_hash" ON "product_file" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "product_picture_hash" ON "product_picture" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "stored_file_age" ON "stored_file" USING btree ("stored_at");--> statement-breakpoint
CREATE INDEX "supplier_file_hash" ON "supplier_file" USING btree ("hash");