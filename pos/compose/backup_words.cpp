#include "pos/compose/backup_words.hpp"

namespace ocop::compose {

namespace {

std::string say(Language language, std::string_view vietnamese, std::string_view english) {
    return std::string{language == Language::vi ? vietnamese : english};
}

std::string words_of_seal(store::SealState seal, Language language, StatedIn where) {
    if (seal == store::SealState::wrong) {
        return say(
            language,
            "Cụm mật khẩu không đúng với bản sao này; hãy nhập lại.",
            "This is not the passphrase of this backup; type it again."
        );
    }
    return where == StatedIn::options
               ? say(
                   language,
                   "Bản sao này được khóa; hãy đưa cụm mật khẩu đã đặt khi sao lưu qua "
                   "--passphrase-stdin.",
                   "This backup is sealed; give the passphrase it was made with by "
                   "--passphrase-stdin."
               )
               : say(
                   language,
                   "Bản sao này được khóa; hãy nhập cụm mật khẩu đã đặt khi sao lưu.",
                   "This backup is sealed; type the passphrase it was made with."
               );
}

} // namespace

std::string words(
    const BackupRefusal& refusal, Language language, StatedIn where, const std::string& what_now
) {
    if (refusal.numbers) {
        return words(*refusal.numbers, language, where);
    }
    if (refusal.approver) {
        return words(*refusal.approver, language);
    }
    if (refusal.seal != store::SealState::open) {
        return words_of_seal(refusal.seal, language, where);
    }
    if (refusal.finding) {
        return words(*refusal.finding, language) + "; " + what_now;
    }
    return words(refusal.failure, language);
}

std::string words(const RestoreDone& done, const std::filesystem::path& folder, Language language) {
    std::string text = say(language, "Đã phục hồi ", "Restored ")
                       + std::to_string(done.about.records) + say(language, " bản ghi", " records");
    if (!folder.empty()) {
        text += say(language, " vào ", " to ") + folder.string();
    }
    text += say(language, "; phiếu tiếp theo là ", "; the next receipt is ")
            + receipt_number(done.record.till, done.numbers.receipts + 1) + ".";
    if (!done.aside.empty()) {
        text += (folder.empty() ? " " : "\n")
                + say(language, "Dữ liệu trước đó nằm trong ", "What was there lies in ")
                + (folder / done.aside).string()
                + say(
                    language,
                    " (có khóa của máy; hãy xóa khi không cần nữa).",
                    " (with the till's key; delete it when it is no longer needed)."
                );
    }
    if (done.finding) {
        text += (folder.empty() ? " " : "\n")
                + say(language, "Còn phải sửa: ", "Still to be mended: ")
                + words(*done.finding, language) + ".";
    }
    return text;
}

} // namespace ocop::compose
