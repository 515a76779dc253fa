#pragma once
// The table of a batch: frames, tracks, suspicious places, expected switches, scores of each video and of all, as text,
// CSV and a page of HTML with pictures. Made from the status alone.

#include "core/batch/status.h"

#include <string>

namespace tw::batch {

std::string reportText(const BatchStatus& status);
std::string reportCsv(const BatchStatus& status); // numbers in full, '.' whatever the locale
// Pictures are linked relative to the batch's folder, where the page has to lie.
std::string reportHtml(const Plan& plan, const BatchStatus& status);

// The status itself: counts, rates, and each video that is not simply done or waiting (all of them with `everything`).
std::string statusText(const BatchStatus& status, bool everything);
std::string statusJson(const BatchStatus& status); // one object; every video

} // namespace tw::batch
