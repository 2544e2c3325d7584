import { Link } from "@tanstack/react-router";
import { paths } from "../../lib/paths.ts";
import type { Column } from "../../components/data-table.tsx";
import { salesTexts as texts } from "../../texts/en/sales.ts";

/** The column with the receipt number as a link to its sale or return. */
export const receiptColumn: Column<{ readonly id: string; readonly receiptNumber: string }> = {
  key: "receipt",
  title: texts.receipt,
  phone: "name",
  cell: ({ id, receiptNumber }) => (
    <Link to={paths.sale} params={{ id }} className="code">
      {receiptNumber}
    </Link>
  ),
};
