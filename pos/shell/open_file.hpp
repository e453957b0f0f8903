#pragma once

namespace ocop {

/// A descriptor of an open file, closed with it.
class OpenFile {
public:
    OpenFile() = default;

    explicit OpenFile(int descriptor)
        : descriptor_{descriptor} {}

    ~OpenFile();
    OpenFile(OpenFile&& other) noexcept;
    OpenFile& operator=(OpenFile&& other) noexcept;

    [[nodiscard]] bool is_open() const { return descriptor_ >= 0; }

    [[nodiscard]] int get() const { return descriptor_; }

private:
    int descriptor_ = -1;
};

} // namespace ocop
