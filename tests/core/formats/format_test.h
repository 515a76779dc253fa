#pragma once
// Shared by the tests of core/formats.

#include "core/base/atomic_file.h"
#include "core/formats/format.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QTest>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

namespace tw::test {

inline std::filesystem::path dataFile(const std::string& name)
{
    return std::filesystem::path(TW_TEST_DATA) / name;
}

inline std::filesystem::path pathOf(const QTemporaryDir& folder)
{
    return std::filesystem::path(folder.path().toStdString());
}

// Without the sync to disk that a few thousand files would wait for.
inline bool put(const std::filesystem::path& path, std::string_view bytes)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return file.good();
}

// The lines that issues of one severity name.
inline std::vector<std::int64_t> issueLines(const std::vector<formats::Issue>& issues,
                                            formats::Severity severity = formats::Severity::Problem)
{
    std::vector<std::int64_t> lines;
    for (const auto& issue : issues) {
        if (issue.severity == severity)
            lines.push_back(issue.line);
    }
    return lines;
}

inline bool mentions(const std::vector<formats::Issue>& issues, std::string_view words)
{
    return std::any_of(issues.begin(), issues.end(),
                       [&](const formats::Issue& issue) { return issue.text.find(words) != std::string::npos; });
}

inline std::string listed(const std::vector<formats::Issue>& issues)
{
    std::string out;
    for (const auto& issue : issues)
        out += formats::describe(issue) + "\n";
    return out;
}

} // namespace tw::test

// A Result in a test: its value, or the test fails with the error.
#define TW_REQUIRE(declaration, expression)                                                                            \
    auto TW_CONCAT(required, __LINE__) = (expression);                                                                 \
    QVERIFY2(TW_CONCAT(required, __LINE__).has_value(),                                                                \
             TW_CONCAT(required, __LINE__).has_value() ? ""                                                            \
                                                       : TW_CONCAT(required, __LINE__).error().message().c_str());     \
    declaration = *std::move(TW_CONCAT(required, __LINE__))
