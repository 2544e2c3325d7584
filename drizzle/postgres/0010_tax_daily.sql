CREATE TABLE "tax_daily" (
	"business_date" text NOT NULL,
	"tax_rate_id" bigint NOT NULL,
	"location_id" bigint NOT NULL,
	"sold_base_minor" bigint NOT NULL,
	"sold_tax_minor" bigint NOT NULL,
	"returned_base_minor" bigint NOT NULL,
	"returned_tax_minor" bigint NOT NULL,
	CONSTRAINT "tax_daily_pk" PRIMARY KEY("business_date","tax_rate_id","location_id"),
	CONSTRAINT "tax_daily_sold_base_minor_whole" CHECK ("tax_daily"."sold_base_minor" = CAST("tax_daily"."sold_base_minor" AS BIGINT)),
	CONSTRAINT "tax_daily_sold_tax_minor_whole" CHECK ("tax_daily"."sold_tax_minor" = CAST("tax_daily"."sold_tax_minor" AS BIGINT)),
	CONSTRAINT "tax_daily_returned_base_minor_whole" CHECK ("tax_daily"."returned_base_minor" = CAST("tax_daily"."returned_base_minor" AS BIGINT)),
	CONSTRAINT "tax_daily_returned_tax_minor_whole" CHECK ("tax_daily"."returned_tax_minor" = CAST("tax_daily"."returned_tax_minor" AS BIGINT))
);--> statement-breakpoint
INSERT INTO "tax_daily" ("business_date", "tax_rate_id", "location_id", "sold_base_minor", "sold_tax_minor", "returned_base_minor", "returned_tax_minor")
SELECT s."business_date", x."tax_rate_id", s."location_id", sum(CASE WHEN s."kind" = 'sale' THEN x."base_minor" ELSE 0 END), sum(CASE WHEN s."kind" = 'sale' THEN x."tax_minor" ELSE 0 END), sum(CASE WHEN s."kind" = 'return' THEN x."base_minor" ELSE 0 END), sum(CASE WHEN s."kind" = 'return' THEN x."tax_minor" ELSE 0 END)
FROM (
  SELECT i."sale_id", r."tax_rate_id", r."base_minor", r."tax_minor" FROM "sale_line_tax" r JOIN "sale_line" i ON i."id" = r."line_id"
  UNION ALL
  SELECT i."sale_id", 0, i."net_minor", 0 FROM "sale_line" i WHERE NOT EXISTS (SELECT 1 FROM "sale_line_tax" r WHERE r."line_id" = i."id")
) x JOIN "sale" s ON s."id" = x."sale_id"
WHERE s."status" = 'completed'
GROUP BY s."business_date", x."tax_rate_id", s."location_id";