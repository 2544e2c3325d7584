import { useEffect, useLayoutEffect, useRef } from "react";
import type { RefObject } from "react";
import type { DisplayLine, DisplayState, DisplayView } from "@daybook/contract/display";
import type { ReceiptFormats } from "@daybook/contract/receipt-formats";
import { HiddenText } from "../../components/hidden-text.tsx";
import { ProductThumb } from "../../components/product-thumb.tsx";
import { quantityWithUnit } from "../../lib/quantity-with-unit.ts";
import { displayTexts as texts } from "../../texts/en/display.ts";
import classes from "./display-page.module.css";
import { DisplayRows } from "./display-rows.tsx";
import { Figure } from "./figure.tsx";
import { mainFigure } from "./said-of.ts";

interface DisplayCartProps {
  readonly state: DisplayState;
  readonly shop: DisplayView["shop"];
  readonly formats: ReceiptFormats;
}

/** The goods with the newest at the bottom, and the total. */
export function DisplayCart({ state, shop, formats }: DisplayCartProps) {
  const { lines, moreLines } = state;
  const list = useNewestInView(lines);
  const { label, minor } = mainFigure(state);
  return (
    <div className={classes.cart}>
      <h1 className={classes.heading}>
        <HiddenText>{texts.title}</HiddenText>
      </h1>
      {/* Focusable, so that it can be scrolled by keyboard. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <section ref={list} className={classes.lines} aria-label={texts.lines} tabIndex={0}>
        {moreLines > 0 ? <p className={classes.more}>{texts.more(moreLines)}</p> : null}
        <ol>
          {lines.map((line, index) => (
            <Line key={index} line={line} formats={formats} newest={index === lines.length - 1} />
          ))}
        </ol>
      </section>
      <section className={classes.money} aria-label={texts.total}>
        <DisplayRows rows={rowsOf(state, shop, formats)} />
        <Figure label={label} amount={formats.money(minor)} />
      </section>
    </div>
  );
}

/** Shows the newest line after every change, and when the screen is turned. */
function useNewestInView(lines: readonly DisplayLine[]): RefObject<HTMLElement | null> {
  const list = useRef<HTMLElement>(null);
  useLayoutEffect(() => toEnd(list.current), [lines]);
  useEffect(() => {
    const box = list.current;
    if (box === null) return undefined;
    const observer = new ResizeObserver(() => toEnd(box));
    observer.observe(box);
    return () => observer.disconnect();
  }, []);
  return list;
}

function toEnd(box: HTMLElement | null): void {
  if (box !== null) box.scrollTop = box.scrollHeight;
}

/** The amounts above the main figure. */
function rowsOf(state: DisplayState, shop: DisplayView["shop"], formats: ReceiptFormats) {
  const { phase, goodsMinor, discountMinor, depositMinor, taxes, totalMinor } = state;
  const { given, leftInCashMinor, leftMinor } = state;
  const tax = shop.pricesIncludeTax ? texts.taxWithin : texts.taxOnTop;
  const row = (key: string, name: string, amountMinor: number) => ({
    key,
    name,
    text: formats.money(amountMinor),
  });
  return [
    ...(discountMinor === 0
      ? []
      : [row("goods", texts.goods, goodsMinor), row("discount", texts.discount, -discountMinor)]),
    ...(depositMinor === 0 ? [] : [row("deposits", texts.deposits, depositMinor)]),
    ...taxes.map(({ name, ppm, amountMinor }, index) =>
      row(`tax ${index}`, tax(name, formats.percent(ppm)), amountMinor),
    ),
    ...(phase === "paying" ? [row("total", texts.total, totalMinor)] : []),
    ...given.map(({ name, amountMinor }, index) =>
      row(`given ${index}`, texts.given(name), amountMinor),
    ),
    ...(leftInCashMinor === null || leftInCashMinor === leftMinor
      ? []
      : [row("cash", texts.inCash, leftInCashMinor)]),
  ];
}

interface LineProps {
  readonly line: DisplayLine;
  readonly formats: ReceiptFormats;
  readonly newest: boolean;
}

function Line({ line, formats, newest }: LineProps) {
  const { name, quantityMilli, unit, unitPriceMinor, basisMilli } = line;
  const { amountMinor, discountMinor, picture, hue } = line;
  const quantity = quantityWithUnit(quantityMilli, unit, formats);
  const basis = basisMilli === 1000 ? "" : quantityWithUnit(basisMilli, unit, formats);
  const price = formats.money(unitPriceMinor);
  return (
    <li className={classes.line} data-newest={newest}>
      <ProductThumb name={name} picture={picture} hue={hue ?? undefined} />
      <span className={classes.what}>
        <span className={classes.name}>
          <bdi>{name}</bdi>
        </span>
        <span className={classes.how}>
          <span className="num">
            {texts.each(quantity, basis === "" ? price : `${price} / ${basis}`)}
          </span>
          {discountMinor === 0 ? null : (
            <span className={classes.off}>
              {texts.discountOfLine(formats.money(discountMinor))}
            </span>
          )}
        </span>
      </span>
      <span className={classes.amount}>
        <span className="num">{formats.money(amountMinor - discountMinor)}</span>
      </span>
    </li>
  );
}
