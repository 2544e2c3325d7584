import type { SalesFigures } from "@daybook/contract/reports";
import { paths } from "../../lib/paths.ts";
import { Figure, Figures } from "../../components/figures.tsx";
import { useFormats, useSeesCosts } from "../../lib/shop-context.tsx";
import { reportTexts } from "../../texts/en/reports.ts";

const texts = reportTexts.sales;

interface SalesReportFiguresProps {
  readonly total: SalesFigures;
  /** The same figures of the preceding period; undefined without a comparison. */
  readonly before: SalesFigures | undefined;
  /** The filter of the list of sales behind the takings. */
  readonly link: {
    readonly from: string;
    readonly to: string;
    readonly location: string | undefined;
  };
}

interface ReportFigure {
  readonly label: string;
  readonly format: (figures: SalesFigures) => string;
  readonly amount?: number | null;
  readonly of?: string;
  /** The list behind the figure: that of sales, if left out. */
  readonly to?: typeof paths.sales | typeof paths.pastSales;
  readonly search?: Readonly<Record<string, string | undefined>>;
}

/** The key figures of the sales report. */
export function SalesReportFigures({ total, before, link }: SalesReportFiguresProps) {
  const formats = useFormats();
  const seesCosts = useSeesCosts();
  const money = (amount: number | null) => (amount === null ? texts.none : formats.money(amount));
  const percent = (ppm: number | null) => (ppm === null ? texts.none : formats.percent(ppm));
  const compared = (format: (figures: SalesFigures) => string, otherwise?: string) =>
    before === undefined ? otherwise : texts.before(format(before));
  const profit: readonly ReportFigure[] = [
    {
      label: texts.profit,
      format: (sums) => money(sums.profitMinor),
      amount: total.profitMinor,
      of: total.pastSales === 0 ? texts.profitOf : texts.profitOfOwn,
    },
    { label: texts.margin, format: (sums) => percent(sums.marginPpm), amount: total.marginPpm },
  ];
  const figures: readonly ReportFigure[] = [
    {
      label: texts.takings,
      format: (sums) => money(sums.takingsMinor),
      amount: total.takingsMinor,
      of: texts.takingsOf,
      search: link,
    },
    {
      label: texts.revenue,
      format: (sums) => money(sums.revenueMinor),
      amount: total.revenueMinor,
    },
    ...(seesCosts ? profit : []),
    ...(total.pastSales === 0
      ? []
      : [
          {
            label: texts.ofPast,
            format: (sums: SalesFigures) => money(sums.pastMinor),
            amount: total.pastMinor,
            search: link,
            to: paths.pastSales,
          },
        ]),
    {
      label: texts.receipts,
      format: (sums) => formats.count(sums.receipts),
      search: { ...link, kind: "sale" },
    },
    {
      label: texts.returns,
      format: (sums) => formats.count(sums.returns),
      search: { ...link, kind: "return" },
    },
    {
      label: texts.averageReceipt,
      format: (sums) => money(sums.averageReceiptMinor),
      amount: total.averageReceiptMinor,
      of: texts.averageOf,
    },
    { label: texts.tax, format: (sums) => money(sums.taxMinor), amount: total.taxMinor },
    ...(total.roundingMinor === 0
      ? []
      : [
          {
            label: texts.rounding,
            format: (sums: SalesFigures) => money(sums.roundingMinor),
            amount: total.roundingMinor,
          },
        ]),
    { label: texts.discount, format: (sums) => money(sums.discountMinor) },
    ...(seesCosts
      ? [{ label: texts.cost, format: (sums: SalesFigures) => money(sums.costOfGoodsSoldMinor) }]
      : []),
  ];
  return (
    <Figures label={texts.figures}>
      {figures.map(({ label, format, amount, of, search, to = paths.sales }) => (
        <Figure
          key={label}
          small
          label={label}
          text={format(total)}
          negative={(amount ?? 0) < 0}
          compare={compared(format, of)}
          {...(search === undefined ? {} : { link: { to, search } })}
        />
      ))}
    </Figures>
  );
}
