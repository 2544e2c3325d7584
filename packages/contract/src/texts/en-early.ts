/**
 * Refusal sentences that screens also show before they send a request. They have a file of their own, because the first
 * load of the till contains these only.
 */
export const earlyEn = {
  correction_too_late:
    "A payment method can only be corrected on the day of the sale, before the drawer is closed.",
  void_too_late: "A sale can only be voided on the day it was made. Record a return instead.",
  change_only_from_cash: "Change is given from cash only. Lower the other amount.",
  card_number_refused: "This looks like a card number. Card numbers are not stored here.",
  discount_too_large: "The discount is larger than the price.",
  too_much_cash: "This is far more cash than is due. Check the amount received.",
  /** `most` is the limit as text; null without one. */
  discount_beyond: (most: string | null) =>
    most === null ? "You may not give discounts." : `You may give up to ${most} discount.`,
  price_beyond: (most: string | null) =>
    most === null ? "You may not change prices." : `You may change a price by up to ${most}.`,
  till_revoked:
    "This device is no longer a till. Nothing is lost: carts and unsent sales stay here until an owner or a manager makes it a till again, in Settings, under Tills.",
  drawer_closed: (name: string) => `The drawer “${name}” is closed. Open it first.`,
  no_drawer:
    "This device has no cash drawer, so no cash may come in or go out here. Use a till with a drawer, another payment method, or ask an owner or a manager.",
  ask_to_approve: "Ask someone with the right to approve it.",
  percent_out_of_range: "Enter a percentage from 0 to 100.",
  do_not_sell: (name: string, reason: string) => `“${name}” must not be sold (${reason}).`,
};
