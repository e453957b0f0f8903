#!/usr/bin/env python3
"""Writes demo_figures.csv: the DEMONSTRATION figures that go with ocop_products.csv.

Public pages state who was recognised for what, but no prices, costs, barcodes or turnover. To try a
till one needs them, so they are made up here, plausibly and always in the same way: the same register
gives the same file, byte for byte. Codes, once given, stay: they are read back from the file.

    python3 make_demo_figures.py            # writes beside itself
    python3 make_demo_figures.py --check    # ends with 1 if the file is not what would be written
"""

import csv
import hashlib
import io
import pathlib
import re
import sys

HERE = pathlib.Path(__file__).resolve().parent
REGISTER = HERE / "ocop_products.csv"
FIGURES = HERE / "demo_figures.csv"

COLUMNS = [
    "product_name", "producer", "code", "name", "name_en", "producer_code", "unit", "price", "vat",
    "producer_price", "cost", "consignment", "lot_tracked", "min_age", "joined_on", "baseline_from",
    "baseline_to", "baseline_revenue", "baseline_profit", "baseline_vat_basis", "baseline_scope",
    "baseline_months", "baseline_verified", "set_components", "demonstration",
]

# Letters of the provinces as they were before 1 July 2025.
PROVINCE_LETTERS = {
    "Bắc Kạn": "BKA", "Bình Thuận": "BTH", "Bình Định": "BDI", "Gia Lai": "GLA", "Hà Giang": "HGI",
    "Kiên Giang": "KGI", "Lào Cai": "LCA", "Lâm Đồng": "LDO", "Nam Định": "NDI", "Nghệ An": "NAN",
    "Phú Thọ": "PTH", "Quảng Nam": "QNA", "Quảng Ninh": "QNI", "Quảng Trị": "QTR", "Sơn La": "SLA",
    "Thái Nguyên": "TNG", "Thừa Thiên Huế": "TTH", "Trà Vinh": "TVI", "Đà Nẵng": "DNA",
    "Đắk Nông": "DNO",
}

# Two names that are one product: it was renamed, or its producer changed legal form
# (the newer recognition, then the older one).
SAME_PRODUCT = [
    (("Bánh dừa nướng Quý Thu", "Công ty TNHH Sản xuất - Thương mại Quý Thu"),
     ("Bánh dừa nướng Quý Thu", "Hộ kinh doanh Lương Văn Quý")),
    (("Ngũ cốc Duy Oanh", "HTX Nông nghiệp xanh Duy Oanh"),
     ("Ngũ cốc Duy Oanh", "Hộ kinh doanh Phạm Thị Duy Mỹ")),
    (("Đèn lồng Hội An (Đèn lồng Dé Lantana)", ""),
     ("Đèn lồng Dé Lantana", "Công ty TNHH Dịch vụ Hoa Nam")),
]

# First rule whose pattern is in the name: unit, price from and to (thousand đồng), VAT, lot, age.
# "RAW" is not taxable from a grower, 5 % from a company.
RULES = [
    (r"du lịch", "vé", 350, 650, "8", False, 0),
    (r"ngọc trai", "chiếc", 3500, 9500, "10", False, 0),
    (r"rượu|tryvat", "chai", 120, 380, "10", True, 18),
    (r"trà hoa vàng", "hộp", 1200, 2600, "8", True, 0),
    (r"saphraton|vicumax|đông trùng|cordyceps", "hộp", 290, 980, "8", True, 0),
    (r"sâm ngọc linh|sâm dây|đẳng sâm|linh chi", "hộp", 180, 650, "8", True, 0),
    (r"nước yến", "hũ", 38, 62, "8", True, 0),
    (r"^yến|yến sào|yến tinh chế", "hộp", 240, 1450, "8", True, 0),
    (r"bánh chưng", "chiếc", 65, 90, "8", True, 0),
    (r"^bánh|^bún|^phở|mì |^mì|^kẹo", "gói", 28, 85, "8", True, 0),
    (r"lợn|heo thảo dược", "kg", 145, 240, "RAW", True, 0),
    (r"trứng .*nướng", "vỉ", 48, 75, "8", True, 0),
    (r"trứng", "vỉ", 35, 68, "RAW", True, 0),
    (r"cá bò rim|mực rim", "gói", 75, 130, "8", True, 0),
    (r"mực|cá đét", "kg", 420, 890, "8", True, 0),
    (r"chả|tré|nem", "kg", 180, 340, "8", True, 0),
    (r"nấm .*khô|măng khô", "gói", 95, 260, "8", True, 0),
    (r"^nấm|măng tươi|rau câu|rong nho$", "kg", 58, 120, "RAW", False, 0),
    (r"^rau|^cải|khổ qua|khoai chà", "kg", 25, 55, "RAW", False, 0),
    (r"bưởi da|bưởi cốm|quýt|cam xoàn|\bổi\b|dâu tằm trái", "kg", 38, 95, "RAW", False, 0),
    (r"gạo sạch|gạo phong|gạo hữu|gạo thơm|gạo tím|gạo \"|nếp", "kg", 22, 48, "RAW", False, 0),
    (r"nước mắm|mắm nhĩ", "chai", 65, 260, "8", True, 0),
    (r"mắm|tương|ớt", "hũ", 42, 95, "8", True, 0),
    (r"dầu mè|dầu phụng|dầu phộng|dầu đậu|dầu lạc", "chai", 75, 190, "8", True, 0),
    (r"tinh dầu|nước lau", "chai", 55, 180, "8", False, 0),
    (r"nước khoáng|nước uống|nha đam", "chai", 7, 22, "8", True, 0),
    (r"nước cốt|mật hoa", "chai", 85, 160, "8", True, 0),
    (r"mật ong", "chai", 160, 320, "8", True, 0),
    (r"cà phê|coffee", "gói", 95, 240, "8", True, 0),
    (r"^cao ", "hộp", 120, 360, "8", True, 0),
    (r"dép|lót giày", "đôi", 60, 180, "8", False, 0),
    (r"trầm|hương|nhang", "hộp", 65, 480, "8", False, 0),
    (r"cắm bút|đĩa|giá treo|tranh|đồng hồ|vòng", "chiếc", 90, 380, "8", False, 0),
    (r"đèn|tượng|bộ sản phẩm thờ|quạt", "chiếc", 290, 1650, "8", False, 0),
    (r"tơ lụa", "m", 280, 420, "8", False, 0),
    (r"chổi", "cây", 45, 75, "8", False, 0),
    (r"trà|chè|mộc|tea", "hộp", 65, 320, "8", True, 0),
    (r"tiêu|điều|mắc ca|macca", "gói", 85, 230, "8", True, 0),
    (r"tinh bột nghệ|bột|ngũ cốc|protein", "hộp", 85, 210, "8", True, 0),
    (r"", "gói", 45, 140, "8", True, 0),
]

# What the shop sells beside: code, name, English name, unit, price, VAT, what it pays.
OWN_GOODS = [
    ("SHOP-001", "Túi vải không dệt", "Non-woven bag", "cái", 8000, "8", 4500),
    ("SHOP-002", "Túi giấy kraft", "Paper bag", "cái", 5000, "8", 2500),
    ("SHOP-003", "Hộp quà tre đan", "Woven bamboo gift box", "hộp", 65000, "8", 42000),
    ("SHOP-004", "Nón lá", "Conical hat", "chiếc", 70000, "8", 45000),
    ("SHOP-005", "Bưu thiếp Hội An", "Hoi An postcard", "tấm", 15000, "8", 7000),
]

# Gift sets: code, name, English name, price below the sum of the parts in percent, parts as
# (product name, thousandths).
GIFT_SETS = [
    ("GIO-001", "Giỏ quà Hương vị Quảng Nam", "Taste of Quang Nam gift basket", 7,
     [("Nước mắm làng Bích Họa", 2000), ("Gạo \"Cái quạt mo\"", 1500), ("Tiêu Tiên Phước", 1000),
      ("Hộp quà tre đan", 1000)]),
    ("GIO-002", "Giỏ quà Trà và bánh", "Tea and cakes gift basket", 5,
     [("Trà rừng Cù Lao Chàm", 1000), ("Bánh dừa nướng Quý Thu", 2000), ("Ngũ cốc Duy Oanh", 1000),
      ("Hộp quà tre đan", 1000)]),
    ("GIO-003", "Giỏ quà Cà phê cao nguyên", "Highland coffee gift basket", 8,
     [("Khe Sanh Coffee", 2000), ("Hạt Mắc ca Mơ Nông", 1000), ("Hộp quà tre đan", 1000)]),
    ("GIO-004", "Giỏ quà Tết biển", "Sea gift basket for Tet", 6,
     [("Mực 1 nắng Cù Lao Chàm", 500), ("Nước mắm Nam Ô - Hương Làng Cổ", 2000),
      ("Chả bò Phước Hà", 1000), ("Rượu đông trùng hạ thảo Vietcor", 1000)]),
]

ENGLISH = {
    "Chè dây Za Réh": "Za Reh vine tea", "Trà rừng Cù Lao Chàm": "Cham Island forest tea",
    "Gạo \"Cái quạt mo\"": "\"Cai quat mo\" rice", "Tiêu Tiên Phước": "Tien Phuoc pepper",
    "Nước mắm làng Bích Họa": "Mural Village fish sauce", "Tơ lụa Mã Châu": "Ma Chau silk",
    "Chả bò Phước Hà": "Phuoc Ha beef sausage", "Khe Sanh Coffee": "Khe Sanh coffee",
    "Dầu mè đen nguyên chất Bảo Tâm": "Bao Tam pure black sesame oil",
}


def drawn(*what):
    """A number that looks random and is always the same for the same text."""
    return int.from_bytes(hashlib.sha256("|".join(what).encode()).digest()[:6], "big")


def round_to(value, step):
    return max(step, (value + step // 2) // step * step)


def read_register():
    with REGISTER.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    products, rows_of = [], {}
    for row in rows:
        key = (row["product_name"], row["producer"])
        if key not in rows_of:
            products.append(key)
        rows_of.setdefault(key, []).append(row)
    return products, rows_of


def producer_of(key):
    """The producer; where the newer page leaves it out, as the older one names it."""
    return key[1] or next((old[1] for new, old in SAME_PRODUCT if new == key), "")


def read_codes():
    """Codes given before, of products and of producers."""
    codes, producers = {}, {}
    if FIGURES.exists():
        with FIGURES.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["product_name"]:
                    codes[(row["product_name"], row["producer"])] = row["code"]
                    if row["producer_code"]:
                        producers[producer_of((row["product_name"], row["producer"]))] = \
                            row["producer_code"]
    return codes, producers


def next_code(letters, taken):
    used = [int(code[4:]) for code in taken if re.fullmatch(letters + r"-\d{3}", code)]
    return f"{letters}-{max(used, default=0) + 1:03d}"


def figures_of(key, rows):
    name, producer = key
    low = name.lower()
    _, unit, at_least, at_most, vat, lot, age = next(r for r in RULES if re.search(r[0], low))
    kind = rows[-1]["producer_kind"]
    if vat == "RAW":
        vat = "5" if kind == "doanh nghiệp" else "KCT"
    elif kind.startswith("hộ") and drawn("direct", name, producer) % 5 == 0:
        vat = "TT"
    step = 1000 if at_most < 300 else 5000
    price = round_to((at_least + drawn("price", name, producer) % (at_most - at_least + 1)) * 1000, step)
    rate = int(vat) if vat.isdigit() else 0
    net = price * 100 // (100 + rate)
    small = 500 if price >= 20000 else 100
    producer_price = round_to(net * (70 + drawn("share", name) % 11) // 100, small)
    cost = round_to(producer_price * (58 + drawn("cost", name) % 18) // 100, small)
    consignment = bool(producer) and drawn("consignment", name, producer) % 7 == 0
    return {
        "unit": unit, "price": price, "vat": vat, "producer_price": producer_price, "cost": cost,
        "consignment": "true" if consignment else "false", "lot_tracked": "true" if lot else "false",
        "min_age": age,
    }


def months_before(year, month, count):
    index = year * 12 + month - 1 - count
    return index // 12, index % 12 + 1


def last_day(year, month):
    days = [31, 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28, 31, 30, 31, 30, 31, 31,
            30, 31, 30, 31]
    return days[month - 1]


def baseline_of(key, rows, number):
    """The twelve months before the product joined, ten months before its first recognition."""
    row = rows[0]
    recognised = row["decision_date"] or row["recognition_year"] + "-12-31"
    year, month = int(recognised[:4]), int(recognised[5:7])
    joined = months_before(year, month, 10)
    first, last = months_before(*joined, 12), months_before(*joined, 1)
    scope = ["THESE_POINTS", "THESE_POINTS", "ALL_CHANNELS", "PART"][number % 4]
    span = {"THESE_POINTS": (4, 30), "ALL_CHANNELS": (180, 900), "PART": (3, 12)}[scope]
    revenue = (span[0] + drawn("baseline", *key) % (span[1] - span[0] + 1)) * 1_000_000
    profit = revenue * (14 + drawn("profit", *key) % 14) // 100
    figures = {
        "joined_on": f"{joined[0]}-{joined[1]:02d}-15",
        "baseline_from": f"{first[0]}-{first[1]:02d}-01",
        "baseline_to": f"{last[0]}-{last[1]:02d}-{last_day(*last):02d}",
        "baseline_revenue": revenue, "baseline_profit": profit,
        "baseline_vat_basis": "INCL" if number % 5 == 0 else "EXCL",
        "baseline_scope": scope, "baseline_verified": "false" if number % 9 == 8 else "true",
    }
    if number % 6 == 1:  # month by month, more before Tết; the parts add up to the year
        weights = [18, 9, 6, 6, 6, 7, 7, 7, 7, 8, 8, 11]
        months, left_revenue, left_profit = [], revenue, profit
        for i in range(12):
            at = months_before(*joined, 12 - i)
            share = weights[at[1] - 1]
            part, gain = revenue * share // 100, profit * share // 100
            if i == 11:
                part, gain = left_revenue, left_profit
            left_revenue, left_profit = left_revenue - part, left_profit - gain
            months.append(f"{at[0]}-{at[1]:02d}:{part}:{gain}")
        figures["baseline_months"] = ";".join(months)
    return figures


def make():
    products, rows_of = read_register()
    codes, producer_codes = read_codes()
    older = {old: new for new, old in SAME_PRODUCT}
    rows, price_of, code_of, baselines = [], {}, {}, 0
    for key in products:
        register_rows = rows_of[key]
        if key not in codes:
            letters = PROVINCE_LETTERS[register_rows[0]["province_at_recognition"]]
            same = older.get(key)
            codes[key] = codes.get(same) or next_code(letters, codes.values())
            if same:
                codes[same] = codes[key]
        if key in older:
            continue
        producer = producer_of(key)
        if producer and producer not in producer_codes:
            producer_codes[producer] = f"P-{int(max(producer_codes.values(), default='P-0')[2:]) + 1:03d}"
        row = {"product_name": key[0], "producer": key[1], "code": codes[key],
               "name_en": ENGLISH.get(key[0], ""), "producer_code": producer_codes.get(producer, "")}
        row |= figures_of(key, register_rows)
        first = register_rows[0]
        wanted = first["stars"] and first["recognition_year"] in ("2024", "2025") and producer
        if wanted and drawn("chosen", *key) % 3 == 0 and len(register_rows) == 1:
            row |= baseline_of(key, register_rows, baselines)
            baselines += 1
        rows.append(row)
        price_of.setdefault(key[0], row["price"])
        code_of.setdefault(key[0], row["code"])
    # The second names of a product come behind all first ones.
    rows += [{"product_name": old[0], "producer": old[1], "code": codes[old]} for old in older]
    for code, name, english, unit, price, vat, pays in OWN_GOODS:
        rows.append({"code": code, "name": name, "name_en": english, "unit": unit, "price": price,
                     "vat": vat, "producer_price": pays})
        price_of[name], code_of[name] = price, code
    for code, name, english, percent, parts in GIFT_SETS:
        whole = sum(price_of[part] * thousandths // 1000 for part, thousandths in parts)
        rows.append({"code": code, "name": name, "name_en": english, "unit": "giỏ",
                     "price": round_to(whole * (100 - percent) // 100, 1000), "vat": "8",
                     "set_components": ";".join(f"{code_of[p]}:{t}" for p, t in parts)})
    for row in rows:
        if "unit" in row:
            row["demonstration"] = "true"
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def main():
    text = make()
    if "--check" in sys.argv[1:]:
        same = FIGURES.exists() and FIGURES.read_text(encoding="utf-8") == text
        print("demo_figures.csv is up to date" if same else "demo_figures.csv must be made anew")
        return 0 if same else 1
    FIGURES.write_text(text, encoding="utf-8", newline="\n")
    print(f"{FIGURES.name}: {text.count(chr(10)) - 1} rows")
    return 0


if __name__ == "__main__":
    sys.exit(main())
