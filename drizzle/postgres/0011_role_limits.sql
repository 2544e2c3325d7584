CREATE TABLE "role_limit" (
	"role" text NOT NULL,
	"limit_name" text NOT NULL,
	"value" bigint,
	CONSTRAINT "role_limit_pk" PRIMARY KEY("role","limit_name"),
	CONSTRAINT "role_limit_value" CHECK ("role_limit"."value" >= 0)
);
