#include "pos/report/records.hpp"

namespace ocop::report {

Expected<SaleBody, RecordFault> sale_in(const Record& record) {
    Expected<SaleBody, RecordFault> body = read_sale(record);
    if (!body) {
        return Unexpected{RecordFault{
            "till " + record.till + ", record " + std::to_string(record.seq) + ": "
            + body.error().what}};
    }
    return body;
}

} // namespace ocop::report
