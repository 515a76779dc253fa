#pragma once
// What a study found, as text, table and page. Pure but for the files; any thread.

#include "core/laboratory/study/study.h"

namespace tw::laboratory {

// Aligned lines: a row a variant, "mean +- deviation" for each measure.
std::string studyTable(const Study& study, const StudyReport& report);
// variant,repeat,seconds,MEASURE...: a line a cell; empty where nothing was measured.
std::string studyCsv(const Study& study, const StudyReport& report);
std::string studyHtml(const Study& study, const StudyReport& report);
// NAME.txt, NAME.csv, NAME.html and the charts in `out`. Errors: Io.
Result<void> writeStudyPage(const Study& study, const StudyReport& report, const std::filesystem::path& out);

} // namespace tw::laboratory
