import { Fragment } from "react";
import type { Bars } from "@daybook/contract/code-128-bars";
import type { ReceiptBlock } from "@daybook/contract/receipt-blocks";
import { picturePath } from "@daybook/contract/picture-path";
import { languageOf, receiptBlocks, templateOf } from "@daybook/contract/receipt-content";
import type { ReceiptSale } from "@daybook/contract/receipt-content";
import { receiptFormats } from "@daybook/contract/receipt-formats";
import { receiptLocale } from "@daybook/contract/receipt-language";
import type { ReceiptLanguage } from "@daybook/contract/receipt-language";
import type { ShopIdentity } from "@daybook/contract/shop-identity";
import { useShop } from "../../lib/shop-context.tsx";
import classes from "./receipt-blocks.module.css";

/** The document with the shop, its template and its language as they were. */
export interface SlipSale extends ReceiptSale {
  readonly shop: ShopIdentity;
}

interface ReceiptSlipProps {
  readonly sale: SlipSale;
  /** Null if the number cannot be encoded as a barcode: then it is printed as text only. */
  readonly bars: Bars | null;
  /** Marked as a copy, so goods cannot be returned twice with two prints. */
  readonly copy: boolean;
  /** Without prices. */
  readonly gift?: boolean;
  /** As the invoice of the sale, if it has one. */
  readonly invoice?: boolean;
  /** Another language than that of the document. */
  readonly language?: ReceiptLanguage | null;
}

/** The printed receipt: the blocks of its content, one below the other. */
export function ReceiptSlip(props: ReceiptSlipProps) {
  const { sale, bars, copy, gift = false, invoice = false, language = null } = props;
  const { me, formats } = useShop();
  const written = language ?? languageOf(sale.shop, formats.style.locale);
  const locale = receiptLocale(written, formats.style.locale);
  const blocks = receiptBlocks(sale, {
    template: templateOf(sale.shop),
    language: written,
    formats: receiptFormats({ ...formats.style, locale }),
    copy,
    gift,
    invoice,
    sample: me.sampleShop,
  });
  const lines = blocks.findIndex(({ kind }) => kind === "rule");
  return (
    <article className={classes.slip} lang={written}>
      {/* The head of a table is repeated on every sheet of a long receipt. */}
      <table role="presentation" className={classes.pages}>
        <thead>
          <tr>
            <td>
              <Blocks blocks={blocks.slice(0, lines)} bars={bars} />
            </td>
          </tr>
        </thead>
        <tbody>
          <tr>
            <td>
              <Blocks blocks={blocks.slice(lines)} bars={bars} />
            </td>
          </tr>
        </tbody>
      </table>
    </article>
  );
}

interface BlocksProps {
  readonly blocks: readonly ReceiptBlock[];
  readonly bars: Bars | null;
}

function Blocks({ blocks, bars }: BlocksProps) {
  // oxlint-disable-next-line react/no-array-index-key -- The blocks have no other identity.
  return blocks.map((block, at) => <Block key={at} block={block} bars={bars} />);
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
      return <img className={classes.logo} src={picturePath(block.picture, "large")} alt="" />;
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
