-- The position of a place now counts the places inside it that sell: alerts that this answers are resolved.
UPDATE "alert" SET "status" = 'resolved', "resolved_at" = CAST(strftime('%s', 'now') AS INTEGER) * 1000, "snoozed_until" = NULL, "version" = "version" + 1
WHERE "status" IN ('active', 'dismissed', 'snoozed') AND "location_id" <> 0 AND (
  SELECT coalesce(sum(s.on_hand_milli), 0) FROM "stock_level" s JOIN "location" l ON l.id = s.location_id
  WHERE s.product_id = "alert".product_id AND (s.location_id = "alert".location_id OR (l.kind = 'store' AND s.location_id IN (
    WITH RECURSIVE inside(id) AS (
      SELECT "alert".location_id UNION SELECT part.id FROM "location" part JOIN inside ON part.parent_id = inside.id
    ) SELECT id FROM inside)))
) > (
  SELECT r.reorder_point_milli FROM "reorder_rule" r
  WHERE r.product_id = "alert".product_id AND r.location_id = "alert".location_id
);
