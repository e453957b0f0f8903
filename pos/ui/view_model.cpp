#include "pos/ui/view_model.hpp"

#include "pos/core/bank.hpp"
#include "pos/core/open_basket.hpp"
#include "pos/core/sale.hpp"
#include "pos/core/tender.hpp"
#include "pos/ui/view_parts.hpp"

#include <algorithm>

namespace ocop::ui {

namespace {

LineRow row_of(const SaleLine& line) {
    LineRow row;
    row.line = line.line;
    row.name = line.name;
    row.quantity = format(line.quantity);
    row.unit = line.unit;
    row.unit_price = format(line.unit_price);
    // What brings a gift set's part to its share of the price is no discount somebody gave.
    if (line.discount != Money{} && !line.set) {
        row.discount = format(-line.discount);
    }
    row.amount = format(line.gross - line.discount);
    row.stars = line.stars.value_or(0);
    row.mark = mark_of(line.certificate, row.stars > 0);
    row.demonstration = line.demonstration;
    row.in_set = line.set.has_value();
    return row;
}

FrameView frame_of(const Desk& desk) {
    const Till& till = desk.till();
    FrameView frame;
    if (!till.ledger.identity) {
        return frame;
    }
    const std::string name = till.settings().shop_name;
    frame.shop = name.empty() ? till.ledger.identity->point_name : name;
    frame.till = till.ledger.identity->till;
    frame.training = till.ledger.identity->training;
    frame.cashier = till.cashier.value_or("");
    frame.role = till.role();
    frame.shift = till.ledger.shift ? till.ledger.shift->shift : 0;
    if (till.ledger.shift && till.ledger.shift->opened_at.day() != desk.now().day()) {
        frame.shift_day = format(till.ledger.shift->opened_at.day());
    }
    frame.catalog = desk.catalog().version();
    frame.goods = desk.catalog().size();
    frame.holds = till.ledger.holds.size();
    frame.sync = sync_sign(desk);
    frame.printer = printer_sign(desk);
    for (const auto& [id, scanner] : desk.state().scanners) {
        frame.scanner += (frame.scanner.empty() ? "" : ", ") + scanner;
    }
    frame.clock = format(desk.now()).substr(0, 16); // without the seconds
    return frame;
}

void put_users(ViewModel& view, const Till& till, bool managers_alone) {
    view.managers_alone = managers_alone;
    for (const auto& [name, user] : till.ledger.users) {
        if (!user.active) {
            continue;
        }
        view.users.push_back({name, user.role});
        const bool lead = user.role == Role::lead && !managers_alone;
        if (lead || user.role == Role::manager) {
            view.approvers.push_back({name, user.role});
        }
    }
}

void put_basket(ViewModel& view, const Desk& desk, const PricedBasket& basket) {
    Money discount;
    Money gross;
    for (const SaleLine& line : basket.lines) {
        LineRow row = row_of(line);
        row.selected = line.line == desk.state().selected_line;
        view.lines.push_back(std::move(row));
        discount += line.basket_discount + (line.set ? Money{} : line.discount);
        gross += line.set ? line.gross - line.discount : line.gross;
    }
    view.total.total = format(basket.total);
    view.total.pieces = static_cast<std::int64_t>(basket.lines.size());
    view.total.before_discount = format(gross);
    if (discount != Money{}) {
        view.total.discount = format(-discount);
    }
    if (const auto& tenders = desk.till().tenders; !tenders.empty()) {
        view.total.taken = format(paid(tenders));
        view.total.rest = format(basket.total - paid(tenders));
    }
}

void put_pay(ViewModel& view, const Desk& desk, const PricedBasket& basket) {
    const Till& till = desk.till();
    const Settings settings = till.settings();
    const Money rest = basket.total - paid(till.tenders);
    const Money cash_rest = cash_due(till.tenders, basket.total, settings.rounding);
    view.pay.tender = desk.state().tender;
    view.pay.total = format(basket.total);
    view.pay.rest = format(rest);
    if (cash_rest != rest) {
        view.pay.cash_rest = format(cash_rest);
    }
    if (const auto asked = desk.amount_asked()) {
        view.pay.asked = format(*asked);
        view.pay.is_part = !desk.state().amount_typed.empty() && *asked < rest;
    }
    for (const TenderRow& row : till.tenders) {
        view.pay.taken.emplace_back(row.tender, format(row.amount));
    }
    for (const Money amount : likely_cash(cash_rest)) {
        view.pay.likely.push_back({format(amount), amount.vnd()});
    }
    view.pay.bank_is_set = !settings.bank_bin.empty() && !settings.bank_account.empty();
    const Bank* bank = bank_of(settings.bank_bin);
    for (const std::string_view part :
         {bank != nullptr ? bank->short_name : std::string_view{},
          std::string_view{settings.bank_account},
          std::string_view{settings.bank_holder}}) {
        if (!part.empty()) {
            view.pay.bank_line.append(view.pay.bank_line.empty() ? "" : " · ").append(part);
        }
    }
}

void put_hand_back(ViewModel& view, const Desk& desk) {
    HandBackView back;
    Money cash;
    Money all;
    for (const TenderRow& row : desk.state().hand_back) {
        const bool is_cash = row.tender == "cash";
        back.is_cash = back.is_cash || is_cash;
        cash += is_cash ? row.amount : Money{};
        all += row.amount;
        if (!is_cash) {
            back.others.emplace_back(row.tender, format(row.amount));
        }
    }
    back.amount = format(back.is_cash ? cash : all);
    back.pieces = change_pieces(cash);
    back.given_up = desk.till().basket.empty();
    view.hand_back = std::move(back);
}

void put_receipt(ViewModel& view, const Desk& desk) {
    const auto& record = desk.state().last_record;
    if (!record || !is_receipt(record->kind)) {
        return;
    }
    const auto body = read_sale(*record);
    if (!body) {
        return;
    }
    ReceiptView receipt;
    receipt.number = body->number;
    receipt.total = format(body->total);
    receipt.paid = format(paid(body->tenders));
    receipt.is_return = body->is_return;
    const bool cash =
        std::any_of(body->tenders.begin(), body->tenders.end(), [](const TenderRow& row) {
            return row.tender == "cash";
        });
    receipt.gives_change = cash;
    const Money out = body->is_return && cash ? paid(body->tenders) : body->change;
    receipt.change = format(out);
    receipt.change_pieces = change_pieces(out);
    view.receipt = std::move(receipt);
}

void put_holds(ViewModel& view, const Desk& desk) {
    const Till& till = desk.till();
    for (const auto& [number, hold] : till.ledger.holds) {
        HoldRow row;
        row.number = number;
        row.cashier = hold.cashier;
        row.time = format(hold.at).substr(11, 5);
        row.selected = number == desk.state().selected_hold;
        if (const auto held = parse_basket(hold.basket, desk.catalog())) {
            const PricedBasket amounts = price(held->basket, desk.now().day(), till.settings().vat);
            row.lines = amounts.lines.size();
            row.total = format(amounts.total);
            row.left = is_left(hold);
            if (const Money taken = paid(hold); taken != Money{}) {
                row.paid = format(taken);
            }
            for (const BasketEntry& entry : held->basket.entries) {
                row.goods += (row.goods.empty() ? "" : ", ") + entry.product.name;
            }
        }
        view.holds.push_back(std::move(row));
    }
}

void put_closed(ViewModel& view, const Desk& desk) {
    const auto& shift = desk.state().last_shift;
    if (!shift) {
        return;
    }
    const Money difference = shift->difference();
    const std::string sign = difference > Money{} ? "+" : "";
    view.closed = ClosedView{
        shift->shift,
        format(shift->expected_cash()),
        format(shift->counted),
        sign + format(difference),
        difference.vnd(),
        format(shift->sold - shift->returned),
        shift->sales};
}

void put_return(ViewModel& view, const Desk& desk) {
    const DeskState& state = desk.state();
    if (!state.found_sale) {
        return;
    }
    const auto sale = read_sale(state.found_sale->sale);
    if (!sale) {
        return;
    }
    view.return_number = sale->number;
    std::vector<SaleBody> earlier;
    for (const Record& record : state.found_sale->returns) {
        if (auto body = read_sale(record)) {
            earlier.push_back(std::move(*body));
        }
    }
    std::vector<ReturnLine> wanted;
    for (std::size_t i = 0; i < sale->lines.size() && i < state.coming_back.size(); ++i) {
        LineRow row = row_of(sale->lines[i]);
        row.amount = format(sale->lines[i].net);
        row.selected = i == state.selected_return_line;
        row.coming_back = format(state.coming_back[i]);
        view.return_lines.push_back(std::move(row));
        if (state.coming_back[i] > Quantity{}) {
            wanted.push_back({sale->lines[i].line, sale->lines[i].product, state.coming_back[i]});
        }
    }
    const auto lines = return_lines(*sale, earlier, wanted);
    // What is handed back: what the sale was rounded by goes back with it.
    const auto back =
        lines ? refund(*sale, earlier, total_of(*lines), "cash") : Unexpected{lines.error()};
    view.return_total = format(back ? paid(*back) : Money{});
}

void put_doubt(ViewModel& view, const Desk& desk) {
    const DeskState& state = desk.state();
    DoubtView doubt;
    const auto take = [&doubt](const compose::RecordInDoubt& record) {
        doubt.what = record.what;
        doubt.at = record.at;
        doubt.total = record.total;
    };
    if (state.screen == Screen::not_known) {
        take(state.not_known.value_or(compose::RecordInDoubt{}));
        doubt.reason = state.opening_fault;
    } else if (state.last_run) {
        take(state.last_run->record);
        doubt.found = state.last_run->found;
        doubt.reader = desk.till().cashier.value_or("");
    }
    view.doubt = std::move(doubt);
}

} // namespace

ViewModel view(const Desk& desk) {
    const DeskState& state = desk.state();
    ViewModel view;
    view.screen = state.screen;
    view.help = state.help;
    view.notice = state.notice;
    view.frame = frame_of(desk);
    if (state.screen == Screen::opening) {
        return view;
    }
    if (state.screen == Screen::failed) {
        view.notice = {Notice::Kind::refusal, state.opening_fault};
        return view;
    }
    if (state.screen == Screen::not_known || state.screen == Screen::last_run) {
        put_doubt(view, desk);
        return view;
    }
    if (state.screen == Screen::restore) {
        put_restore(view, desk);
        return view;
    }
    const PricedBasket basket = desk.priced();
    put_users(view, desk.till(), desk.only_managers_approve());
    put_basket(view, desk, basket);
    put_results(view, desk);
    if (state.grid.shown && shows_basket(state.screen)) {
        put_grid(view, desk);
    }
    view.buyer_wrong = desk.state().buyer_wrong;
    view.buyer = desk.till().basket.buyer.value_or(Buyer{});
    if (state.screen == Screen::pay) {
        put_pay(view, desk, basket);
    } else if (state.screen == Screen::hand_back) {
        put_hand_back(view, desk);
    } else if (state.screen == Screen::receipt) {
        put_receipt(view, desk);
    } else if (state.screen == Screen::holds) {
        put_holds(view, desk);
    } else if (state.screen == Screen::shift_closed) {
        put_closed(view, desk);
    } else if (state.screen == Screen::report && desk.till().ledger.shift) {
        const ShiftSummary& shift = *desk.till().ledger.shift;
        view.so_far = SoFarView{format(shift.sold - shift.returned), shift.sales, shift.returns};
    } else if (state.screen == Screen::approve) {
        put_return(view, desk);
        put_approval(view, desk);
    } else if (state.screen == Screen::give_back) {
        put_return(view, desk);
    } else if (state.screen == Screen::old_shift) {
        put_old_shift(view, desk);
    } else if (state.screen == Screen::receive) {
        put_receive(view, desk);
    } else if (state.screen == Screen::catalog) {
        put_catalog(view, desk);
    } else if (state.screen == Screen::printer) {
        put_printer(view, desk);
    } else if (state.screen == Screen::devices) {
        put_devices(view, desk);
    } else if (state.screen == Screen::receipt_setup) {
        put_receipt_setup(view, desk);
    } else if (state.screen == Screen::offer && state.catalog.offer) {
        const compose::StickFeed& stick = *state.catalog.offer;
        view.offer = OfferView{stick.name, stick.version, stick.version_now};
    }
    view.selected_errand = state.selected_errand;
    view.reasons = desk.reasons();
    return view;
}

} // namespace ocop::ui
