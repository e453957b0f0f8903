#include "pos/ui/catalog_words.hpp"

#include "pos/ui/text.hpp"

#include <wx/translation.h>

namespace ocop::ui {

namespace {

wxString arrow() {
    return wxString::FromUTF8(" → ");
}

} // namespace

wxString list_label(CatalogList list) {
    switch (list) {
    case CatalogList::added:
        return _("New");
    case CatalogList::gone:
        return _("Gone");
    case CatalogList::price_up:
        return _("Price up");
    case CatalogList::price_down:
        return _("Price down");
    case CatalogList::stars_won:
        return _("Stars won");
    case CatalogList::stars_lost:
        return _("Stars lost");
    case CatalogList::lapse_soon:
        return _("Certificates that end soon");
    case CatalogList::lapsed:
        return _("Certificates that have ended");
    case CatalogList::clashes:
        return _("Own goods that clash");
    }
    return {};
}

wxString choice_label(const CatalogRow& row) {
    switch (row.choice.kind) {
    case CatalogChoice::Kind::sync:
        return _("Sync now");
    case CatalogChoice::Kind::cancel:
        return _("Stop the sync");
    case CatalogChoice::Kind::stick:
        return wxString::Format(_("From the stick %s"), to_wx(row.stick));
    case CatalogChoice::Kind::list:
        return list_label(row.choice.list);
    }
    return {};
}

wxString stick_second(const CatalogRow& row) {
    return row.fault.empty()
               ? wxString::Format(_("Version %lld"), static_cast<long long>(row.version))
               : to_wx(row.fault);
}

wxString stage_words(catalog_sync::SyncStage stage) {
    switch (stage) {
    case catalog_sync::SyncStage::asking:
        return _("Asking for a newer catalogue...");
    case catalog_sync::SyncStage::fetching:
        return _("Fetching...");
    case catalog_sync::SyncStage::checking:
        return _("Checking the signature...");
    case catalog_sync::SyncStage::staging:
        return _("Putting the goods in order...");
    case catalog_sync::SyncStage::reading_back:
        return _("Reading it back...");
    case catalog_sync::SyncStage::done:
        return _("Done.");
    }
    return {};
}

wxString amounts(const SyncRunView& run) {
    const wxString bytes =
        run.bytes_all.empty()
            ? to_wx(run.bytes)
            : wxString::Format(_("%s of %s"), to_wx(run.bytes), to_wx(run.bytes_all));
    const wxString products =
        run.products_all.empty()
            ? to_wx(run.products)
            : wxString::Format(_("%s of %s"), to_wx(run.products), to_wx(run.products_all));
    return wxString::Format(_("Received: %s. Products: %s."), bytes, products);
}

wxString failure_words(const SyncFailureView& failure) {
    return wxString::Format(
               _("%s, failed %lld times in a row:"),
               to_wx(failure.at),
               static_cast<long long>(failure.times)
           )
           + " " + to_wx(failure.words)
           + (failure.where.empty() ? "" : " (" + to_wx(failure.where) + ")");
}

wxString item_words(CatalogList list, const CatalogItem& item) {
    switch (list) {
    case CatalogList::added:
        return to_wx(item.after);
    case CatalogList::gone:
        return to_wx(item.before);
    case CatalogList::price_up:
    case CatalogList::price_down:
        return to_wx(item.before) + arrow() + to_wx(item.after);
    case CatalogList::stars_won:
    case CatalogList::stars_lost: {
        const std::string before = item.before.empty() ? "0" : item.before;
        const std::string after = item.after.empty() ? "0" : item.after;
        return wxString::Format(_("%s stars"), to_wx(before) + arrow() + to_wx(after));
    }
    case CatalogList::lapse_soon:
        return wxString::Format(_("ends %s"), to_wx(item.after));
    case CatalogList::lapsed:
        return item.after.empty() ? wxString{} : wxString::Format(_("ended %s"), to_wx(item.after));
    case CatalogList::clashes:
        break;
    }
    return {};
}

wxString sign_words(const SyncSign& sign) {
    switch (sign.kind) {
    case SyncSign::Kind::none:
        return {};
    case SyncSign::Kind::well:
        return wxString::Format(_("synced %s"), to_wx(sign.at));
    case SyncSign::Kind::running:
        return sign.percent < 0 ? _("syncing...")
                                : wxString::Format(_("syncing %d %%"), sign.percent);
    case SyncSign::Kind::failed:
        return _("sync failed (Ctrl+D)");
    case SyncSign::Kind::waits:
        return _("new catalogue after this sale");
    }
    return {};
}

} // namespace ocop::ui
