import type { LabelLayout, LabelMeaning } from "../label-codes.ts";

/** A code, the number of its item, and its value as printed. */
export interface KnownLabel {
  readonly code: string;
  readonly item: string;
  readonly value: number;
}

/**
 * Labels of one layout. `source` publishes the layout. `published` are codes of real goods, or examples that the source
 * or a program for reading them publishes (the tests of the Python library biip 3, `tests/rcn`, unless `source` says
 * otherwise). `derived` were calculated from the layout by another program than ours, with the smallest and the largest
 * value first. Each is `code:item:value`.
 */
export interface LabelsOfCountry {
  /** ISO 3166-1; "any" for scales of every country. */
  readonly country: string;
  readonly source: string;
  readonly pattern: LabelLayout;
  readonly published: string;
  readonly derived: string;
}

/** `digits` are the prefix, the layout and the verifier. */
function pattern(digits: string, meaning: LabelMeaning, decimals: number): LabelLayout {
  const [prefix = "", layout = "", verifier] = digits.split(" ");
  return { prefix, layout, verifier: verifier === "gs1" ? "gs1" : "none", meaning, decimals };
}

export const LABELS_OF_COUNTRIES: readonly LabelsOfCountry[] = [
  {
    country: "GB",
    source: "GS1 UK, How to barcode variable measure items (gs1uk.org)",
    pattern: pattern("20 PPIIIIICVVVVX gs1", "price", 2),
    published: "2011122912346:11122:1234",
    derived: `
      2040345500016:40345:1 2075755699999:75755:9999 2034816337638:34816:3763 2063375676551:63375:7655
      2043585506756:43585:675 2012084830396:12084:3039 2020191663899:20191:6389 2006087939231:06087:3923
      2083738601518:83738:151`,
  },
  {
    country: "GB",
    source: "GS1 UK, How to barcode variable measure items (gs1uk.org)",
    pattern: pattern("28 PPIIIIICVVVVX gs1", "price", 2),
    published: "",
    derived: `
      2854064500017:54064:1 2817122699993:17122:9999 2881856724412:81856:2441 2867161597736:67161:9773
      2872905396490:72905:9649 2806334498364:06334:9836 2873820717759:73820:1775 2839567624514:39567:2451
      2802687192874:02687:9287`,
  },
  {
    country: "DE",
    source: "GS1 Germany, Die GTIN in der Anwendung; SAN-4-Konzept (gs1-germany.de)",
    pattern: pattern("22 PPIIIICVVVVVX gs1", "price", 2),
    published: "2211114002394:1111:239",
    derived: `
      2235884000015:3588:1 2239686999997:3968:99999 2244979086483:4497:8648 2236465168087:3646:16808
      2241991267135:4199:26713`,
  },
  {
    country: "DE",
    source: "GS1 Germany, Die GTIN in der Anwendung; SAN-4-Konzept (gs1-germany.de)",
    pattern: pattern("23 PPIIIICVVVVVX gs1", "price", 2),
    published: "2330714002396:3071:239",
    derived: `
      2332084000019:3208:1 2320006999992:2000:99999 2352174647245:5217:64724 2360133493390:6013:49339
      2314348688577:1434:68857`,
  },
  {
    country: "DE",
    source: "GS1 Germany, Die GTIN in der Anwendung; SAN-4-Konzept (gs1-germany.de)",
    pattern: pattern("25 PPIIIICVVVVVX gs1", "count", 0),
    published: "2511119000129:1111:12",
    derived: `
      2515764000015:1576:1 2504072002408:0407:240 2514966000212:1496:21 2528672002194:2867:219
      2563853001771:6385:177`,
  },
  {
    country: "DE",
    source: "GS1 Germany, Die GTIN in der Anwendung; SAN-4-Konzept (gs1-germany.de)",
    pattern: pattern("26 PPIIIICVVVVVX gs1", "count", 0),
    published: "2630719000121:3071:12",
    derived: `
      2651664000011:5166:1 2691122002409:9112:240 2663625001401:6362:140 2627655000872:2765:87
      2654761001189:5476:118`,
  },
  {
    country: "DE",
    source: "GS1 Germany, Die GTIN in der Anwendung; SAN-4-Konzept (gs1-germany.de)",
    pattern: pattern("28 PPIIIICVVVVVX gs1", "weight", 3),
    published: "2811111068708:1111:6870",
    derived: `
      2812724000017:1272:1 2897120250006:9712:25000 2803995144036:0399:14403 2841798173266:4179:17326
      2821803036533:2180:3653`,
  },
  {
    country: "DE",
    source: "GS1 Germany, Die GTIN in der Anwendung; SAN-4-Konzept (gs1-germany.de)",
    pattern: pattern("29 PPIIIICVVVVVX gs1", "weight", 3),
    published: "2930711068700:3071:6870",
    derived: `
      2936834000016:3683:1 2991050250003:9105:25000 2989880141196:8988:14119 2907557166549:0755:16654
      2978871005265:7887:526`,
  },
  {
    country: "SE",
    source: "GS1 Sweden, Variable weight numbers (gs1.se)",
    pattern: pattern("20 PPIIIIIIVVVVX none", "price", 2),
    published: "2088060112343:880601:1234 2001111111119:011111:1111",
    derived: `
      2044725700010:447257:1 2098410399997:984103:9999 2060740133886:607401:3388 2093281911194:932819:1119
      2019495961404:194959:6140`,
  },
  {
    country: "SE",
    source: "GS1 Sweden, Variable weight numbers (gs1.se)",
    pattern: pattern("21 PPIIIIIIVVVVX none", "price", 1),
    published: "2188060112340:880601:1234",
    derived: `
      2170072000012:700720:1 2187106399998:871063:9999 2114692737712:146927:3771 2159069100355:590691:35
      2151567254943:515672:5494`,
  },
  {
    country: "SE",
    source: "GS1 Sweden, Variable weight numbers (gs1.se)",
    pattern: pattern("22 PPIIIIIIVVVVX none", "price", 0),
    published: "2288060112347:880601:1234",
    derived: `
      2290495900017:904959:1 2201600399992:016003:9999 2275864043144:758640:4314 2249915855581:499158:5558
      2208927439387:089274:3938`,
  },
  {
    country: "SE",
    source: "GS1 Sweden, Variable weight numbers (gs1.se)",
    pattern: pattern("23 PPIIIIIIVVVVX none", "weight", 3),
    published: "2388060112344:880601:1234",
    derived: `
      2330354000011:303540:1 2324278999995:242789:9999 2356692027442:566920:2744 2397076085122:970760:8512
      2336261443934:362614:4393`,
  },
  {
    country: "SE",
    source: "GS1 Sweden, Variable weight numbers (gs1.se)",
    pattern: pattern("24 PPIIIIIIVVVVX none", "weight", 2),
    published: "2488060112341:880601:1234",
    derived: `
      2480730100016:807301:1 2416600825000:166008:2500 2451056708408:510567:840 2455244413037:552444:1303
      2485954207763:859542:776`,
  },
  {
    country: "SE",
    source: "GS1 Sweden, Variable weight numbers (gs1.se)",
    pattern: pattern("25 PPIIIIIIVVVVX none", "weight", 1),
    published: "2588060112348:880601:1234",
    derived: `
      2554928500015:549285:1 2512177902509:121779:250 2515324200640:153242:64 2507478900057:074789:5
      2555949701177:559497:117`,
  },
  {
    country: "NO",
    source: "Products of Norwegian shops, which follow the Swedish layout",
    pattern: pattern("23 PPIIIIIIVVVVX none", "weight", 3),
    published: "2302148210869:021482:1086 2368091402263:680914:226",
    derived: `
      2372413300014:724133:1 2367193999992:671939:9999 2358306788497:583067:8849 2325349869063:253498:6906
      2319958993295:199589:9329`,
  },
  {
    country: "DK",
    source: "GS1 Denmark, GTIN-13 Pris; GTIN-13 Vægt (gs1.dk)",
    pattern: pattern("21 PPIIIIVVVVVVX none", "price", 2),
    published: "2135040039753:3504:3975",
    derived: `
      2171490000011:7149:1 2165610999996:6561:99999 2192120403897:9212:40389 2102920379049:0292:37904
      2129500757929:2950:75792`,
  },
  {
    country: "DK",
    source: "GS1 Denmark, GTIN-13 Pris; GTIN-13 Vægt (gs1.dk)",
    pattern: pattern("22 PPIIIIVVVVVVX none", "price", 2),
    published: "2235040039750:3504:3975",
    derived: `
      2259610000018:5961:1 2273420999997:7342:99999 2265970219236:6597:21923 2296190740644:9619:74064
      2208260521558:0826:52155`,
  },
  {
    country: "DK",
    source: "GS1 Denmark, GTIN-13 Pris; GTIN-13 Vægt (gs1.dk)",
    pattern: pattern("23 PPIIIIVVVVVVX none", "price", 2),
    published: "2335040039757:3504:3975",
    derived: `
      2398600000017:9860:1 2325130999993:2513:99999 2349490575529:4949:57552 2383940150119:8394:15011
      2305150081229:0515:8122`,
  },
  {
    country: "DK",
    source: "GS1 Denmark, GTIN-13 Pris; GTIN-13 Vægt (gs1.dk)",
    pattern: pattern("24 PPIIIIVVVVVVX none", "price", 2),
    published: "2435040039754:3504:3975",
    derived: `
      2497940000012:9794:1 2485860999998:8586:99999 2438770938311:3877:93831 2428440629397:2844:62939
      2406400969806:0640:96980`,
  },
  {
    country: "DK",
    source: "GS1 Denmark, GTIN-13 Pris; GTIN-13 Vægt (gs1.dk)",
    pattern: pattern("26 PPIIIIVVVVVVX none", "weight", 3),
    published: "2623570001505:2357:150",
    derived: `
      2624660000019:2466:1 2655460250007:5546:25000 2601770053029:0177:5302 2621590070679:2159:7067
      2630060146714:3006:14671`,
  },
  {
    country: "DK",
    source: "GS1 Denmark, GTIN-13 Pris; GTIN-13 Vægt (gs1.dk)",
    pattern: pattern("27 PPIIIIIVVVVVX none", "weight", 3),
    published: "2712341002251:12341:225",
    derived: `
      2733701000014:33701:1 2783293250007:83293:25000 2777317194088:77317:19408 2731172166895:31172:16689
      2796316196541:96316:19654`,
  },
  {
    country: "DK",
    source: "GS1 Denmark, GTIN-13 Pris; GTIN-13 Vægt (gs1.dk)",
    pattern: pattern("28 PPIIIIVVVVVVX none", "weight", 3),
    published: "2823570001509:2357:150",
    derived: `
      2811310000011:1131:1 2870880250004:7088:25000 2840360001259:4036:125 2843040197648:4304:19764
      2815500185434:1550:18543`,
  },
  {
    country: "FI",
    source: "GS1 Finland, How to identify a product with a GTIN (gs1.fi)",
    pattern: pattern("23 PPIIIIIIVVVVX none", "weight", 3),
    published: "2388060112344:880601:1234",
    derived: `
      2304532800014:045328:1 2342849099998:428490:9999 2323246789866:232467:8986 2361910985312:619109:8531
      2321805595507:218055:9550`,
  },
  {
    country: "FI",
    source: "GS1 Finland, How to identify a product with a GTIN (gs1.fi)",
    pattern: pattern("24 PPIIIIIIVVVVX none", "weight", 2),
    published: "2488060112341:880601:1234",
    derived: `
      2453927700016:539277:1 2456630625003:566306:2500 2458517903846:585179:384 2407367020128:073670:2012
      2484006121941:840061:2194`,
  },
  {
    country: "FI",
    source: "GS1 Finland, How to identify a product with a GTIN (gs1.fi)",
    pattern: pattern("25 PPIIIIIIVVVVX none", "weight", 1),
    published: "2588060112348:880601:1234",
    derived: `
      2568926600011:689266:1 2527739302505:277393:250 2584655502440:846555:244 2513840001086:138400:108
      2549333300176:493333:17`,
  },
  {
    country: "LV",
    source: "GS1 Latvia, Variable measure in Latvia, also of Estonia and Lithuania (gs1lv.org)",
    pattern: pattern("23 PPIIIIIIVVVVX none", "weight", 3),
    published: "2311111112345:111111:1234",
    derived: `
      2302136200018:021362:1 2381717899995:817178:9999 2390212429026:902124:2902 2332631692292:326316:9229
      2320799977399:207999:7739`,
  },
  {
    country: "LV",
    source: "GS1 Latvia, Variable measure in Latvia, also of Estonia and Lithuania (gs1lv.org)",
    pattern: pattern("24 PPIIIIIIVVVVX none", "weight", 2),
    published: "2411111112342:111111:1234",
    derived: `
      2425333500016:253335:1 2402156525006:021565:2500 2417098910780:170989:1078 2495971607392:959716:739
      2410279524592:102795:2459`,
  },
  {
    country: "LV",
    source: "GS1 Latvia, Variable measure in Latvia, also of Estonia and Lithuania (gs1lv.org)",
    pattern: pattern("25 PPIIIIIIVVVVX none", "weight", 1),
    published: "2511111112349:111111:1234",
    derived: `
      2556294200018:562942:1 2556708102501:567081:250 2551610901174:516109:117 2558762201954:587622:195
      2583537500918:835375:91`,
  },
  {
    country: "IT",
    source: "Zucchetti, Gestionale 1, Codici a barre a peso variabile (gestionale1.it)",
    pattern: pattern("2 PIIIIIIVVVVVX none", "price", 2),
    published: "",
    derived: `
      2813402000015:813402:1 2724162999993:724162:99999 2365540288416:365540:28841 2681495699948:681495:69994
      2064902238624:064902:23862 2863905561926:863905:56192 2406834004968:406834:496 2685726641300:685726:64130
      2757460409970:757460:40997 2037958802835:037958:80283 2561885502679:561885:50267 2074204944178:074204:94417`,
  },
  {
    country: "US",
    source:
      "GS1 General Specifications 2.1.12, UPC-A with number system 2 and 7.9 price check digit",
    pattern: pattern("2 PIIIIICVVVVX gs1", "price", 2),
    published: "",
    derived: `
      266067500017:66067:1 274045699998:74045:9999 229339563554:29339:6355 295890033836:95890:3383
      267722734501:67722:3450 273619017459:73619:1745 236573256968:36573:5696 205377412849:05377:1284
      227327253531:27327:5353 241117288756:41117:8875 277310320573:77310:2057 275114048297:75114:4829`,
  },
  {
    country: "any",
    source:
      "Label scales: Odoo, default barcode nomenclature (odoo.com); the examples are of its documentation and its BarcodeScanningTour",
    pattern: pattern("23 PPIIIIIVVVVVX none", "price", 2),
    published: "2301000123453:01000:12345",
    derived: `
      2314233000019:14233:1 2371977999993:71977:99999 2359401139269:59401:13926 2394553248117:94553:24811
      2325077036065:25077:3606 2360296126586:60296:12658`,
  },
  {
    country: "any",
    source:
      "Label scales: Odoo, default barcode nomenclature (odoo.com); the examples are of its documentation and its BarcodeScanningTour",
    pattern: pattern("21 PPIIIIIVVVVVX none", "weight", 3),
    published: "2112345015002:12345:1500",
    derived: `
      2122537000013:22537:1 2163713250006:63713:25000 2121277063661:21277:6366 2137976199952:37976:19995
      2135789017524:35789:1752 2173804039038:73804:3903`,
  },
];

/** The published and the derived labels of one layout. */
export function labelsOf({ published, derived }: LabelsOfCountry): KnownLabel[] {
  const all = `${published} ${derived}`.split(/\s+/).filter(Boolean);
  return all.map((one) => {
    const [code = "", item = "", value = ""] = one.split(":");
    return { code, item, value: Number(value) };
  });
}
