// Trackers by name and their option tables.

#include "core/tracker/registry.h"

#include <QTest>

#include <set>

using namespace tw;
using namespace tw::tracker;

class TestTrackerRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTrackerIsMadeFromItsDefaults()
    {
        QVERIFY(trackers().size() >= 2);
        for (const TrackerInfo& info : trackers()) {
            QCOMPARE(createTracker(info.name, {}).has_value(), !info.wholeVideo);
            QVERIFY(!info.summary.empty());
            std::set<std::string_view> names;
            OptionSet all;
            for (const OptionInfo& option : info.options) {
                QVERIFY(names.insert(option.name).second);
                QVERIFY(!option.help.empty() && !option.source.empty());
                QVERIFY(option.minimum < option.maximum);
                // the default is a legal value, as text too
                const auto parsed = parseOption(option, tracker::toText(option.defaultValue));
                QVERIFY(parsed);
                QVERIFY(*parsed == option.defaultValue);
                all[std::string(option.name)] = option.defaultValue;
            }
            QCOMPARE(chooseTracker(info.name, all)->wholeVideo, info.wholeVideo);
        }
        QCOMPARE(trackers().front().name, std::string_view("offline")); // what people get
        QCOMPARE(findTracker("unknown"), nullptr);
        QVERIFY(createTracker("unknown", {}).error().code == ErrorCode::NotFound);
        QVERIFY(chooseTracker("unknown", {}).error().code == ErrorCode::NotFound);
    }

    void offlineOptionsArriveInTheStruct()
    {
        const auto choice = chooseTracker("offline", {{"linkSeconds", 3.5}, {"split", false}});
        QVERIFY(choice && choice->wholeVideo);
        QCOMPARE(choice->offline.linkSeconds, 3.5);
        QCOMPARE(choice->offline.split, false);
        QVERIFY(!offlineOptionsFrom({{"embeddingLimit", 0.4}})); // of the other tracker
        QVERIFY(!offlineOptionsFrom({{"weakThreshold", 1.5}}));
        QVERIFY(!offlineOptionsFrom({{"overlapSeconds", 80.0}})); // more than half a window
        QCOMPARE(chooseTracker("fairmot", {{"gate", 5.0}})->online.gate, 5.0);
    }

    void valuesArriveInTheStruct()
    {
        const auto options = fairmotOptionsFrom("fairmot", {{"embeddingLimit", 0.7},
                                                            {"trackBuffer", std::int64_t{60}},
                                                            {"frameRate", std::int64_t{25}},
                                                            {"useMotion", false}});
        QVERIFY(options);
        QCOMPARE(options->embeddingLimit, 0.7);
        QCOMPARE(options->trackBuffer, 60);
        QCOMPARE(options->frameRate, 25.0); // a whole number is a real one too
        QCOMPARE(options->useMotion, false);
        QCOMPARE(options->maxLostFrames(), 50);
        QCOMPARE(fairmotOptionsFrom("iou", {})->useEmbedding, false);
    }

    void badValuesAreRefused()
    {
        const auto refused = [](OptionSet set) {
            const auto options = fairmotOptionsFrom("fairmot", set);
            return !options && options.error().code == ErrorCode::InvalidArgument;
        };
        QVERIFY(refused({{"nothing", true}}));
        QVERIFY(refused({{"useMotion", 1.0}}));
        QVERIFY(refused({{"embeddingLimit", true}}));
        QVERIFY(refused({{"embeddingLimit", 2.5}}));
        QVERIFY(refused({{"trackBuffer", 2.5}}));
        QVERIFY(refused({{"trackBuffer", 1e12}}));
        QVERIFY(refused({{"useEmbedding", false}, {"useIou", false}}));
        QVERIFY(!fairmotOptionsFrom("iou", {{"useEmbedding", true}}));
    }

    void textIsParsedByType()
    {
        const TrackerInfo& info = *findTracker("fairmot");
        const OptionInfo& flag = *findOption(info, "useIou");
        const OptionInfo& whole = *findOption(info, "trackBuffer");
        const OptionInfo& real = *findOption(info, "lambda");
        QCOMPARE(findOption(info, "none"), nullptr);
        QVERIFY(*parseOption(flag, "off") == OptionValue(false));
        QVERIFY(*parseOption(flag, "yes") == OptionValue(true));
        QVERIFY(!parseOption(flag, "maybe"));
        QVERIFY(*parseOption(whole, "12") == OptionValue(std::int64_t{12}));
        QVERIFY(!parseOption(whole, "1.5") && !parseOption(whole, "-1") && !parseOption(whole, ""));
        QVERIFY(*parseOption(real, "0.5") == OptionValue(0.5));
        QVERIFY(!parseOption(real, "0,5") && !parseOption(real, "nan") && !parseOption(real, "1.01"));
    }
};

QTEST_GUILESS_MAIN(TestTrackerRegistry)
#include "tst_tracker_registry.moc"
