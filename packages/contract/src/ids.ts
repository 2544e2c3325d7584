/** Branded public ids (UUIDs). A product id cannot be used as a location id. */
import { z } from "zod";
import { rule } from "./rules.ts";
import { Uuid } from "./uuid.ts";

export const ProductId = Uuid.brand<"ProductId">();
export type ProductId = z.infer<typeof ProductId>;
export const CategoryId = Uuid.brand<"CategoryId">();
export type CategoryId = z.infer<typeof CategoryId>;
export const SupplierId = Uuid.brand<"SupplierId">();
export type SupplierId = z.infer<typeof SupplierId>;
export const LocationId = Uuid.brand<"LocationId">();
export type LocationId = z.infer<typeof LocationId>;
export const CustomerId = Uuid.brand<"CustomerId">();
export type CustomerId = z.infer<typeof CustomerId>;
export const SaleId = Uuid.brand<"SaleId">();
export type SaleId = z.infer<typeof SaleId>;
export const MovementId = Uuid.brand<"MovementId">();
export type MovementId = z.infer<typeof MovementId>;
export const StockDocumentId = Uuid.brand<"StockDocumentId">();
export type StockDocumentId = z.infer<typeof StockDocumentId>;
export const TaxClassId = Uuid.brand<"TaxClassId">();
export type TaxClassId = z.infer<typeof TaxClassId>;
export const TaxRateId = Uuid.brand<"TaxRateId">();
export type TaxRateId = z.infer<typeof TaxRateId>;
export const AlertId = Uuid.brand<"AlertId">();
export type AlertId = z.infer<typeof AlertId>;
export const UserId = Uuid.brand<"UserId">();
export type UserId = z.infer<typeof UserId>;
export const SessionId = Uuid.brand<"SessionId">();
export type SessionId = z.infer<typeof SessionId>;
export const ApprovalId = Uuid.brand<"ApprovalId">();
export type ApprovalId = z.infer<typeof ApprovalId>;
export const ApiKeyId = Uuid.brand<"ApiKeyId">();
export type ApiKeyId = z.infer<typeof ApiKeyId>;
export const TillId = Uuid.brand<"TillId">();
export type TillId = z.infer<typeof TillId>;
export const DrawerId = Uuid.brand<"DrawerId">();
export type DrawerId = z.infer<typeof DrawerId>;
export const DrawerSessionId = Uuid.brand<"DrawerSessionId">();
export type DrawerSessionId = z.infer<typeof DrawerSessionId>;
export const CashEntryId = Uuid.brand<"CashEntryId">();
export type CashEntryId = z.infer<typeof CashEntryId>;
export const CashCountId = Uuid.brand<"CashCountId">();
export type CashCountId = z.infer<typeof CashCountId>;
export const ClosingId = Uuid.brand<"ClosingId">();
export type ClosingId = z.infer<typeof ClosingId>;
export const ParkedSaleId = Uuid.brand<"ParkedSaleId">();
export type ParkedSaleId = z.infer<typeof ParkedSaleId>;
export const PrinterId = Uuid.brand<"PrinterId">();
export type PrinterId = z.infer<typeof PrinterId>;
export const PrintJobId = Uuid.brand<"PrintJobId">();
export type PrintJobId = z.infer<typeof PrintJobId>;
export const MissingReceiptId = Uuid.brand<"MissingReceiptId">();
export type MissingReceiptId = z.infer<typeof MissingReceiptId>;
export const TileArrangementId = Uuid.brand<"TileArrangementId">();
export type TileArrangementId = z.infer<typeof TileArrangementId>;

export const LabelPatternId = Uuid.brand<"LabelPatternId">();
export type LabelPatternId = z.infer<typeof LabelPatternId>;
export const ImportId = Uuid.brand<"ImportId">();
export type ImportId = z.infer<typeof ImportId>;
export const PastSaleId = Uuid.brand<"PastSaleId">();
export type PastSaleId = z.infer<typeof PastSaleId>;
/** A payment method: `cash`, `card` and `other` exist in every shop; the others have a UUID. */
export const TenderId = z
  .string()
  .regex(/^[a-z0-9-]{1,40}$/, rule("not_an_id"))
  .brand<"TenderId">();
export type TenderId = z.infer<typeof TenderId>;
export const TenderCorrectionId = Uuid.brand<"TenderCorrectionId">();
export type TenderCorrectionId = z.infer<typeof TenderCorrectionId>;
export const PaymentId = Uuid.brand<"PaymentId">();
export type PaymentId = z.infer<typeof PaymentId>;
