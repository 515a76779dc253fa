#pragma once
// A collection: the videos of a project of work, who annotates them, the state of each, comments and verdicts. What
// was corrected in a video stays in its project file; a collection refers to the file and keeps a summary of it.
//
// Values and rules; knows no files (collection_file.h). Any thread. Frames from 0.

#include "core/base/ids.h"
#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tw::collection {

enum class State : std::uint8_t {
    Untracked,
    Tracked,   // not corrected yet
    InReview,  // its annotator works on it
    Reviewed,  // submitted by its annotator
    Accepted,  // by a second person
    NeedsWork, // sent back by a second person
};
inline constexpr int kStates = 6;
std::string_view toString(State state); // "in review", as files and the command line have it
std::optional<State> stateFrom(std::string_view text);

struct Comment {
    std::int64_t id = 0; // unique in the collection
    std::string author;
    std::string text;
    std::int64_t when = 0;             // seconds since 1970, UTC
    FrameIndex frame = kNoFrame;       // none: about the whole video
    TrackId track = TrackId::kInvalid; // none: not about one track
    bool resolved = false;
    std::string resolvedBy;
    friend bool operator==(const Comment&, const Comment&) = default;
};

// Decision of a second person on submitted work.
struct Verdict {
    std::string reviewer;
    bool accepted = false;
    std::string reason;
    std::int64_t when = 0;
    friend bool operator==(const Verdict&, const Verdict&) = default;
};

// Summary of a project file, so that a list needs to open none.
struct Figures {
    std::int64_t frames = 0;
    std::int64_t tracks = 0;
    std::int64_t boxes = 0;
    std::int64_t open = 0;       // findings that wait for a verdict
    std::int64_t decided = 0;    // findings with one
    double expectedSwitches = 0; // identity errors expected in the open findings
    double expectedDeviation = 0;
    std::uint64_t projectBytes = 0; // of the file it was made from; another size or time: outdated
    std::int64_t projectModifiedNs = 0;

    // Share of the findings that are decided, 0..1; 1 when there are none.
    double progress() const;
    friend bool operator==(const Figures&, const Figures&) = default;
};

struct Entry {
    std::string fingerprint;       // of the video's content; identifies the entry
    std::string name;              // unique in the collection
    std::filesystem::path video;   // absolute
    std::filesystem::path project; // absolute; there when the video is tracked
    State state = State::Untracked;
    std::string annotator;        // empty: not assigned
    std::filesystem::path second; // project or track file of a second annotator; empty: none
    std::string secondAnnotator;
    std::optional<Figures> figures;
    std::vector<Comment> comments; // oldest first
    std::vector<Verdict> verdicts; // oldest first
    friend bool operator==(const Entry&, const Entry&) = default;

    int unresolved() const; // comments
};

struct Collection {
    std::vector<Entry> entries;
    std::int64_t nextComment = 1;
    friend bool operator==(const Collection&, const Collection&) = default;

    // By name or fingerprint. Errors: NotFound.
    Result<Entry*> find(std::string_view key);
    Result<const Entry*> find(std::string_view key) const;
};

struct Totals {
    int videos = 0;
    std::vector<int> ofState = std::vector<int>(kStates, 0);
    std::int64_t frames = 0, tracks = 0, open = 0, decided = 0;
    double expectedSwitches = 0;
    int unresolved = 0;

    double progress() const; // share of the findings decided
};
Totals totalsOf(const Collection& collection);

// --- changes -------------------------------------------------------------------------------------------------------
// All or nothing. Errors: Conflict where the state does not allow it (says which does), InvalidArgument of texts.

// A video that is there already (by fingerprint) only gets its new path. Returns whether it is new. The name is made
// unique.
Result<bool> addVideo(Collection& collection, Entry entry);
// The entry goes; its files stay.
Result<void> removeVideo(Collection& collection, std::string_view key);
Result<void> assign(Entry& entry, const std::string& annotator);
// Tracked: from Untracked only. Figures are replaced in any state.
void tracked(Entry& entry, const Figures& figures);
// The annotator begins, or continues after it was sent back; the person who begins an unassigned video becomes its
// annotator.
Result<void> begin(Entry& entry, const std::string& person);
// The annotator is done.
Result<void> submit(Entry& entry, const std::string& person);
// By a person other than the annotator, about work that was submitted.
Result<void> accept(Entry& entry, const std::string& reviewer, std::int64_t when);
// The same, with a reason; also of work accepted before.
Result<void> sendBack(Entry& entry, const std::string& reviewer, const std::string& reason, std::int64_t when);
// A second annotator's project or track file of the same video, for agreement.
Result<void> setSecond(Entry& entry, const std::filesystem::path& file, const std::string& annotator);

// Id, and that of the answer, is given here. Returns the id.
Result<std::int64_t> addComment(Collection& collection, Entry& entry, Comment comment);
// Errors: NotFound.
Result<void> resolveComment(Entry& entry, std::int64_t id, const std::string& person, bool resolved);
// People named with @ in a text, in order, each once: "@anna, see @li.wei" names anna and li.wei.
std::vector<std::string> mentionsIn(std::string_view text);

// Names and texts are bounded, so that a file is.
inline constexpr std::size_t kMaxName = 200;        // bytes
inline constexpr std::size_t kMaxText = 10'000;     // bytes, of a comment or a reason
inline constexpr std::size_t kMaxComments = 10'000; // of a video
inline constexpr std::size_t kMaxVideos = 100'000;

} // namespace tw::collection
