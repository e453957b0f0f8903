#pragma once

#include "pos/ui/view_model.hpp"

namespace ocop::ui {

// Parts of view(), by what they are about.

[[nodiscard]] StarMark mark_of(CertificateState state, bool has_stars);

/// What the words in the code field found.
void put_results(ViewModel& view, const Desk& desk);
/// The goods as tiles; after put_results().
void put_grid(ViewModel& view, const Desk& desk);
/// What waits for an approver's PIN.
void put_approval(ViewModel& view, const Desk& desk);
void put_old_shift(ViewModel& view, const Desk& desk);
void put_receive(ViewModel& view, const Desk& desk);
void put_catalog(ViewModel& view, const Desk& desk);
[[nodiscard]] SyncSign sync_sign(const Desk& desk);
void put_printer(ViewModel& view, const Desk& desk);
void put_devices(ViewModel& view, const Desk& desk);
/// `test`, which was asked for on the screen shown.
[[nodiscard]] DeviceTestView test_of(const DeviceTest& test, const Desk& desk);
void put_receipt_setup(ViewModel& view, const Desk& desk);
void put_restore(ViewModel& view, const Desk& desk);
[[nodiscard]] PrinterSign printer_sign(const Desk& desk);

} // namespace ocop::ui
