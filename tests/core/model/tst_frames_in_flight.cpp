// Several frames on a device: their order, trouble in its place, a device that is lost; and the block of numbers that
// comes back. The device is a pretended one.

#include "core/model/executors/frames_in_flight.h"

#include <QTest>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

using namespace tw;
using namespace tw::model;

namespace {

constexpr float kMinScore = 0.25F;

// What the pretended device was asked to do, in order.
struct Diary {
    std::vector<std::string> entries;
    bool has(const std::string& entry) const
    {
        return std::find(entries.begin(), entries.end(), entry) != entries.end();
    }
};

// Frames carry their number in sourceWidth; it comes back as the peak's column.
class PretendedSteps : public FrameSteps
{
public:
    struct Trouble {
        int frame = -1;
        bool atStart = false;
        ErrorCode code = ErrorCode::Internal;
    };

    PretendedSteps(int slots, std::shared_ptr<Diary> diary, std::vector<Trouble> troubles = {})
        : m_frames(static_cast<std::size_t>(slots), -1), m_diary(std::move(diary)), m_troubles(std::move(troubles))
    {}

    int slots() const override { return static_cast<int>(m_frames.size()); }

    Result<void> start(int slot, const PreparedImage& image) override
    {
        int& frame = m_frames[static_cast<std::size_t>(slot)];
        if (frame != -1)
            return Error{ErrorCode::Internal, "the slot is in use", {}};
        note("start", image.sourceWidth, slot);
        if (const auto error = troubleOf(image.sourceWidth, true))
            return *error;
        frame = image.sourceWidth;
        return {};
    }

    Result<PeakValues> finish(int slot, float minScore) override
    {
        const int frame = std::exchange(m_frames[static_cast<std::size_t>(slot)], -1);
        note("finish", frame, slot);
        if (const auto error = troubleOf(frame, false))
            return *error;
        PeakValues values;
        values.peaks.push_back({{frame, 0}, 0, minScore + 0.5F});
        return values;
    }

    std::string description() const override { return "pretended"; }

private:
    void note(const char* what, int frame, int slot)
    {
        m_diary->entries.push_back(std::string(what) + " " + std::to_string(frame) + " in " + std::to_string(slot));
    }
    std::optional<Error> troubleOf(int frame, bool atStart) const
    {
        for (const Trouble& trouble : m_troubles)
            if (trouble.frame == frame && trouble.atStart == atStart)
                return Error{trouble.code, "frame " + std::to_string(frame) + " failed", {}};
        return std::nullopt;
    }

    std::vector<int> m_frames; // of each slot; -1: free
    std::shared_ptr<Diary> m_diary;
    std::vector<Trouble> m_troubles;
};

PreparedImage frame(int number)
{
    PreparedImage image;
    image.sourceWidth = number;
    image.sourceHeight = 1;
    return image;
}

// Runs frames 1 to `count` as the tracking job does: sends while there is room, fetches the oldest otherwise. A text a
// frame: its number, or its error.
std::vector<std::string> run(FramesInFlight& flights, int count)
{
    std::vector<std::string> texts;
    const auto take = [&] {
        const Result<PeakValues> found = flights.take(kMinScore);
        texts.push_back(found ? std::to_string(found->peaks.at(0).cell.x) : found.error().detail);
    };
    for (int i = 1; i <= count; ++i) {
        flights.submit(frame(i));
        while (flights.count() == flights.capacity())
            take();
    }
    while (flights.count() > 0)
        take();
    return texts;
}

using Texts = std::vector<std::string>;

// Rows of `layout`, all zero but the header.
std::vector<float> emptyRows(const PeakRowLayout& layout)
{
    std::vector<float> rows(static_cast<std::size_t>(layout.floats()));
    rows[0] = 1;
    return rows;
}

} // namespace

class TestFramesInFlight : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void resultsInOrder_data();
    void resultsInOrder();
    void nextStartsBeforeLastIsFetched();
    void troubleStaysWithItsFrame();
    void lostWhileFetching();
    void lostWhileSending();
    void rowsAreSortedAndCut();
    void rowsThatAreNotFinite();
    void rowsOfTwoSizes();
};

void TestFramesInFlight::resultsInOrder_data()
{
    QTest::addColumn<int>("slots");
    for (const int slots : {1, 2, 3, 5})
        QTest::addRow("%d", slots) << slots;
}

void TestFramesInFlight::resultsInOrder()
{
    QFETCH(int, slots);
    FramesInFlight flights(std::make_unique<PretendedSteps>(slots, std::make_shared<Diary>()));
    QCOMPARE(flights.capacity(), slots);
    QVERIFY(run(flights, 7) == (Texts{"1", "2", "3", "4", "5", "6", "7"}));
    QCOMPARE(flights.count(), 0);
    QVERIFY(run(flights, 2) == (Texts{"1", "2"})); // and again, from whatever slot is next
}

void TestFramesInFlight::nextStartsBeforeLastIsFetched()
{
    const auto diary = std::make_shared<Diary>();
    FramesInFlight flights(std::make_unique<PretendedSteps>(2, diary));
    run(flights, 3);
    QVERIFY(diary->entries ==
            (Texts{"start 1 in 0", "start 2 in 1", "finish 1 in 0", "start 3 in 0", "finish 2 in 1", "finish 3 in 0"}));
}

void TestFramesInFlight::troubleStaysWithItsFrame()
{
    FramesInFlight flights(
        std::make_unique<PretendedSteps>(3, std::make_shared<Diary>(),
                                         std::vector<PretendedSteps::Trouble>{{2, true, ErrorCode::InvalidArgument},
                                                                              {5, false, ErrorCode::Unreadable}}));
    QVERIFY(run(flights, 7) == (Texts{"1", "frame 2 failed", "3", "4", "frame 5 failed", "6", "7"}));
}

void TestFramesInFlight::lostWhileFetching()
{
    const auto diary = std::make_shared<Diary>();
    FramesInFlight flights(std::make_unique<PretendedSteps>(
        3, diary, std::vector<PretendedSteps::Trouble>{{4, false, ErrorCode::Unavailable}}));
    QVERIFY(run(flights, 8) == (Texts{"1", "2", "3", "frame 4 failed", "frame 4 failed", "frame 4 failed",
                                      "frame 4 failed", "frame 4 failed"}));
    // 5 and 6 were under way; nothing was asked of the device afterwards
    QVERIFY(diary->has("start 6 in 2"));
    QCOMPARE(diary->entries.back(), std::string("finish 4 in 0"));
}

void TestFramesInFlight::lostWhileSending()
{
    const auto diary = std::make_shared<Diary>();
    FramesInFlight flights(std::make_unique<PretendedSteps>(
        3, diary, std::vector<PretendedSteps::Trouble>{{5, true, ErrorCode::Unavailable}}));
    // 3 and 4 were under way when it was noticed: what they would give is not known
    QVERIFY(run(flights, 6) ==
            (Texts{"1", "2", "frame 5 failed", "frame 5 failed", "frame 5 failed", "frame 5 failed"}));
    QCOMPARE(diary->entries.back(), std::string("start 5 in 1"));
}

void TestFramesInFlight::rowsAreSortedAndCut()
{
    const PeakRowLayout layout{4, 4, 2};
    QCOMPARE(layout.columns(), 12);
    std::vector<float> rows = emptyRows(layout);
    const auto put = [&](int row, std::initializer_list<float> values) {
        std::copy(values.begin(), values.end(), rows.begin() + row * layout.columns());
    };
    put(1, {0.5F, 1, 7, 3, 1, 2, 3, 4, 0.1F, 0.2F, 0.6F, 0.8F});
    put(2, {0.5F, 0, 9, 8, 5, 6, 7, 8, 0.3F, 0.4F, 1, 0});
    put(3, {0.25F, 0, 1, 1, 9, 9, 9, 9, 0, 0, 0, 1}); // not above the threshold
    put(4, {0.9F, 1, 2, 5, 2, 2, 2, 2, 0.5F, 0.5F, 0, 1});
    const auto found = readPeakRows(rows, layout, kMinScore);
    QVERIFY(found);
    const std::vector<Peak> wanted = {{{2, 5}, 1, 0.9F}, {{9, 8}, 0, 0.5F}, {{7, 3}, 1, 0.5F}};
    QVERIFY(found->peaks == wanted);
    QCOMPARE(found->heads.sizeChannels, 4);
    QCOMPARE(found->heads.embeddingSize, 2);
    QVERIFY(found->heads.size == (std::vector<float>{2, 2, 2, 2, 5, 6, 7, 8, 1, 2, 3, 4}));
    QVERIFY(found->heads.offset == (std::vector<float>{0.5F, 0.5F, 0.3F, 0.4F, 0.1F, 0.2F}));
    QVERIFY(found->heads.identity == (std::vector<float>{0, 1, 1, 0, 0.6F, 0.8F}));
}

void TestFramesInFlight::rowsThatAreNotFinite()
{
    const PeakRowLayout layout{2, 4, 1};
    std::vector<float> rows = emptyRows(layout);
    rows[0] = 0;
    const auto found = readPeakRows(rows, layout, kMinScore);
    QVERIFY(!found);
    QVERIFY(found.error().code == ErrorCode::Unreadable);
}

void TestFramesInFlight::rowsOfTwoSizes()
{
    const PeakRowLayout layout{1, 2, 3};
    QCOMPARE(layout.columns(), 11);
    std::vector<float> rows = emptyRows(layout);
    const float values[] = {0.75F, 0, 1, 2, 30, 40, 0.5F, 0.25F, 1, 2, 3};
    std::copy(std::begin(values), std::end(values), rows.begin() + layout.columns());
    const auto found = readPeakRows(rows, layout, kMinScore);
    QVERIFY(found);
    QVERIFY(found->heads.size == (std::vector<float>{30, 40}));
    QVERIFY(found->heads.identity == (std::vector<float>{1, 2, 3}));
}

QTEST_GUILESS_MAIN(TestFramesInFlight)
#include "tst_frames_in_flight.moc"
