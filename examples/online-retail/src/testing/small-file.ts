/** A few invoices in the retailer's format with all peculiarities of its file, and one from later in the year. */
export const SMALL_FILE = [
  "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
  "536365,85123A,WHITE HANGING HEART ,6,2010-12-01 08:26:00,2.55,17850,United Kingdom",
  "536365,85123a,WHITE HANGING HEART,2,2010-12-01 08:27:00,2.55,17850,United Kingdom",
  "536365,POST,POSTAGE,1,2010-12-01 08:27:00,18.0,17850,United Kingdom",
  '536366,22423,"CAKESTAND, 3 TIER",1,2010-12-01 08:28:00,12.75,,EIRE',
  "536366,21212,PACK OF 72 CAKE CASES,10,2010-12-01 08:28:00,0.125,,EIRE",
  "C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527,United Kingdom",
  "C536391,85123A,WHITE HANGING HEART,-5,2010-12-01 10:24:00,2.55,17850,United Kingdom",
  "C536400,85123A,WHITE HANGING HEART,-5,2010-12-01 10:30:00,2.55,17850,United Kingdom",
  "536414,22139,,56,2010-12-01 11:52:00,0.0,,United Kingdom",
  "536420,22139,damages,-6,2010-12-02 09:00:00,0.0,,United Kingdom",
  "536430,22139,RETROSPOT TEA SET,10,2010-12-02 10:00:00,4.95,14527,United Kingdom",
  "536430,22139,RETROSPOT TEA SET,-2,2010-12-02 10:00:00,0.0,14527,United Kingdom",
  "540699,POST,,1000,2010-12-02 11:00:00,0.0,,United Kingdom",
  "A563185,B,Adjust bad debt,1,2010-12-02 12:00:00,-11062.06,,United Kingdom",
].join("\n");
