/** Goods that come back in the simulation of selling: returns, exchanges, voids; and invoices. */
import { expect } from "vitest";
import { ExchangeSale } from "@daybook/contract/exchanges";
import { IssueInvoice } from "@daybook/contract/invoices";
import { pieces } from "@daybook/contract/quantity";
import { ReturnSale, ReturnWithoutReceipt } from "@daybook/contract/returns";
import { VoidSale } from "@daybook/contract/sales";
import type { Sale } from "@daybook/contract/sales";
import { newId } from "@daybook/contract/uuid";
import { exchangeSale } from "../returns/exchange-sale.ts";
import { returnSale } from "../returns/return-sale.ts";
import { returnWithoutReceipt } from "../returns/return-without-receipt.ts";
import { issueInvoice } from "../sales/invoices.ts";
import { voidSale } from "../sales/void-sale.ts";
import { SellingDesk, tendersOf } from "./selling-desk.ts";
import type { Seller } from "./selling-desk.ts";
import { voiding } from "./inputs.ts";
import { cartOf, GOODS, plain } from "./selling-carts.ts";
import { lineOf, UNSEEN_LIMIT } from "./selling-model.ts";
import type { Method, Paid, SellingSale } from "./selling-model.ts";
import type { Verdict } from "./shop-model.ts";

export abstract class SellingReturns extends SellingDesk {
  protected async return(): Promise<void> {
    const seller = this.seller();
    const wanted = this.#someLine();
    if (wanted === null) return;
    const { sale, index, quantity } = wanted;
    const due = this.#dueFor(wanted);
    const method = this.#methodFor(sale, due);
    const paid: Paid = due === 0 ? [] : [[method, due]];
    const disposition = this.random.pick(["restock", "restock", "quarantine", "waste", "keep"]);
    const input = this.#backOf(wanted, paid, due, disposition);
    const expected = this.#refusalOfBack(wanted, paid, seller);
    const back = await this.send("sales.return", input, returnSale, expected, seller.who);
    const booked = (document: Sale | null): void => {
      if (document === null) return;
      expect(document.receiptNumber).toBe(this.model.nextNumber(seller.till));
      const tax = document.taxMinor;
      this.model.takeBack(sale, index, quantity, { disposition, tax, paid });
      this.#checkTaxBack(sale, index);
    };
    booked(back);
    if (expected !== "needs_approval") return;
    const approval = await this.approval(seller.who, { action: "sales.return", input });
    const approved = ReturnSale.parse({ ...input, key: newId(), ...approval });
    booked(await this.send("sales.return", approved, returnSale, null, seller.who));
  }

  #backOf({ sale, index, quantity }: WantedBack, paid: Paid, due: number, disposition: string) {
    return ReturnSale.parse({
      key: newId(),
      id: this.#idOf(sale),
      lines: [{ lineNo: index + 1, quantityMilli: quantity, disposition }],
      refunds: tendersOf(paid),
      expectedTotalMinor: due,
    });
  }

  #dueFor({ sale, index, quantity }: WantedBack): number {
    const line = lineOf(sale, index);
    return quantity > line.quantity - line.returned ? 0 : this.model.refundOf(line, quantity);
  }

  #refusalOfBack({ sale, index, quantity }: WantedBack, paid: Paid, { role }: Seller): Verdict {
    const line = lineOf(sale, index);
    const refusal = this.model.refusalOfReturn(sale.made, line, quantity);
    if (refusal !== null) return refusal;
    const isLate = this.model.isLate(sale, index, this.dayOf(this.now));
    if (isLate && role === "cashier") return "needs_approval";
    return this.model.refusalOfRefund(sale, paid, role !== "cashier");
  }

  /** The tax that came back is its part of the line's, to the penny, and all of it at the end. */
  #checkTaxBack(sale: SellingSale, index: number): void {
    const line = lineOf(sale, index);
    const { tax = 0, taxBack = 0 } = sale.lines[index] ?? {};
    const exact = (tax * line.returned) / line.quantity;
    if (line.returned === line.quantity) expect(taxBack).toBe(tax);
    else expect(Math.abs(taxBack - exact)).toBeLessThan(2);
  }

  /** By a method that has enough of the sale, if there is one; at times by another. */
  #methodFor(sale: SellingSale, due: number): Method {
    const covered = (["cash", "card"] as const).filter((one) => (sale.money.get(one) ?? -1) >= due);
    return covered.length === 0 || this.random.oneIn(8)
      ? this.random.pick(["cash", "card"])
      : this.random.pick(covered);
  }

  protected async returnUnseen(): Promise<void> {
    const seller = this.seller();
    const sku = this.random.pick([...GOODS, "WRAP"]);
    const from = { shop: this.shop, model: this.model, random: this.random, at: this.now };
    const { sold, wire } = plain(from, sku, pieces(this.random.upTo(6)));
    const method: Method = this.random.oneIn(4) ? "card" : "cash";
    const input = ReturnWithoutReceipt.parse({
      key: newId(),
      locationId: this.shop.locationId(),
      lines: [wire],
      refunds: tendersOf([[method, sold.gross]]),
      expectedTotalMinor: sold.gross,
      reason: "A gift",
    });
    const isAbove = seller.role === "manager" && sold.gross > UNSEEN_LIMIT;
    const asked = seller.role === "cashier" || isAbove ? "needs_approval" : null;
    const byTender = method === "card" ? "tender_not_for_refunds" : null;
    const route = "sales.returnWithoutReceipt";
    const send = (wanted: ReturnWithoutReceipt, expected: Verdict) =>
      this.send(route, wanted, returnWithoutReceipt, expected, seller.who);
    let back = await send(input, asked ?? byTender);
    if (asked !== null) {
      const approval = await this.approval(seller.who, { action: route, input });
      const approved = ReturnWithoutReceipt.parse({ ...input, key: newId(), ...approval });
      back = await send(approved, byTender);
    }
    if (back === null) return;
    expect(back.receiptNumber).toBe(this.model.nextNumber(seller.till));
    this.model.takeUnseen(sold, [[method, sold.gross]], "Shop");
  }

  /** Goods of a sale come back and pay for another product, in part or whole. */
  protected async exchange(): Promise<void> {
    const seller = this.seller();
    const wanted = this.#someLine();
    if (wanted === null) return;
    const { sale, index } = wanted;
    const due = this.#dueFor(wanted);
    // Goods that come back are in stock at once; another product keeps the two apart.
    const sku = this.random.pick(GOODS.filter((one) => one !== lineOf(sale, index).sku));
    if (due === 0 || sku === "LEMONADE") return;
    const from = { shop: this.shop, model: this.model, random: this.random, at: this.now };
    // At times one piece more than there is.
    const isShort = this.random.oneIn(12);
    const there = this.model.level(sku, "Shop");
    const quantity = isShort ? there + pieces(1) : pieces(this.random.upTo(4));
    const cart = cartOf(from, [plain(from, sku, quantity)], 0);
    const exchanged = Math.min(due, cart.total);
    const inGoods: Paid = [["exchange", exchanged]];
    const method = this.#methodFor(sale, due - exchanged);
    const rest = (amount: number): Paid => (amount === 0 ? [] : [[method, amount]]);
    const refunds: Paid = [...inGoods, ...rest(due - exchanged)];
    const paid: Paid = [...inGoods, ...rest(cart.total - exchanged)];
    const back = this.#backOf(wanted, refunds, due, "restock");
    const input = ExchangeSale.parse({ key: newId(), back, sale: this.wire(cart, paid) });
    const expected = this.#refusalOfBack(wanted, refunds, seller) ?? this.refusalOfCart(cart);
    const answer = await this.send("sales.exchange", input, exchangeSale, expected, seller.who);
    if (answer === null) return;
    expect(answer.back.receiptNumber).toBe(this.model.nextNumber(seller.till));
    const tax = answer.back.taxMinor;
    const restocked = { disposition: "restock", tax, paid: refunds };
    this.model.takeBack(sale, index, wanted.quantity, restocked);
    this.#checkTaxBack(sale, index);
    this.book(cart, answer.sale, paid, seller);
  }

  protected async void(): Promise<void> {
    const seller = this.seller();
    const { documents } = this.model;
    const sale = this.random.oneIn(2) ? (documents.at(-1) ?? null) : this.#someSale();
    const id = sale === null ? undefined : this.answers.get(sale);
    if (sale === null || id === undefined) return;
    const today = this.dayOf(this.now);
    const expected = this.model.refusalOfVoidOf(sale, today, seller.role !== "cashier");
    const input = voiding(id);
    const booked = (voided: Sale | null): void => {
      if (voided === null) return;
      expect(voided.voidDocument?.receiptNumber).toBe(this.model.nextNumber(seller.till));
      this.model.voidOf(sale, today);
    };
    booked(await this.send("sales.void", input, voidSale, expected, seller.who));
    if (expected !== "needs_approval") return;
    const approval = await this.approval(seller.who, { action: "sales.void", input });
    const approved = { ...input, key: newId(), ...approval };
    booked(await this.send("sales.void", VoidSale.parse(approved), voidSale, null, seller.who));
  }

  /** The invoice of a paid sale: no figure counts it, which the comparison after each step shows. */
  protected async invoice(): Promise<void> {
    const sale = this.#someSale();
    if (sale === null) return;
    const buyer = { buyerName: "Byron Ltd", buyerAddress: "2 Mill Lane\nLeeds" };
    const input = IssueInvoice.parse({ key: newId(), id: this.#idOf(sale), ...buyer });
    const { refusal, number } = this.model.invoiceOf(sale);
    const answer = await this.send(
      "sales.invoice",
      input,
      issueInvoice,
      refusal,
      this.seller().who,
    );
    if (answer !== null) expect(answer.invoice?.number).toBe(number);
  }

  #idOf(sale: SellingSale) {
    return this.answers.get(sale)?.id;
  }

  /** Mostly one of the last sales, at times one that is too old to be returned. */
  #someSale(): SellingSale | null {
    const { documents } = this.model;
    if (documents.length === 0) return null;
    return this.random.pick(documents.slice(this.random.oneIn(6) ? -600 : -15));
  }

  #someLine(): WantedBack | null {
    const sale = this.#someSale();
    if (sale === null) return null;
    const index = this.random.upTo(sale.made.lines.length) - 1;
    const line = lineOf(sale, index);
    const step = line.sku === "CHEESE" ? 1 : 1000;
    const left = line.quantity - line.returned;
    const isTooMuch = left === 0 || this.random.oneIn(10);
    const quantity = isTooMuch ? left + step : this.random.upTo(left / step) * step;
    return { sale, index, quantity };
  }
}

interface WantedBack {
  readonly sale: SellingSale;
  /** The line, from 0. */
  readonly index: number;
  readonly quantity: number;
}
