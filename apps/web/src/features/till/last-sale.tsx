import { Link } from "@tanstack/react-router";
import { paths } from "../../lib/paths.ts";
import { useAllowed, useFormats } from "../../lib/shop-context.tsx";
import { trpc } from "../../lib/trpc.ts";
import { tillChangeTexts as texts } from "../../texts/en/till-changes.ts";
import classes from "./cart-panel.module.css";

/** The shop's latest sale, shown in an empty cart, with its receipt. */
export function LastSale() {
  const formats = useFormats();
  const maySee = useAllowed("sales.read");
  const sales = trpc.sales.list.useQuery({ kind: "sale", limit: 1 }, { enabled: maySee });
  const [sale] = sales.data?.items ?? [];
  if (sale === undefined) return null;
  const { id, receiptNumber, totalMinor, occurredAt } = sale;
  return (
    <p className={classes.last}>
      {texts.lastSale}{" "}
      <Link to={paths.receipt} params={{ id }}>
        {texts.receipt(receiptNumber)}
      </Link>{" "}
      <span className="num">{formats.money(totalMinor)}</span> · {formats.moment(occurredAt)}
    </p>
  );
}
