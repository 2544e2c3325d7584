/**
 * The closed list of validation rules for single fields, each with the type of its details. A contract names one in
 * place of a message: `z.string().min(1, rule("required"))`. The sentences are in `texts/`.
 */
import { z } from "zod";

const nothing = z.object({});
const least = z.object({ min: z.number() });
const most = z.object({ max: z.number() });

export const RULES = {
  required: nothing,
  wrong_type: z.object({ expected: z.string() }),
  not_one_of: z.object({ values: z.array(z.string()) }),
  unknown_field: nothing,
  not_valid: nothing,
  /** At the empty path: only the first fields are listed. */
  more_fields: z.object({ shown: z.int() }),
  too_short: least,
  too_long: most,
  too_few: least,
  too_many: most,
  too_small: least,
  too_big: most,
  control_characters: nothing,
  broken_characters: nothing,
  direction_characters: nothing,
  not_an_id: nothing,
  not_an_instant: nothing,
  not_a_date: nothing,
  not_an_email: nothing,
  not_ahead: z.object({ days: z.int() }),
  version_required: nothing,
  password_required: nothing,
  pin_not_valid: nothing,
  pin_too_simple: nothing,
  cursor_not_valid: nothing,
  amount_not_whole: nothing,
  amount_negative: nothing,
  amount_not_positive: nothing,
  amount_too_large: nothing,
  quantity_not_exact: nothing,
  quantity_negative: nothing,
  quantity_not_positive: nothing,
  quantity_zero: nothing,
  quantity_too_large: nothing,
  line_too_large: nothing,
  percent_not_a_number: nothing,
  percent_not_positive: nothing,
  percent_out_of_range: nothing,
  tax_rate_too_high: nothing,
  price_fall_too_large: nothing,
  price_rise_too_large: nothing,
  two_price_changes: nothing,
  days_not_a_number: nothing,
  minutes_of_day: nothing,
  minutes_not_a_number: nothing,
  years_not_a_number: nothing,
  nothing_chosen: nothing,
  nothing_to_change: nothing,
  nothing_to_return: nothing,
  exchange_not_equal: nothing,
  exchange_pays_one_way: nothing,
  exchange_needs_server: nothing,
  no_lines: nothing,
  cart_empty: nothing,
  document_cost_too_large: nothing,
  sale_time_required: nothing,
  card_number_refused: nothing,
  pieces_not_whole: nothing,
  pieces_other_sum: nothing,
  category_required: nothing,
  snooze_end_required: nothing,
  right_not_for_keys: nothing,
  currency_not_a_code: nothing,
  currency_unknown: nothing,
  time_zone_unknown: nothing,
  locale_unknown: nothing,
  sku_pattern_not_valid: nothing,
  receipt_prefix_not_valid: nothing,
  setup_token_incomplete: nothing,
  /** Of a cell of an imported file. */
  stock_below_zero: nothing,
  cost_unknown: nothing,
  barcode_rounded: nothing,
  barcode_zeros_lost: z.object({ proposal: z.string() }),
  barcode_padded: z.object({ was: z.string() }),
  barcode_check_digit: nothing,
  barcode_twice: z.object({ row: z.int() }),
  barcode_of_other: z.object({ name: z.string() }),
  sku_twice: z.object({ row: z.int() }),
  sku_numbered: z.object({ was: z.string() }),
  name_numbered: z.object({ was: z.string() }),
  name_twice: z.object({ row: z.int() }),
  person_twice: z.object({ row: z.int() }),
  name_of_several: nothing,
  import_location_gone: nothing,
  person_of_several: nothing,
  import_name_unmapped: nothing,
  import_sale_unmapped: nothing,
  date_ambiguous: nothing,
  date_in_future: nothing,
  amounts_differ: nothing,
  product_unknown: nothing,
  past_sale_grows: nothing,
  two_tax_rates: nothing,
  tax_unknown: z.object({ name: z.string() }),
  unit_unknown: nothing,
  unit_fixed: z.object({ unit: z.string() }),
  stock_not_kept: nothing,
  row_of_picture: nothing,
  row_of_variants: nothing,
  row_not_sold_here: nothing,
  changed_since_preview: nothing,
  used_since_import: nothing,
  changed_since_import: nothing,
  file_name_not_valid: nothing,
  file_name_not_pdf: nothing,
  /** REST only: where a value must be sent. */
  given_twice: nothing,
  belongs_in_body: nothing,
  body_not_an_object: nothing,
  if_match_not_a_version: nothing,
  differs_from_address: nothing,
  differs_from_if_match: nothing,
} satisfies Record<string, z.ZodObject>;

export type RuleCode = keyof typeof RULES;
export type RuleDetails<Code extends RuleCode> = z.infer<(typeof RULES)[Code]>;

/** A code in place of a zod message, so contracts contain no sentences. */
export function rule<Code extends string>(code: Code & RuleCode): Code {
  return code;
}

export function isRule(code: string): code is RuleCode {
  return Object.hasOwn(RULES, code);
}
