/** Parts of the till that are not needed before its first sale and load later. */
import { createElement, useEffect, useState } from "react";
import type { ComponentType } from "react";
import { latePart } from "../../lib/late-part.tsx";
import { useCatalogueState } from "../catalogue/catalogue.ts";

export const WholeDiscount = latePart(
  async () => (await import("./whole-discount.tsx")).WholeDiscount,
);
export const RequestedProduct = latePart(
  async () => (await import("./requested-product.tsx")).RequestedProduct,
);
export const PaymentReference = latePart(
  async () => (await import("./payment-reference.tsx")).PaymentReference,
);
export const DiscountReason = latePart(
  async () => (await import("./discount-reason.tsx")).DiscountReason,
);
export const CartTrouble = latePart(async () => (await import("./cart-trouble.tsx")).CartTrouble);
export const CartFollowers = afterProducts(
  async () => (await import("./cart-followers.tsx")).CartFollowers,
);
export const LineTools = afterProducts(async () => (await import("./line-tools.tsx")).LineTools);
export const CartCustomer = afterProducts(
  async () => (await import("./cart-customer.tsx")).CartCustomer,
);
export const CustomerChip = afterProducts(
  async () => (await import("./cart-customer.tsx")).CustomerChip,
);
export const EmptiesButton = afterProducts(
  async () => (await import("./empties.tsx")).EmptiesButton,
);
export const Empties = afterProducts(async () => (await import("./empties.tsx")).Empties);
export const AskPrice = latePart(async () => (await import("./ask-price.tsx")).AskPrice);
export const TillHelp = latePart(async () => (await import("./till-help.tsx")).TillHelp);
export const LastSale = afterProducts(async () => (await import("./last-sale.tsx")).LastSale);
export const NotAdded = afterProducts(async () => (await import("./not-added.tsx")).NotAdded);
export const OwnTiles = afterProducts(async () => (await import("./own-tiles.tsx")).OwnTiles);
export const ArrangedTiles = latePart(
  async () => (await import("./arranged-tiles.tsx")).ArrangedTiles,
);
export const PrintTrouble = afterProducts(
  async () => (await import("../printing/print-trouble.tsx")).PrintTrouble,
);
export const TillDrawer = afterProducts(
  async () => (await import("../drawers/till-drawer.tsx")).TillDrawer,
);
export const ParkedTools = afterProducts(
  async () => (await import("./parked-tools.tsx")).ParkedTools,
);
const bandParts = () => import("./till-band-parts.tsx");
export const PaidSale = afterProducts(async () => (await bandParts()).PaidSale);
export const RefusedBand = latePart(async () => (await bandParts()).RefusedBand);
export const CartsAside = latePart(async () => (await bandParts()).CartsAside);
export const ClosedDrawer = latePart(
  async () => (await import("./closed-drawer.tsx")).ClosedDrawer,
);
export const NoDrawer = latePart(async () => (await import("./no-drawer.tsx")).NoDrawer);
export const FollowLine = afterProducts(async () => (await import("./follow-line.tsx")).FollowLine);

/** A part that is always shown: loaded once a sale can begin, which needs the products and not this part. */
function afterProducts<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Part = latePart(load);
  return function AfterProducts(props: Props) {
    return useUsable() ? createElement(Part, props) : null;
  };
}

let wasUsable = false;

/** Whether a sale can begin, set in the task after the products were rendered. */
function useUsable(): boolean {
  const productsAnswered = useCatalogueState() !== "loading";
  const [usable, setUsable] = useState(wasUsable);
  useEffect(() => {
    if (!productsAnswered || usable) return;
    const timer = setTimeout(() => {
      wasUsable = true;
      setUsable(true);
    });
    return () => clearTimeout(timer);
  }, [productsAnswered, usable]);
  return usable;
}
