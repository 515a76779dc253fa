#include "ui/actions/prompt_keys.h"

#include <QSignalSpy>
#include <QTest>

#include <array>
#include <string>

using namespace tw::ui;

class TestPromptKeys : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void onlyTheHighestOpenPromptAnswers();
    void aKeyWithoutAnswerGoesDown();
    void anAnswerMayCloseItsPrompt();
    void escIsAnnouncedAfterItsAnswer();
};

namespace {

constexpr std::array kLevels{PromptLevel::Drag,    PromptLevel::Command, PromptLevel::Preview,
                             PromptLevel::Search,  PromptLevel::Grid,    PromptLevel::Stage,
                             PromptLevel::Finding, PromptLevel::Follow,  PromptLevel::Marks};

} // namespace

// Every subset of open prompts, registered in an order that is not that of their levels.
void TestPromptKeys::onlyTheHighestOpenPromptAnswers()
{
    PromptKeys keys;
    std::array<bool, kLevels.size()> open{};
    std::string heard;
    for (std::size_t i = 0; i < kLevels.size(); ++i) {
        const std::size_t at = (i * 4 + 3) % kLevels.size();
        const std::string name = std::to_string(at);
        keys.add(kLevels[at], {[&open, at] { return open[at]; }, [&heard, name] { heard += "enter" + name; },
                               [&heard, name] { heard += "other" + name; }, [&heard, name] { heard += "esc" + name; }});
    }
    for (unsigned set = 0; set < 1U << kLevels.size(); ++set) {
        std::optional<std::size_t> first;
        for (std::size_t i = 0; i < kLevels.size(); ++i) {
            open[i] = (set >> i & 1U) != 0;
            if (open[i] && !first)
                first = i;
        }
        heard.clear();
        keys.accept();
        keys.acceptOtherwise();
        keys.cancel();
        const std::string name = first ? std::to_string(*first) : "";
        QCOMPARE(heard, first ? "enter" + name + "other" + name + "esc" + name : std::string());
        QCOMPARE(keys.accepting().has_value(), first.has_value());
        if (first)
            QVERIFY(keys.accepting() == kLevels[*first]);
    }
}

void TestPromptKeys::aKeyWithoutAnswerGoesDown()
{
    PromptKeys keys;
    int accepted = 0, cancelled = 0;
    keys.add(PromptLevel::Search, {[] { return true; }, {}, {}, [&] { ++cancelled; }});
    keys.add(PromptLevel::Finding, {[] { return true; }, [&] { ++accepted; }, {}, [] { QFAIL("not asked"); }});
    keys.accept();
    keys.acceptOtherwise();
    keys.cancel();
    QCOMPARE(accepted, 1);
    QCOMPARE(cancelled, 1);
    QVERIFY(keys.accepting() == PromptLevel::Finding);
}

void TestPromptKeys::anAnswerMayCloseItsPrompt()
{
    PromptKeys keys;
    bool command = true;
    int below = 0;
    keys.add(PromptLevel::Command, {[&] { return command; }, [&] { command = false; }, {}, [&] { command = false; }});
    keys.add(PromptLevel::Finding, {[] { return true; }, [&] { ++below; }, {}, [&] { ++below; }});
    keys.accept();
    QCOMPARE(below, 0); // the press belongs to the command alone
    keys.accept();
    QCOMPARE(below, 1);
    command = true;
    keys.cancel();
    QCOMPARE(below, 1);
    keys.cancel();
    QCOMPARE(below, 2);
}

void TestPromptKeys::escIsAnnouncedAfterItsAnswer()
{
    PromptKeys keys;
    bool open = true;
    keys.add(PromptLevel::Marks, {[&] { return open; }, {}, {}, [&] { open = false; }});
    int announced = 0;
    connect(&keys, &PromptKeys::cancelPressed, this, [&] {
        QVERIFY(!open);
        ++announced;
    });
    keys.cancel();
    keys.cancel(); // also without a prompt: the focus goes home
    QCOMPARE(announced, 2);
    keys.accept();
    QCOMPARE(announced, 2);
}

QTEST_GUILESS_MAIN(TestPromptKeys)
#include "tst_prompt_keys.moc"
