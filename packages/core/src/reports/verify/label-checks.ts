import { asc, eq } from "drizzle-orm";
import { minorToDecimal } from "@daybook/contract/money";
import type { VerifyReport } from "@daybook/contract/reports";
import { labelPriceOf } from "@daybook/contract/scanned-codes";
import type { ReadCtx } from "../../context/context.ts";

/**
 * Reads the label of every line that has the price of one. Which patterns a till had is not stored: one that was in
 * force before the sale arrived must give the price.
 */
export async function checkLabels(
  ctx: ReadCtx,
  exponent: number,
): Promise<VerifyReport["checks"][number]> {
  const { labelPattern, sale, saleLine } = ctx.t;
  const patterns = await ctx.db.select().from(labelPattern);
  const lines = await ctx.db
    .select({
      receiptNumber: sale.receiptNumber,
      recordedAt: sale.recordedAt,
      lineNo: saleLine.lineNo,
      code: saleLine.code,
      grossMinor: saleLine.grossMinor,
    })
    .from(saleLine)
    .innerJoin(sale, eq(sale.id, saleLine.saleId))
    .where(eq(saleLine.priceSource, "label"))
    .orderBy(asc(saleLine.id));
  const examples = lines.flatMap((line) => {
    const known = patterns.filter(({ validFrom }) => validFrom <= line.recordedAt);
    // Each alone: patterns of different times may match the same codes. The first also reads codes of GS1.
    const isProved = [[], ...known.map((one) => [one])].some(
      (used) => labelPriceOf(line.code ?? "", used, exponent) === line.grossMinor,
    );
    if (isProved) return [];
    const { receiptNumber, lineNo, grossMinor } = line;
    return [
      `${receiptNumber} line ${lineNo}: its label does not say ${minorToDecimal(grossMinor, exponent)}`,
    ];
  });
  return {
    id: "V36",
    equation: "The label of a line says the price that the line has",
    checked: lines.length,
    mismatches: examples.length,
    examples: examples.slice(0, 20),
  };
}
