// Result, errors and the two macros.

#include "core/base/result.h"

#include <QTest>

#include <memory>
#include <string>

using namespace tw;

namespace {

Result<int> half(int value)
{
    if (value % 2 != 0)
        return Error{ErrorCode::InvalidArgument, "is odd", std::to_string(value)};
    return value / 2;
}

Result<int> quarter(int value)
{
    TW_TRY_ASSIGN(const int once, half(value));
    TW_TRY_ASSIGN(const int twice, half(once));
    return twice;
}

Result<void> checkEven(int value)
{
    TW_TRY(half(value));
    return {};
}

Result<std::unique_ptr<int>> makeOwner(int value)
{
    TW_TRY(checkEven(value));
    return std::make_unique<int>(value);
}

} // namespace

class TestResult : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void holdsValueOrError()
    {
        QVERIFY(half(4));
        QCOMPARE(*half(4), 2);
        QCOMPARE(half(4).value_or(9), 2);
        const Result<int> failed = half(3);
        QVERIFY(!failed);
        QVERIFY(failed.error().code == ErrorCode::InvalidArgument);
        QCOMPARE(failed.error().message(), std::string("3: is odd"));
        QCOMPARE(failed.value_or(9), 9);
        QCOMPARE((Error{ErrorCode::Io, "failed", {}}.message()), std::string("failed"));
    }

    void macrosReturnTheFirstError()
    {
        QCOMPARE(*quarter(8), 2);
        QCOMPARE(quarter(7).error().where, std::string("7"));
        QCOMPARE(quarter(6).error().where, std::string("3"));
        QVERIFY(checkEven(2));
        QCOMPARE(checkEven(5).error().where, std::string("5"));
    }

    void movesWhatCannotBeCopied()
    {
        auto owner = makeOwner(6);
        QVERIFY(owner);
        const std::unique_ptr<int> taken = *std::move(owner);
        QCOMPARE(*taken, 6);
        QVERIFY(!makeOwner(1));
    }

    void convertsOnTheWayIn()
    {
        const Result<std::string> text = "short";
        QCOMPARE(text->size(), std::size_t{5});
        const Result<double> number = 3;
        QCOMPARE(*number, 3.0);
    }

    void everyCodeHasItsOwnName()
    {
        std::vector<std::string_view> names;
        for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code)
            names.push_back(toString(static_cast<ErrorCode>(code)));
        QCOMPARE(names.size(), std::size_t{12});
        for (std::size_t i = 0; i < names.size(); ++i) {
            QVERIFY(!names[i].empty() && names[i] != "unknown");
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(names[i] != names[j]);
        }
    }
};

QTEST_GUILESS_MAIN(TestResult)
#include "tst_result.moc"
