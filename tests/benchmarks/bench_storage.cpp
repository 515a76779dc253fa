// How long projects take: a million boxes saved and loaded by the store, side by side with a row per box (the same
// SQLite, the same settings, the same sync at the end), and what an edit costs the thread that makes it.
//   bench_storage [FOLDER] [PAIRS]     FOLDER on the disk to measure; pairs are taken in turn, medians are printed

#include "core/annotation/history.h"
#include "core/base/number_text.h"
#include "core/storage/project_store.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <random>
#include <vector>

using namespace tw;
using namespace tw::annotation;

namespace {

using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

double quantile(std::vector<double> values, double share)
{
    std::sort(values.begin(), values.end());
    return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

// Walking people with a tracker's numbers: every digit of every double counts.
Snapshot people(int tracks, int boxes)
{
    std::mt19937_64 random(1);
    const auto unit = [&] { return static_cast<double>(random() >> 11) * 0x1p-53; };
    auto state = std::make_shared<DocumentState>();
    for (int id = 1; id <= tracks; ++id) {
        auto track = std::make_shared<Track>();
        track->id = TrackId{id};
        track->run = RunId{1};
        double left = 1000 * unit();
        for (int i = 0; i < boxes; ++i) {
            left += unit() - 0.5;
            TrackBox box;
            box.frame = id * 7 % 500 + i;
            box.box = {left, 300 + unit(), 60 + unit(), 170 + unit()};
            box.score = static_cast<float>(unit());
            box.origin = BoxOrigin::Tracker;
            track->boxes.push_back(box);
        }
        state->tracks[track->id] = std::move(track);
    }
    state->nextId = TrackId{tracks + 1};
    return state;
}

void syncFile(const std::filesystem::path& path)
{
    const int descriptor = ::open(path.c_str(), O_RDONLY);
    (void)::fsync(descriptor);
    ::close(descriptor);
}

void saveRows(const std::filesystem::path& path, const DocumentState& state)
{
    {
        SQLite::Database database(path.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec("PRAGMA page_size=16384");
        database.exec("PRAGMA journal_mode=OFF");
        database.exec("PRAGMA synchronous=OFF");
        database.exec(
            "CREATE TABLE box (track INTEGER, frame INTEGER, left REAL, top REAL, width REAL, height REAL, "
            "score REAL, visibility REAL, origin INTEGER, flags INTEGER, PRIMARY KEY (track, frame)) WITHOUT ROWID");
        SQLite::Transaction transaction(database);
        SQLite::Statement insert(database, "INSERT INTO box VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
        for (const auto& [id, track] : state.tracks)
            for (const TrackBox& box : track->boxes) {
                insert.bind(1, number(id));
                insert.bind(2, box.frame);
                insert.bind(3, box.box.left);
                insert.bind(4, box.box.top);
                insert.bind(5, box.box.width);
                insert.bind(6, box.box.height);
                insert.bind(7, static_cast<double>(box.score));
                insert.bind(8, static_cast<double>(box.visibility));
                insert.bind(9, static_cast<int>(box.origin));
                insert.bind(10, (box.keyframe ? 1 : 0) | (box.occluded ? 2 : 0) | (box.verified ? 4 : 0));
                insert.exec();
                insert.reset();
            }
        transaction.commit();
    }
    syncFile(path);
}

Snapshot loadRows(const std::filesystem::path& path)
{
    SQLite::Database database(path.string(), SQLite::OPEN_READONLY);
    database.exec("PRAGMA mmap_size=1073741824");
    SQLite::Statement query(database, "SELECT track, frame, left, top, width, height, score, visibility, origin, flags "
                                      "FROM box ORDER BY track, frame");
    auto state = std::make_shared<DocumentState>();
    std::shared_ptr<Track> track;
    while (query.executeStep()) {
        const TrackId id{query.getColumn(0).getInt()};
        if (!track || track->id != id) {
            track = std::make_shared<Track>();
            track->id = id;
            track->run = RunId{1};
            state->tracks[id] = track;
        }
        TrackBox box;
        box.frame = query.getColumn(1).getInt();
        box.box = {query.getColumn(2).getDouble(), query.getColumn(3).getDouble(), query.getColumn(4).getDouble(),
                   query.getColumn(5).getDouble()};
        box.score = static_cast<float>(query.getColumn(6).getDouble());
        box.visibility = static_cast<float>(query.getColumn(7).getDouble());
        box.origin = static_cast<BoxOrigin>(query.getColumn(8).getInt());
        const int flags = query.getColumn(9).getInt();
        box.keyframe = (flags & 1) != 0;
        box.occluded = (flags & 2) != 0;
        box.verified = (flags & 4) != 0;
        track->boxes.push_back(box);
    }
    state->nextId = TrackId{static_cast<int>(state->tracks.size()) + 1};
    return state;
}

bool compareWholeProjects(const std::filesystem::path& folder, int pairs)
{
    const Snapshot state = people(1000, 1000);
    const auto rows = folder / "rows.db";
    const auto project = folder / "bench.twp";
    std::vector<double> saveRow, saveOurs, loadRow, loadOurs;
    for (int i = 0; i <= pairs; ++i) { // the first one warms up
        std::filesystem::remove(rows);
        std::filesystem::remove(project);
        auto start = Clock::now();
        saveRows(rows, *state);
        saveRow.push_back(millisecondsSince(start));

        storage::ProjectContent content;
        content.document = state;
        start = Clock::now();
        auto store = storage::ProjectStore::create(project, content);
        saveOurs.push_back(millisecondsSince(start));
        if (!store) {
            std::fprintf(stderr, "%s\n", store.error().message().c_str());
            return false;
        }
        store->reset();

        start = Clock::now();
        const Snapshot fromRows = loadRows(rows);
        loadRow.push_back(millisecondsSince(start));
        start = Clock::now();
        auto opened = storage::ProjectStore::open(project);
        loadOurs.push_back(millisecondsSince(start));
        if (!opened || !(*opened->content.document == *state) || !(*fromRows == *state)) {
            std::fprintf(stderr, "what was loaded is not what was saved\n");
            return false;
        }
    }
    for (auto* values : {&saveRow, &saveOurs, &loadRow, &loadOurs})
        values->erase(values->begin());
    const auto line = [](const char* what, const std::vector<double>& row, const std::vector<double>& ours) {
        std::vector<double> ratios;
        for (std::size_t i = 0; i < row.size(); ++i)
            ratios.push_back(row[i] / ours[i]);
        std::printf("%s  row per box %7.1f ms   project %6.1f ms   %5.1f x (%.1f - %.1f)\n", what, quantile(row, 0.5),
                    quantile(ours, 0.5), quantile(ratios, 0.5), quantile(ratios, 0), quantile(ratios, 1));
    };
    std::printf("1 000 000 boxes in 1 000 tracks; file sizes %.1f and %.1f MB; medians of %d pairs\n",
                static_cast<double>(std::filesystem::file_size(rows)) / 1e6,
                static_cast<double>(std::filesystem::file_size(project)) / 1e6, pairs);
    line("save", saveRow, saveOurs);
    line("load", loadRow, loadOurs);
    return true;
}

// One edit after the other, at the pace of a held key, on a document with a million boxes.
bool measureEdits(const std::filesystem::path& folder, const char* what, int tracks, int boxes, bool longTrack)
{
    const auto path = folder / "edits.twp";
    std::filesystem::remove(path);
    storage::ProjectContent content;
    content.document = people(tracks, boxes);
    if (longTrack) {
        auto state = std::make_shared<DocumentState>(*content.document);
        state->tracks[TrackId{1}] = people(1, 100'000)->tracks.at(TrackId{1});
        content.document = state;
    }
    auto store = storage::ProjectStore::create(path, content);
    if (!store)
        return false;
    Document document(content.document);
    History history(document);
    history.setMergeWindow(std::chrono::milliseconds(-1));
    double appended = 0;
    const Subscription keeping = history.observe([&](const Change& change) {
        const auto start = Clock::now();
        (*store)->append(change);
        appended = millisecondsSince(start);
    });
    std::mt19937_64 random(2);
    std::vector<double> whole, append, inFile;
    for (int i = 0; i < 2000; ++i) {
        const int id = longTrack ? 1 : 1 + static_cast<int>(random() % static_cast<unsigned>(tracks));
        const auto& track = *document.find(TrackId{id});
        const FrameIndex frame = track.boxes[random() % track.boxes.size()].frame;
        const SetBox edit{TrackId{id}, frame, {1.0 + i, 2, 3, 4}};
        const auto start = Clock::now();
        if (!history.run(edit))
            return false;
        whole.push_back(millisecondsSince(start));
        append.push_back(appended);
        if (i % 20 == 0) {
            const auto waiting = Clock::now();
            if (!(*store)->flush())
                return false;
            inFile.push_back(millisecondsSince(waiting));
        } else {
            usleep(500);
        }
    }
    std::printf("%s: edit with history and hand-over p50 %.3f p99 %.3f max %.3f ms; hand-over alone p99 %.3f ms; "
                "in the file after p50 %.2f p99 %.2f ms\n",
                what, quantile(whole, 0.5), quantile(whole, 0.99), quantile(whole, 1), quantile(append, 0.99),
                quantile(inFile, 0.5), quantile(inFile, 0.99));
    return true;
}

} // namespace

int main(int argc, char** argv)
{
    const std::filesystem::path folder =
        (argc > 1 ? std::filesystem::path(argv[1]) : std::filesystem::temp_directory_path()) /
        ("bench-storage-" + std::to_string(getpid()));
    const int pairs = argc > 2 ? static_cast<int>(toInteger(argv[2]).value_or(7)) : 7;
    std::filesystem::create_directories(folder);
    const bool done = compareWholeProjects(folder, std::max(1, pairs)) &&
                      measureEdits(folder, "1 000 tracks of 1 000 boxes", 1000, 1000, false) &&
                      measureEdits(folder, "a track of 100 000 boxes among 1 000", 1000, 300, true);
    std::filesystem::remove_all(folder);
    return done ? 0 : 1;
}
