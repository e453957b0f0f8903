#pragma once

#include <string>

namespace ocop::receipts {

/// Compares `text` with tests/receipts/golden/`name`. A golden text is read, not trusted: on a
/// difference the new one lies beside the build.
void expect_golden(const std::string& name, const std::string& text);

} // namespace ocop::receipts
