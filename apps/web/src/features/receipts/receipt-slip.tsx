import { Fragment } from "react";
import type { ReceiptBlock } from "@daybook/contract/receipt-blocks";
import { receiptBlocks } from "@daybook/contract/receipt-content";
import type { ReceiptSale, ReceiptTemplate } from "@daybook/contract/receipt-content";
import { languageOfLocale } from "@daybook/contract/receipt-language";
import { useShop } from "../../lib/shop-context.tsx";
import type { Bars } from "./receipt-bars.ts";
import classes from "./receipt-blocks.module.css";

export type SlipSale = ReceiptSale;

interface ReceiptSlipProps {
  readonly sale: SlipSale;
  /** Null if the number cannot be encoded as a barcode: then it is printed as text only. */
  readonly bars: Bars | null;
  /** Marked as a copy, so goods cannot be returned twice with two prints. */
  readonly copy: boolean;
}

const PLAIN_TEMPLATE: ReceiptTemplate = {
  logo: null,
  showSku: false,
  showSeller: true,
  showCustomer: true,
  showTaxes: true,
  showBarcode: true,
};

/** The printed receipt: the blocks of its content, one below the other. */
export function ReceiptSlip({ sale, bars, copy }: ReceiptSlipProps) {
  const { me, formats } = useShop();
  const blocks = receiptBlocks(sale, {
    template: PLAIN_TEMPLATE,
    language: languageOfLocale(formats.style.locale),
    formats,
    copy,
    gift: false,
    sample: me.sampleShop,
  });
  return (
    <article className={classes.slip}>
      {blocks.map((block, at) => (
        // oxlint-disable-next-line react/no-array-index-key -- The blocks have no other identity.
        <Block key={at} block={block} bars={bars} />
      ))}
    </article>
  );
}

function Block({ block, bars }: { readonly block: ReceiptBlock; readonly bars: Bars | null }) {
  switch (block.kind) {
    case "text":
      return (
        <p
          className={classes.text}
          dir="auto"
          data-align={block.align}
          data-size={block.size}
          data-bold={block.bold}
        >
          <WithNames text={block.text} />
        </p>
      );
    case "row":
      return (
        <p className={classes.row} data-size={block.size} data-bold={block.bold}>
          <span>
            <WithNames text={block.start} />
          </span>
          <span className="num">{block.end}</span>
        </p>
      );
    case "rule":
      return <hr className={classes.rule} />;
    case "space":
      return <div className={classes.space} />;
    case "barcode":
      return (
        <div className={classes.barcode}>
          {bars === null ? null : <BarsDrawing bars={bars} />}
          <span>{block.text}</span>
        </div>
      );
    case "picture":
      return null;
  }
}

const ISOLATES = /\u2068([^\u2069]*)\u2069/u;

/** The names that a text isolates are elements here, so a copied text has no control characters. */
function WithNames({ text }: { readonly text: string }) {
  return text
    .split(ISOLATES)
    .map((part, at) =>
      at % 2 === 0 ? <Fragment key={at}>{part}</Fragment> : <bdi key={at}>{part}</bdi>,
    );
}

/** The quiet zone of ten modules on both sides, which scanners need. */
const QUIET = 10;
const HEIGHT = 30;

function BarsDrawing({ bars: { width, bars } }: { readonly bars: Bars }) {
  const path = bars.map(({ x, modules }) => `M${x} 0h${modules}v${HEIGHT}h${-modules}z`).join("");
  return (
    <svg
      className={classes.bars}
      viewBox={`${-QUIET} 0 ${width + 2 * QUIET} ${HEIGHT}`}
      preserveAspectRatio="none"
      shapeRendering="crispEdges"
      aria-hidden="true"
    >
      <path d={path} fill="#000" />
    </svg>
  );
}
