#pragma once
// Everything the detectors find, kept from one look to the next: only tracks whose evidence changed, and the pairs they
// are in, are looked at again. The answer is the same as that of a scanner that never saw the tracks before.
//
// A value for one thread at a time. Errors: Cancelled (what was found so far is kept).

#include "core/review/adaptation.h"
#include "core/review/event.h"
#include "core/review/evidence.h"
#include "core/review/options.h"

#include <memory>
#include <vector>

namespace tw::review {

class Scanner
{
public:
    explicit Scanner(const ReviewOptions& options);
    ~Scanner();
    Scanner(Scanner&&) noexcept;
    Scanner& operator=(Scanner&&) noexcept;

    // Scored, best first, without verdicts; overlapping findings of the same mistake only once. `calibration`: how
    // probabilities are shifted for this video.
    Result<std::vector<Event>> scan(const Evidence& evidence, const Adaptation& calibration = {},
                                    const JobContext& job = {});
    int looked() const; // tracks that the last scan looked at

private:
    struct Body;
    std::unique_ptr<Body> m_body;
};

} // namespace tw::review
